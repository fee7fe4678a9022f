"""What goes to a centre with a referral: exactly the fields that a person has chosen, nothing more.

A field that was not chosen is None or empty and then appears nowhere. There is no field for session
notes: who wants to send one puts that record into ``records`` herself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from app.bundles.manifest import Basis
from app.domain.problems import Problem
from app.domain.referral_state import State
from app.domain.risk import Level
from app.domain.student import Sex


@dataclass(frozen=True, slots=True)
class Student:
    """The child, as far as chosen. ``number`` is the school's own student number."""

    id: UUID
    name: str
    number: str | None = None
    sex: Sex | None = None
    birth_date: date | None = None
    class_name: str | None = None
    phone: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Guardian:
    """Somebody to call. ``relation`` in words, such as 外祖母."""

    id: UUID
    name: str
    relation: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """The school or the centre."""

    id: UUID
    name: str
    phone: str | None = None
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Counsellor:
    """Who refers."""

    id: UUID
    name: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One number of a result. ``code`` is ``total`` or a subscale's key; ``band`` a word for it."""

    id: UUID
    code: str
    label: str
    value: int | float
    band: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One filled-in questionnaire. ``answers`` are the chosen options' values by item number, without
    any wording; empty where only the scores go out."""

    id: UUID
    scale: str
    version: str
    label: str
    taken_at: datetime
    scores: tuple[Score, ...] = ()
    answers: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
    """A person's judgement. ``reasons`` in words, as chosen."""

    id: UUID
    level: Level
    judged_at: datetime
    reasons: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The safety plan's steps in order, one text each, as chosen."""

    id: UUID
    made_at: datetime
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The consent to this referral. ``by`` in words: who agreed and how."""

    id: UUID
    given_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record that was chosen to go along, as its snapshot in the log."""

    kind: str
    id: UUID
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPacket:
    """Everything that leaves the school with one referral."""

    referral_id: UUID
    made_at: datetime
    student: Student
    school: Organisation
    centre: Organisation
    counsellor: Counsellor
    reason: str
    letter_pdf: bytes
    letter_number: str
    level: Level  # how urgent the referral is
    state: State = State.SENT
    agreement: Agreement | None = None
    emergency_reason: str | None = None
    guardians: tuple[Guardian, ...] = ()
    behaviour: str | None = None
    measures: str | None = None
    medicines: str | None = None
    sheets: tuple[Sheet, ...] = ()
    risk: Risk | None = None
    plan: Plan | None = None
    records: tuple[Record, ...] = ()
    changes: tuple[Mapping[str, Any], ...] = ()

    def basis(self) -> Basis:
        """Return why it may leave. Raises ``referral_no_basis`` without consent and emergency."""
        if self.agreement is not None:
            return Basis.CONSENT
        if (self.emergency_reason or "").strip():
            return Basis.EMERGENCY
        raise Problem("referral_no_basis")

    def part_id(self, part: str) -> UUID:
        """Return the id of a resource that has none of its own; the same for the same referral."""
        return uuid5(self.referral_id, part)
