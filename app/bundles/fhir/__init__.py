"""FHIR R4 (4.0.1) resources as plain dictionaries, for referral packets only.

Transport, not store: nothing is read back from here. The builders write what the packet holds and
leave out what it does not; the shapes are checked in the tests by an independent library.
"""
