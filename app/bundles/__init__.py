"""Sealed bundles: manifest, writing, reading, FHIR."""
