"""Loading scale definitions and scoring answers. Pure."""
