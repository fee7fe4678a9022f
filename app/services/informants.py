"""Student, parent and teacher on one student, side by side: who says what, and who each of them is."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.models.assessment import Assessment
from app.models.student import Student
from app.services import scale_result
from app.services.scale_result import ScaleResult
from app.services.verb import verb

FAMILIES: dict[str, str] = {"sdq_self": "sdq", "sdq_parent": "sdq", "sdq_teacher": "sdq"}
"""Definitions that are forms of one scale for different people; any other is a family of its own."""

_ORDER = {"student": 0, "parent": 1, "teacher": 2}


@dataclass(frozen=True, slots=True)
class Compared:
    """One subscale or total across the columns; None where a form has no such number."""

    name: str
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The newest form of each informant, in the order student, parent, teacher, and their numbers in rows.

    Forms of different versions or days are shown with both: nothing is added up or averaged across.
    """

    family: str
    columns: tuple[ScaleResult, ...]
    rows: tuple[Compared, ...]
    oldest: date
    newest: date


@verb(Action.READ_SCORE)
def families(db: Session, student_id: UUID, *, by: Actor) -> list[str]:
    """Return the scales on which more than one informant has spoken, by name."""
    rows = db.execute(select(Assessment.scale, Assessment.respondent, Assessment.informant).where(_live(student_id)))
    voices: dict[str, set[tuple[str, str]]] = {}
    for scale, respondent, informant in rows:
        voices.setdefault(family_of(scale), set()).add((respondent, informant))
    return sorted(family for family, told in voices.items() if len(told) > 1)


@verb(Action.READ_SCORE)
def side_by_side(
    db: Session, student_id: UUID, family: str, *, by: Actor, now: datetime, language: str = "zh"
) -> SideBySide:
    """Return each informant's newest form. Opening them is logged, one by one.

    Raises Problem("student_unknown_here") or ("informants_none").
    """
    if db.get(Student, student_id) is None:
        raise Problem("student_unknown_here")
    newest: dict[tuple[str, str], Assessment] = {}
    for row in db.scalars(select(Assessment).where(_live(student_id)).order_by(Assessment.taken_on, Assessment.id)):
        if family_of(row.scale) == family:
            newest[row.respondent, row.informant] = row
    if not newest:
        raise Problem("informants_none")
    chosen = sorted(newest.values(), key=lambda row: (_ORDER.get(row.respondent, 9), row.informant, row.id))
    columns = tuple(scale_result.open_result(db, row.id, by=by, now=now, language=language) for row in chosen)
    days = [one.taken_on for one in columns]
    return SideBySide(family, columns, tuple(_rows(columns)), min(days), max(days))


def family_of(scale: str) -> str:
    """Return the family of a definition."""
    return FAMILIES.get(scale, scale)


def _live(student_id: UUID) -> ColumnElement[bool]:
    return and_(
        Assessment.student_id == student_id,
        Assessment.withdrawn_at.is_(None),
        Assessment.set_aside_at.is_(None),
        Assessment.unscored.is_(None),
    )


def _rows(columns: tuple[ScaleResult, ...]) -> list[Compared]:
    """Return a row per number; the total first, then subscales in the order of the first form that has them."""
    tables = [{score.name: score.value for score in (one.total, *one.scores)} for one in columns]
    names = dict.fromkeys(name for table in tables for name in table)
    return [Compared(name, tuple(table.get(name) for table in tables)) for name in names]
