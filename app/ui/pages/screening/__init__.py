"""Scales and screening: start keying, see what came in, import."""
