"""Screening rounds: making them, how far they are, who is to be talked to, and what was decided."""
