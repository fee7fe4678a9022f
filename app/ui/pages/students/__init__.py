"""The page of the students: the list, and opened files as tabs beside it."""
