"""Two sheets of one student for one form of a round: both are kept, a person says which counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.school_class import SchoolClass
from app.domain.screening import CRITICAL_ONLY
from app.models.assessment import AnswerSource, Assessment
from app.models.student import Student
from app.services import round_seen, rounds
from app.services.classes import class_on, schooling_of
from app.services.rounds import Form
from app.services.verb import verb
from app.storage import audit, changes


@dataclass(frozen=True, slots=True)
class Submission:
    """One of the sheets."""

    id: UUID
    informant: str
    taken_on: date
    entered_at: datetime
    source: AnswerSource
    seconds: int | None
    complete: bool
    total: Decimal | None
    validity: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A student with several sheets of one form, the oldest first."""

    student_id: UUID
    number: str
    name: str
    school_class: SchoolClass | None
    form: Form
    sheets: tuple[Submission, ...]


@verb(Action.READ_SCORE)
def of_round(db: Session, round_id: UUID, *, by: Actor, now: datetime) -> list[Duplicate]:
    """Return what is still to be decided in a round, in class order. Opening it is logged."""
    row = rounds.known(db, round_id)
    audit.read(db, by, "screening_round", round_id, now)
    round_seen.mark(db, round_id, by=by, now=now)
    schooling, day = schooling_of(db), rounds.class_day(row, now.date())
    pairs = db.execute(
        select(Assessment, Student).join(Student, Student.id == Assessment.student_id).where(_counting(round_id))
    ).all()
    ordered = sorted(pairs, key=lambda pair: (*_form_of(pair[0]), pair[0].entered_at, pair[0].id))
    found = []
    for _, group in groupby(ordered, key=lambda pair: _form_of(pair[0])):
        sheets = list(group)
        if len(sheets) > 1:
            first, student = sheets[0]
            found.append(
                Duplicate(
                    student.id,
                    student.number,
                    student.name,
                    class_on(student, day, schooling),
                    Form(first.scale, first.respondent),
                    tuple(_submission(one) for one, _ in sheets),
                )
            )
    return sorted(found, key=lambda one: (one.school_class or SchoolClass(0), one.number, one.form))


@verb(Action.SCREENING)
def choose(db: Session, assessment_id: UUID, *, reason: str, by: Actor, now: datetime) -> Changes:
    """Say which sheet counts; the others of the same student and form are set aside and stay on file.

    Alerts stay open whichever sheet raised them. Raises Problem("reason_missing"),
    ("assessment_unknown"), or ("no_duplicate") where there is nothing to decide.
    """
    if not reason.strip():
        raise Problem("reason_missing")
    chosen = db.get(Assessment, assessment_id)
    if chosen is None or chosen.round_id is None:
        raise Problem("assessment_unknown")
    others = _others(db, chosen)
    if chosen.withdrawn_at is not None or not others:
        raise Problem("no_duplicate")
    entries = []
    if chosen.set_aside_at is not None:
        chosen.set_aside_at = None
        entries.append(changes.changed(chosen))
    for one in others:
        if one.set_aside_at is None:
            one.set_aside_at = now
            entries.append(changes.changed(one))
    return changes.write(db, entries, by=by, action=Action.SCREENING, now=now, reason=reason.strip())


def _counting(round_id: UUID) -> ColumnElement[bool]:
    return and_(
        Assessment.round_id == round_id,
        Assessment.withdrawn_at.is_(None),
        Assessment.set_aside_at.is_(None),
        Assessment.unscored.is_distinct_from(CRITICAL_ONLY),
    )


def _others(db: Session, chosen: Assessment) -> Sequence[Assessment]:
    return db.scalars(
        select(Assessment).where(
            Assessment.round_id == chosen.round_id,
            Assessment.student_id == chosen.student_id,
            Assessment.scale == chosen.scale,
            Assessment.respondent == chosen.respondent,
            Assessment.informant == chosen.informant,
            Assessment.withdrawn_at.is_(None),
            Assessment.id != chosen.id,
        )
    ).all()


def _form_of(row: Assessment) -> tuple[str, str, str, str]:
    """Return what two sheets share that are duplicates: father's and mother's sheets are not."""
    return str(row.student_id), row.scale, row.respondent, row.informant


def _submission(row: Assessment) -> Submission:
    return Submission(
        row.id,
        row.informant,
        row.taken_on,
        row.entered_at,
        row.source,
        row.seconds,
        row.complete,
        row.total,
        row.validity,
    )
