"""Unlock and locked screen. Holds no key."""
