"""When somebody first looked at a result of a round: nominations that come later are marked late.

A critical answer that alerts is not counted: it must be acted upon at once, nominations or not.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.rights import Action, Actor
from app.models.screening import ScreeningRound
from app.storage import audit, changes


def mark(db: Session, round_id: UUID | None, *, by: Actor, now: datetime) -> None:
    """Remember the first look, before anything else is changed in this session."""
    row = db.get(ScreeningRound, round_id) if round_id else None
    if row is None or row.results_seen_at is not None:
        return
    with audit.noting(db):
        row.results_seen_at = now
        changes.write(db, [changes.changed(row)], by=by, action=Action.SCREENING, now=now, reason="results_seen")
