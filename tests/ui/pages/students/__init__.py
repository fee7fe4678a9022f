"""The page of the students."""
