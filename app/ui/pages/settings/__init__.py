"""Settings: school, users, this PC, about."""
