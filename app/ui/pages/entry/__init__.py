"""Keying in paper sheets, class by class."""
