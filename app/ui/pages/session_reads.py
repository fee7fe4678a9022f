"""What the session page reads in one go."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.problems import Problem
from app.domain.rights import Actor
from app.services import drafts, school_settings, sessions, students
from app.services.sessions import SessionView


@dataclass(frozen=True, slots=True)
class Opening:
    """A record with the head of its page.

    ``view`` is None for a record that is not saved yet, ``student_id`` for one that was written before a
    student was chosen.
    """

    session_id: UUID
    student_id: UUID | None
    name: str
    number: int
    view: SessionView | None
    draft: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Offers:
    """What the school added to the form."""

    topics: tuple[str, ...]
    snippets: tuple[str, ...]


def opening(db: Any, session_id: UUID, student_id: UUID | None, *, by: Actor, now: datetime) -> Opening:
    """Open a record: saved, only drafted, or still to be written."""
    kept = drafts.load(db, "session", str(session_id), by=by)
    view: SessionView | None = None
    try:
        view = sessions.open_record(db, session_id, by=by, now=now)
    except Problem as problem:
        if problem.code != "session_unknown":
            raise
    draft = kept.content if kept else None
    drafted = draft.get("student") if draft else None
    key = view.student_id if view else student_id or (UUID(drafted) if isinstance(drafted, str) else None)
    if key is None:
        return Opening(session_id, None, "", 0, None, draft)
    name = students.open_file(db, key, by=by, now=now).facts.name
    number = view.number if view else sessions.next_number(db, key, by=by)
    return Opening(session_id, key, name, number, view, draft)


def offers(db: Any, *, by: Actor) -> Offers:
    """Return the school's own topics and phrases."""
    values = school_settings.values(db, by=by)
    topics, snippets = values["school.topics"], values["session.snippets"]
    return Offers(
        tuple(topics) if isinstance(topics, list) else (), tuple(snippets) if isinstance(snippets, list) else ()
    )
