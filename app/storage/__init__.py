"""The encrypted store: create, open, upgrade, back up, audit."""
