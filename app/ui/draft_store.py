"""How the window's drafts get into the store: the key ``form:subject`` names form and row."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from app.domain.rights import Actor
from app.services import drafts
from app.ui.drafts import Draft, Keep


def keeping(by: Actor, now: Callable[[], datetime]) -> Keep:
    """Return what keeps the drafts of ``by``; one with empty content is forgotten."""

    def keep(db: Any, some: Sequence[Draft]) -> None:
        put_all(db, some, by=by, now=now())

    return keep


def put_all(db: Any, some: Sequence[Draft], *, by: Actor, now: datetime) -> None:
    """Keep drafts now, within a session of the store."""
    for one in some:
        form, _, subject = one.key.partition(":")
        if one.content:
            drafts.keep(db, form, subject, one.content, {}, by=by, now=now)
        else:
            drafts.drop(db, form, subject, by=by)


def discard(db: Any, key: str, *, by: Actor) -> None:
    """Forget a draft, in the transaction that saved what it held."""
    form, _, subject = key.partition(":")
    drafts.drop(db, form, subject, by=by)
