"""The people around a student: saved, and their phone numbers shown on demand."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import names
from app.domain import phone as phones
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.student import Relation
from app.models.guardian import Guardian
from app.models.student import Student
from app.services.students import Saved
from app.services.verb import verb
from app.storage import audit, changes


@dataclass(frozen=True, slots=True)
class GuardianFacts:
    """Facts of a guardian or carer, as entered. See ``app.models.guardian`` for their meaning."""

    relation: Relation
    name: str = ""
    phone: str = ""
    phone_checked_on: date | None = None
    is_guardian: bool = False
    is_carer: bool = False
    able: bool | None = None
    absent: bool = False
    can_read: bool | None = None
    away_since: date | None = None
    away_place: str = ""
    outside_county: bool | None = None
    next_return: date | None = None
    note: str = ""


@verb(Action.WRITE_STUDENT)
def save(
    db: Session,
    student_id: UUID,
    facts: GuardianFacts,
    *,
    guardian_id: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Saved:
    """Add a person, or change the person ``guardian_id``. Raises Problem("phone_not_understood")."""
    if db.get(Student, student_id) is None:
        raise Problem("student_unknown_here")
    person = Guardian(student_id=student_id) if guardian_id is None else _get(db, guardian_id)
    for one in fields(GuardianFacts):
        setattr(person, one.name, getattr(facts, one.name))
    person.name = names.clean(facts.name).text
    person.phone = phones.parse(facts.phone).text if facts.phone.strip() else ""
    entry = changes.created(person) if guardian_id is None else changes.changed(person)
    written = changes.write(db, [entry], by=by, action=Action.WRITE_STUDENT, now=now)
    return Saved(person.id, written)


@verb(Action.READ_STUDENT)
def facts(db: Session, guardian_id: UUID, *, by: Actor, now: datetime) -> GuardianFacts:
    """Return all facts of a person for the form that changes them. Logged, since the phone is in it."""
    person = _get(db, guardian_id)
    audit.read(db, by, "guardian", guardian_id, now)
    return GuardianFacts(**{one.name: getattr(person, one.name) for one in fields(GuardianFacts)})


@verb(Action.READ_STUDENT)
def phone(db: Session, guardian_id: UUID, *, by: Actor, now: datetime) -> str:
    """Return the whole phone number. Each look is logged."""
    person = _get(db, guardian_id)
    audit.read(db, by, "guardian", guardian_id, now, emergency=True)
    return person.phone


@verb(Action.READ_STUDENT)
def first(db: Session, student_id: UUID, *, by: Actor) -> UUID | None:
    """Return whom a letter to the family is addressed to: who looks after the student, else the guardian."""
    people = db.scalars(select(Guardian).where(Guardian.student_id == student_id).order_by(Guardian.id)).all()
    ordered = sorted(people, key=lambda one: (not one.is_carer, not one.is_guardian))
    return ordered[0].id if ordered else None


def _get(db: Session, guardian_id: UUID) -> Guardian:
    person = db.get(Guardian, guardian_id)
    if person is None:
        raise Problem("guardian_unknown")
    return person
