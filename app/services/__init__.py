"""One module per noun, one function per verb. Rows become frozen values here."""
