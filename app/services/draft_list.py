"""The user's unsaved forms by whom they are about, to go on with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.rights import Action, Actor
from app.models.student import Student
from app.services import drafts
from app.services.verb import verb


@dataclass(frozen=True, slots=True)
class Waiting:
    """One unsaved form. ``student_id`` and ``name`` are empty where no student was chosen yet."""

    form: str
    subject: str
    student_id: UUID | None
    name: str
    saved: datetime


@verb(Action.READ_STUDENT)
def waiting(db: Session, forms: frozenset[str], *, by: Actor) -> list[Waiting]:
    """Return the user's own drafts of these forms, newest first. A form names its student in ``student``."""
    found = [one for one in drafts.listing(db, by=by) if one.form in forms]
    about = {one.subject: _student(one.content.get("student")) for one in found}
    wanted = {key for key in about.values() if key is not None}
    names = {row.id: row.name for row in db.execute(select(Student.id, Student.name).where(Student.id.in_(wanted)))}
    rows = []
    for one in found:
        student = about[one.subject]
        name = names.get(student, "") if student is not None else ""
        rows.append(Waiting(one.form, one.subject, student if name else None, name, one.saved))
    return rows


def _student(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
