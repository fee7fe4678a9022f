"""Purposes of consent (个人信息保护法 23, 29–31), one decision per purpose and person."""

from collections.abc import Mapping
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


class ScaleConsent(StrEnum):
    """How a student stands to filling in scales: a guardian's yes that nobody took back."""

    GIVEN = "given"
    MISSING = "missing"
    REFUSED = "refused"


def scale_consent(decisions: Mapping[Giver, bool]) -> ScaleConsent:
    """Return the standing from each person's newest decision.

    A guardian's consent is needed; the student's own no counts too, since nobody is made to fill in a scale.
    """
    if False in decisions.values():
        return ScaleConsent.REFUSED
    return ScaleConsent.GIVEN if decisions.get(Giver.GUARDIAN) else ScaleConsent.MISSING
