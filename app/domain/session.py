"""Values of a session record."""

from enum import StrEnum


class Mode(StrEnum):
    """How the session took place."""

    FACE = "face"
    PHONE = "phone"
    VIDEO = "video"
    HOME_VISIT = "home_visit"


class SessionState(StrEnum):
    """An open record may be changed; a signed one only amended."""

    OPEN = "open"
    SIGNED = "signed"


TOPICS = (
    "mood",
    "sleep",
    "family",
    "study",
    "peers",
    "bullying",
    "self",
    "health",
    "internet",
    "loss",
    "adjustment",
)
"""Codes of the topics that are always offered; a school adds words of its own in the settings."""
