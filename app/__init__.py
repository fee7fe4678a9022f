"""Xinqiao: an offline-first, encrypted program for school counselling rooms."""

__version__ = "0.1.0"
