"""Referrals under way: where each stands and what it waits for."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import referral as loop
from app.domain.referral_deadlines import due
from app.domain.referral_state import State
from app.domain.rights import Action, Actor
from app.domain.risk import Level
from app.models.institution import Institution
from app.models.referral import Referral, ReferralEvent
from app.models.student import Student
from app.models.user import User
from app.services.referrals import value
from app.services.verb import verb


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One referral in the list. ``waits_for`` and ``due`` are None where nobody is waited for."""

    id: UUID
    student_id: UUID
    number: str
    name: str
    institution: str
    level: Level
    state: State
    owner: str
    made_at: datetime
    waits_for: str | None
    due: datetime | None


@verb(Action.READ_REFERRAL)
def listing(db: Session, *, by: Actor, student_id: UUID | None = None) -> list[ReferralRow]:
    """Return the referrals, newest first."""
    return sorted(_rows(db, student_id), key=lambda one: (one.made_at, one.id), reverse=True)


def waiting(db: Session) -> list[ReferralRow]:
    """Return the referrals that wait for somebody, for the list of today."""
    return [row for row in _rows(db, None) if row.due is not None]


def _rows(db: Session, student_id: UUID | None) -> list[ReferralRow]:
    statement = (
        select(Referral, Student, Institution.name, User.name)
        .join(Student, Student.id == Referral.student_id)
        .join(Institution, Institution.id == Referral.institution_id)
        .join(User, User.id == Referral.made_by)
    )
    if student_id is not None:
        statement = statement.where(Referral.student_id == student_id)
    found = db.execute(statement).all()
    if not found:
        return []
    events: dict[UUID, list[loop.ReferralEvent]] = defaultdict(list)
    for event in db.scalars(select(ReferralEvent).where(ReferralEvent.referral_id.in_([row[0].id for row in found]))):
        events[event.referral_id].append(value(event))
    rows = []
    for referral, student, institution, owner in found:
        folded = loop.fold(events[referral.id])
        next_step = due(folded, referral.level)
        rows.append(
            ReferralRow(
                id=referral.id,
                student_id=student.id,
                number=student.number,
                name=student.name,
                institution=institution,
                level=referral.level,
                state=folded.state,
                owner=owner,
                made_at=referral.made_at,
                waits_for=next_step.step.value if next_step else None,
                due=next_step.at if next_step else None,
            )
        )
    return rows
