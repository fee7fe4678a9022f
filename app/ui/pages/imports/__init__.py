"""Taking spreadsheets in: choose, map, dry run, import, and the way back."""
