"""How the search box looks a text up within a session: people first, then what was written."""

from collections.abc import Callable, Sequence
from typing import Any

from app.bootstrap.program import now
from app.domain.rights import Action, Actor, may
from app.domain.school_class import display
from app.services import search
from app.ui.i18n import label, language
from app.ui.widgets.search_box import Hit

NOTES_FROM = 2
"""Signs from which notes are searched: one sign is in every other note."""
NOTES_SHOWN = 10


def finder(actor: Actor) -> Callable[[Any, str], Sequence[Hit]]:
    """Return what finds hits for ``actor``: nothing for somebody who may not see students."""

    def find(db: Any, text: str) -> Sequence[Hit]:
        if not may(actor.role, Action.READ_STUDENT):
            return ()
        people = search.people(db, text, by=actor, today=now().date())
        hits = [
            Hit(
                one.name,
                f"{display(one.school_class, language()) if one.school_class else ''} {one.number}".strip(),
                "student",
                {"student": str(one.id)},
                one.id,
            )
            for one in people
        ]
        if len(text.strip()) < NOTES_FROM or not may(actor.role, Action.READ_SESSION):
            return hits
        return hits + [
            Hit(
                label("hit_session", name=one.name, number=one.session_number),
                one.number,
                "session",
                {"session": str(one.session_id)},
                one.session_id,
            )
            for one in search.notes(db, text, by=actor, limit=NOTES_SHOWN)
        ]

    return find
