"""Ledgers and reports: values in, bytes out."""
