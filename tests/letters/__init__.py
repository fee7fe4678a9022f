"""Tests of app.letters."""
