"""One module per wizard."""
