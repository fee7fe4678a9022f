"""One search box: students by name, pinyin, number or class, and words in notes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.rights import Action, Actor
from app.domain.school_class import SchoolClass
from app.models.session_record import SessionAmendment, SessionRecord
from app.models.student import Student
from app.services import student_list
from app.services.verb import verb
from app.storage import search as index

ALL = -1
"""No limit, in SQLite's words: the hits of one file are few."""


@dataclass(frozen=True, slots=True)
class Person:
    """A student that was found."""

    id: UUID
    number: str
    name: str
    school_class: SchoolClass | None


@dataclass(frozen=True, slots=True)
class Note:
    """A session record in whose text (or amendment) the words stand."""

    session_id: UUID
    student_id: UUID
    number: str
    name: str
    session_number: int


@verb(Action.READ_STUDENT)
def people(db: Session, query: str, *, by: Actor, today: date, limit: int = 20) -> list[Person]:
    """Return students that match what was typed: name, initials, end of the number, class."""
    if not query.strip():
        return []
    rows = student_list.page(db, student_list.Filter(text=query, standing=None), by=by, today=today, limit=limit)
    return [Person(row.id, row.number, row.name, row.school_class) for row in rows]


@verb(Action.READ_SESSION)
def notes(db: Session, query: str, *, by: Actor, limit: int = 50) -> list[Note]:
    """Return session records in which the words stand, newest first.

    Only where they stand is told; opening a record is what is logged.
    """
    hits = index.find(db, query, kinds=("session", "amendment"), limit=limit)
    amended = [key for kind, key in hits if kind == "amendment"]
    sessions = {key for kind, key in hits if kind == "session"}
    if amended:
        sessions |= set(db.scalars(select(SessionAmendment.session_id).where(SessionAmendment.id.in_(amended))))
    rows = db.execute(
        select(SessionRecord, Student)
        .join(Student, Student.id == SessionRecord.student_id)
        .where(SessionRecord.id.in_(sessions))
        .order_by(SessionRecord.started_at.desc(), SessionRecord.id)
    )
    return [Note(row.id, student.id, student.number, student.name, row.number) for row, student in rows]


@verb(Action.READ_SESSION)
def notes_of(db: Session, student_id: UUID, query: str, *, by: Actor) -> set[UUID]:
    """Return the student's session records in whose text or amendments the words stand."""
    own = select(SessionRecord.id).where(SessionRecord.student_id == student_id)
    sessions = set(db.scalars(own))
    pairs = select(SessionAmendment.id, SessionAmendment.session_id).where(SessionAmendment.session_id.in_(own))
    amendments = {row.id: row.session_id for row in db.execute(pairs)}
    hits = index.find(db, query, kinds=("session", "amendment"), limit=ALL)
    return {amendments.get(key, key) for _, key in hits if key in sessions or key in amendments}
