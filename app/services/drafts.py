"""Unsaved text of each user, so that a lock, a crash or a power cut loses two seconds at most."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.rights import Action, Actor
from app.models.draft import Draft
from app.services.verb import verb


@dataclass(frozen=True, slots=True)
class DraftView:
    """One unsaved form: which form, about which row, its fields, and the place to come back to."""

    form: str
    subject: str
    content: dict[str, Any]
    place: dict[str, Any]
    saved: datetime


@verb(Action.KEEP_DRAFT)
def keep(
    db: Session,
    form: str,
    subject: str,
    content: dict[str, Any],
    place: dict[str, Any],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Keep the fields of a form. Drafts are local and have no history."""
    row = _row(db, form, subject, by)
    if row is None:
        row = Draft(user_id=by.user_id, form=form, subject=subject)
        db.add(row)
    row.content, row.place, row.saved = content, place, now


@verb(Action.KEEP_DRAFT)
def load(db: Session, form: str, subject: str, *, by: Actor) -> DraftView | None:
    """Return the user's own draft of a form, or None."""
    row = _row(db, form, subject, by)
    return None if row is None else _view(row)


@verb(Action.KEEP_DRAFT)
def listing(db: Session, *, by: Actor) -> list[DraftView]:
    """Return the user's own drafts, newest first."""
    rows = db.scalars(select(Draft).where(Draft.user_id == by.user_id).order_by(Draft.saved.desc(), Draft.id))
    return [_view(row) for row in rows]


@verb(Action.KEEP_DRAFT)
def drop(db: Session, form: str, subject: str, *, by: Actor) -> None:
    """Forget a draft, once what it held is saved or was discarded by the user."""
    db.execute(delete(Draft).where(Draft.user_id == by.user_id, Draft.form == form, Draft.subject == subject))


def _row(db: Session, form: str, subject: str, by: Actor) -> Draft | None:
    return db.scalar(select(Draft).where(Draft.user_id == by.user_id, Draft.form == form, Draft.subject == subject))


def _view(row: Draft) -> DraftView:
    return DraftView(row.form, row.subject, dict(row.content), dict(row.place), row.saved)
