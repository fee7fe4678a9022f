"""Sealed bundles: manifest, writing, reading, FHIR.

Importing any module here but ``names``, ``paths`` and ``sidecar`` may load pydantic; windows import
them where they are used, not at the start.
"""
