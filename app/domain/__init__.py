"""Pure values and rules of the counselling room. Standard library only."""
