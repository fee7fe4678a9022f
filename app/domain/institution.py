"""What partner institutions are to a school."""

from enum import StrEnum


class InstitutionKind(StrEnum):
    """What the institution is to the school."""

    HOSPITAL = "hospital"
    CENTRE = "centre"
    AUTHORITY = "authority"
    SCHOOL = "school"
