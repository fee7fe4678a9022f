"""The facts of one student as a roster states them, and as the store already has them."""

from dataclasses import dataclass
from datetime import date

from app.domain.school_class import Stage
from app.domain.student import Relation, Sex


@dataclass(frozen=True, slots=True)
class RosterGuardian:
    """A person around the student. ``away`` None: the roster does not say."""

    relation: Relation
    name: str = ""
    phone: str = ""
    is_guardian: bool = False
    is_carer: bool = False
    away: bool | None = None
    away_place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentFacts:
    """None and "" mean: not stated. ``entry_year`` is that of entry into ``stage``, as in ``domain.school_class``."""

    number: str
    name: str
    sex: Sex | None = None
    birth_date: date | None = None
    stage: Stage | None = None
    entry_year: int | None = None
    grade_shift: int = 0
    class_no: int | None = None
    boarding: bool | None = None
    national_id: str = ""
    registration_no: str = ""
    ethnicity: str = ""
    address: str = ""
    guardians: tuple[RosterGuardian, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingStudent(StudentFacts):
    """A student who is in the store already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow(StudentFacts):
    """A student as the roster's row ``row`` states her.

    ``grade`` is the grade on the day of the roster; ``entry_year_stated`` tells whether the file gave the year or
    it was worked out. ``left_behind`` is the roster's own word, a claim to be checked against facts.
    """

    row: int
    grade: int | None = None
    entry_year_stated: bool = False
    left_behind: str = ""
