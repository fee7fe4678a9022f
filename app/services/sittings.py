"""The log of who sat at the store: unlocked, with how many wrong tries before, and locked."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.rights import Action, Actor
from app.services.verb import verb
from app.storage import audit


@verb(Action.SIT)
def begin(db: Session, *, wrong: int, recovery: bool, by: Actor, now: datetime) -> None:
    """Log an unlock. ``wrong`` counts the refused secrets since the locked screen appeared."""
    audit.append(
        db, by=by, action="unlock", now=now, details={"wrong": wrong, "by": "recovery" if recovery else "password"}
    )
