"""The people who work with the store, and who is sitting at it now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Action, Actor, Role
from app.models.user import User
from app.services.students import Saved
from app.services.verb import verb
from app.storage import changes

SYSTEM = Actor(UUID(int=0), "", Role.SYSTEM)
"""The program itself: creating a store, simulating, timers."""


@dataclass(frozen=True, slots=True)
class UserView:
    """One user."""

    id: UUID
    name: str
    label: str
    role: Role
    active: bool


def actor(db: Session, user_id: UUID) -> Actor:
    """Return who unlocked the store. Raises Problem("user_unknown") for a slot without an active user."""
    row = db.get(User, user_id)
    if row is None or not row.active:
        raise Problem("user_unknown")
    return Actor(row.id, row.name, row.role)


def first_lead(db: Session) -> Actor:
    """Return who sits down with the recovery code: the first active lead. Logged as any other sitting."""
    row = db.scalar(
        select(User).where(User.role == Role.LEAD, User.active.is_(True)).order_by(User.created_at).limit(1)
    )
    if row is None:
        raise Problem("user_unknown")
    return Actor(row.id, row.name, row.role)


@verb(Action.READ_SETTINGS)
def listing(db: Session, *, by: Actor) -> list[UserView]:
    """Return every user, active ones first."""
    rows = db.scalars(select(User).order_by(User.active.desc(), User.created_at, User.id))
    return [UserView(row.id, row.name, row.label, row.role, row.active) for row in rows]


@verb(Action.MANAGE_USERS)
def add(
    db: Session,
    name: str,
    *,
    label: str,
    role: Role,
    user_id: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Saved:
    """Add a user. ``user_id`` is the key that the user's slot carries."""
    if not name.strip():
        raise Problem("name_missing")
    if role is Role.SYSTEM:
        raise Problem("not_allowed", action=Action.MANAGE_USERS.value)
    values = {} if user_id is None else {"id": user_id}
    row = User(name=name.strip(), label=label, role=role, active=True, created_at=now, **values)
    written = changes.write(db, [changes.created(row)], by=by, action=Action.MANAGE_USERS, now=now)
    return Saved(row.id, written)


@verb(Action.MANAGE_USERS)
def set_active(db: Session, user_id: UUID, active: bool, *, by: Actor, now: datetime) -> Changes:
    """Let a user work with the store, or no longer. The last active lead cannot be put out."""
    row = db.get(User, user_id)
    if row is None:
        raise Problem("user_unknown")
    leads = select(User.id).where(User.role == Role.LEAD, User.active.is_(True), User.id != user_id)
    if not active and row.role is Role.LEAD and db.scalar(leads.limit(1)) is None:
        raise Problem("last_lead")
    row.active = active
    return changes.write(db, [changes.changed(row)], by=by, action=Action.MANAGE_USERS, now=now)
