"""Class teachers name students who worry them, before anybody has seen a result of the round."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.school_class import SchoolClass
from app.domain.screening import SIGNS
from app.models.screening import Nomination, RoundTarget
from app.models.student import Student
from app.services import rounds
from app.services.classes import class_on, schooling_of
from app.services.verb import verb
from app.storage import changes

TEACHER_LENGTH = 60
TEXT_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class NominationText:
    """A teacher's word about one student: what was seen (codes of ``SIGNS``) and, if wanted, a sentence."""

    student_id: UUID
    teacher: str
    signs: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class NominationRow:
    """A nomination on file. ``late``: results had been looked at before."""

    id: UUID
    number: str
    name: str
    school_class: SchoolClass | None
    nomination: NominationText
    late: bool
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Named:
    """A nomination that was written."""

    id: UUID
    late: bool
    changes: Changes


@verb(Action.SCREENING)
def add(db: Session, round_id: UUID, text: NominationText, *, by: Actor, now: datetime) -> Named:
    """Write down a nomination; it is late once a result of the round was looked at.

    Raises Problem("nomination_teacher_missing"), ("nomination_empty"), ("nomination_sign_unknown"),
    ("nomination_long"), ("student_not_in_round") or ("round_unknown").
    """
    row = rounds.known(db, round_id)
    teacher, words = text.teacher.strip(), text.text.strip()
    if not teacher:
        raise Problem("nomination_teacher_missing")
    if not text.signs and not words:
        raise Problem("nomination_empty")
    if not set(text.signs) <= set(SIGNS):
        raise Problem("nomination_sign_unknown")
    if len(teacher) > TEACHER_LENGTH or len(words) > TEXT_LENGTH:
        raise Problem("nomination_long")
    wanted = select(RoundTarget.id).where(RoundTarget.round_id == round_id, RoundTarget.student_id == text.student_id)
    if db.scalar(wanted) is None:
        raise Problem("student_not_in_round")
    new = Nomination(
        round_id=round_id,
        student_id=text.student_id,
        teacher=teacher,
        signs=[sign for sign in SIGNS if sign in text.signs],
        text=words,
        late=row.results_seen_at is not None,
        made_at=now,
    )
    written = changes.write(db, [changes.created(new)], by=by, action=Action.SCREENING, now=now)
    return Named(new.id, new.late, written)


@verb(Action.SCREENING)
def remove(db: Session, nomination_id: UUID, *, reason: str, by: Actor, now: datetime) -> Changes:
    """Take back a nomination that was written down by mistake. Its history stays."""
    if not reason.strip():
        raise Problem("reason_missing")
    row = db.get(Nomination, nomination_id)
    if row is None:
        raise Problem("nomination_unknown")
    return changes.write(db, [changes.deleted(row)], by=by, action=Action.SCREENING, now=now, reason=reason.strip())


@verb(Action.SCREENING)
def listing(db: Session, round_id: UUID, *, by: Actor, now: datetime) -> list[NominationRow]:
    """Return the nominations of a round in class order."""
    row = rounds.known(db, round_id)
    schooling, day = schooling_of(db), rounds.class_day(row, now.date())
    found = db.execute(
        select(Nomination, Student)
        .join(Student, Student.id == Nomination.student_id)
        .where(Nomination.round_id == round_id)
    )
    rows = [
        NominationRow(
            one.id,
            student.number,
            student.name,
            class_on(student, day, schooling),
            NominationText(one.student_id, one.teacher, tuple(one.signs), one.text),
            one.late,
            one.made_at,
        )
        for one, student in found
    ]
    return sorted(rows, key=lambda one: (one.school_class or SchoolClass(0), one.number, one.made_at, one.id))
