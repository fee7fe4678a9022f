"""Consents: recorded per purpose; the newest decision of a person counts."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.consent import Giver, Purpose, Way
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.models.consent import Consent
from app.models.student import Student
from app.services.students import Saved
from app.services.verb import verb
from app.storage import changes


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision for or against a purpose."""

    purpose: Purpose
    giver: Giver
    person: str
    given: bool
    way: Way
    decided_on: date
    witness: str = ""


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A recorded decision."""

    id: UUID
    decision: Decision
    recorded_at: datetime


@verb(Action.WRITE_CONSENT)
def record(db: Session, student_id: UUID, decision: Decision, *, by: Actor, now: datetime) -> Saved:
    """Record a decision. A consent by phone needs a witness who listened."""
    if db.get(Student, student_id) is None:
        raise Problem("student_unknown_here")
    if not decision.person.strip():
        raise Problem("consent_person_missing")
    if decision.way is Way.PHONE and not decision.witness.strip():
        raise Problem("consent_witness_missing")
    if decision.decided_on > now.date():
        raise Problem("consent_in_future")
    row = Consent(
        student_id=student_id,
        purpose=decision.purpose,
        giver=decision.giver,
        person=decision.person.strip(),
        given=decision.given,
        way=decision.way,
        witness=decision.witness.strip(),
        decided_on=decision.decided_on,
        recorded_by=by.user_id,
        recorded_at=now,
    )
    written = changes.write(db, [changes.created(row)], by=by, action=Action.WRITE_CONSENT, now=now)
    return Saved(row.id, written)


@verb(Action.READ_STUDENT)
def of_student(db: Session, student_id: UUID, *, by: Actor) -> list[ConsentView]:
    """Return every decision on record, newest first."""
    rows = db.scalars(
        select(Consent).where(Consent.student_id == student_id).order_by(Consent.decided_on.desc(), Consent.id.desc())
    )
    return [_view(row) for row in rows]


def standing(db: Session, student_id: UUID, purpose: Purpose) -> ConsentView | None:
    """Return the guardian's consent in force for ``purpose``, None where none was given or it was withdrawn."""
    row = db.scalar(
        select(Consent)
        .where(
            Consent.student_id == student_id,
            Consent.purpose == purpose,
            Consent.giver == Giver.GUARDIAN,
        )
        .order_by(Consent.decided_on.desc(), Consent.id.desc())
        .limit(1)
    )
    return _view(row) if row is not None and row.given else None


def _view(row: Consent) -> ConsentView:
    decision = Decision(row.purpose, row.giver, row.person, row.given, row.way, row.decided_on, row.witness)
    return ConsentView(row.id, decision, row.recorded_at)
