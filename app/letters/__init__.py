"""One module per letter: the data it needs and its layout."""
