"""Purposes of consent (个人信息保护法 23, 29–31), one decision per purpose and person."""

from enum import StrEnum


class Purpose(StrEnum):
    """What the consent is for."""

    FILE = "file"
    SCALES = "scales"
    COUNSELLING = "counselling"
    RECORDING = "recording"
    HOSPITAL = "hospital"
    AUTHORITY = "authority"
    RESEARCH = "research"


class Giver(StrEnum):
    """Who decided."""

    GUARDIAN = "guardian"
    STUDENT = "student"


class Way(StrEnum):
    """How the decision reached the school."""

    SIGNED = "signed"
    PHONE = "phone"
    MESSAGE = "message"


CONSENT_AGE = 14
"""From 14 the student's own consent counts as well (个人信息保护法 31)."""
