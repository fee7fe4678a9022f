"""Plain facts of a student that several rooms name."""

from enum import StrEnum


class Sex(StrEnum):
    """Sex as the roster gives it."""

    MALE = "m"
    FEMALE = "f"


class Standing(StrEnum):
    """Whether the student is at this school now."""

    ENROLLED = "enrolled"
    SUSPENDED = "suspended"
    LEFT = "left"


class Relation(StrEnum):
    """Who a person around the student is."""

    FATHER = "father"
    MOTHER = "mother"
    GRANDFATHER = "grandfather"
    GRANDMOTHER = "grandmother"
    MATERNAL_GRANDFATHER = "maternal_grandfather"
    MATERNAL_GRANDMOTHER = "maternal_grandmother"
    STEP_PARENT = "step_parent"
    SIBLING = "sibling"
    RELATIVE = "relative"
    TEACHER = "teacher"
    OTHER = "other"
