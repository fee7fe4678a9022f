"""The list of students: filtered, sorted and paged in SQL, one frozen row each."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, SQLColumnExpression, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from app.domain import class_text
from app.domain.alerts import OPEN_STATES
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.risk import Level
from app.domain.school_class import SchoolClass, Schooling, Stage
from app.domain.student import Sex, Standing
from app.models.alert import Alert
from app.models.session_record import SessionRecord
from app.models.student import Student
from app.services.classes import class_on, in_grade, schooling_of
from app.services.pinyin import normal
from app.services.verb import verb


class Sort(StrEnum):
    """What the list is sorted by."""

    NAME = "name"
    NUMBER = "number"
    CLASS = "class"
    LEVEL = "level"
    LAST = "last"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which students: typed text (name, pinyin initials, number, class), class, only those of concern."""

    text: str = ""
    grade: int | None = None
    class_no: int | None = None
    concern: bool = False
    boarding: bool | None = None
    standing: Standing | None = Standing.ENROLLED


@dataclass(frozen=True, slots=True)
class StudentRow:
    """One line of the list."""

    id: UUID
    number: str
    name: str
    sex: Sex | None
    school_class: SchoolClass | None
    boarding: bool | None
    level: Level | None
    last_at: datetime | None
    next_at: datetime | None


@verb(Action.READ_STUDENT)
def count(db: Session, wanted: Filter, *, by: Actor, today: date) -> int:
    """Return how many students match."""
    return db.scalar(select(func.count()).select_from(_matching(wanted, today, schooling_of(db)).subquery())) or 0


@verb(Action.READ_STUDENT)
def page(
    db: Session,
    wanted: Filter,
    *,
    by: Actor,
    today: date,
    sort: Sort = Sort.CLASS,
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> list[StudentRow]:
    """Return ``limit`` matching students from ``offset`` on, in order."""
    schooling = schooling_of(db)
    level = _level_rank()
    last, following = _last_session(), _next_session()
    statement = _matching(wanted, today, schooling).add_columns(
        level.label("rank"), last.label("last_at"), following.label("next_at")
    )
    columns: Mapping[Sort, Sequence[SQLColumnExpression[Any]]] = {
        Sort.NAME: [Student.pinyin, Student.name],
        Sort.NUMBER: [Student.number],
        Sort.CLASS: [
            _stage_rank(),
            Student.grade_shift - Student.entry_year,
            Student.class_no,
            Student.pinyin,
        ],
        Sort.LEVEL: [level],
        Sort.LAST: [last],
        Sort.NEXT: [following],
    }
    order = [(c.desc() if descending else c.asc()).nulls_last() for c in columns[sort]]
    ordered = statement.order_by(*order, Student.number).offset(offset).limit(limit)
    levels = {level.rank: level for level in Level}
    return [
        StudentRow(
            id=student.id,
            number=student.number,
            name=student.name,
            sex=student.sex,
            school_class=class_on(student, today, schooling),
            boarding=student.boarding,
            level=None if rank is None else levels[rank],
            last_at=last_at,
            next_at=next_at,
        )
        for student, rank, last_at, next_at in db.execute(ordered)
    ]


def _matching(wanted: Filter, today: date, schooling: Schooling) -> Select[Student]:
    statement = select(Student)
    if wanted.standing is not None:
        statement = statement.where(Student.standing == wanted.standing)
    if wanted.grade is not None:
        statement = statement.where(in_grade(wanted.grade, today, schooling))
    if wanted.class_no is not None:
        statement = statement.where(Student.class_no == wanted.class_no)
    if wanted.boarding is not None:
        statement = statement.where(Student.boarding == wanted.boarding)
    if wanted.concern:
        statement = statement.where(_level_rank().is_not(None))
    if text := wanted.text.strip():
        statement = statement.where(or_(*_text_conditions(text, today, schooling)))
    return statement


def _text_conditions(text: str, today: date, schooling: Schooling) -> list[ColumnElement[bool]]:
    plain = normal(text)
    conditions: list[ColumnElement[bool]] = [
        Student.name.contains(text, autoescape=True),
        Student.number.endswith(text, autoescape=True),
        Student.number.startswith(text, autoescape=True),
    ]
    if plain:
        conditions.append(Student.initials.startswith(plain.replace(" ", ""), autoescape=True))
        conditions.append(Student.pinyin.startswith(plain, autoescape=True))
        conditions.append(func.replace(Student.pinyin, " ", "").startswith(plain.replace(" ", ""), autoescape=True))
    with suppress(Problem):
        found = class_text.parse(text, schooling=schooling, day=today)
        in_class = Student.class_no == found.number if found.number else true()
        conditions.append(and_(in_grade(found.grade, today, schooling), in_class))
    return conditions


def _stage_rank() -> ColumnElement[int]:
    return case({stage.value: rank for rank, stage in enumerate(Stage)}, value=Student.stage)


def _level_rank() -> ScalarSelect[int]:
    rank = case({level.value: level.rank for level in Level}, value=Alert.level)
    return (
        select(func.min(rank))
        .where(Alert.student_id == Student.id, Alert.state.in_(OPEN_STATES))
        .correlate(Student)
        .scalar_subquery()
    )


def _last_session() -> ScalarSelect[datetime]:
    return (
        select(func.max(SessionRecord.started_at))
        .where(SessionRecord.student_id == Student.id)
        .correlate(Student)
        .scalar_subquery()
    )


def _next_session() -> ScalarSelect[datetime | None]:
    """The next date set in the student's latest record, whether past (overdue) or to come."""
    latest = (
        select(SessionRecord.next_at)
        .where(SessionRecord.student_id == Student.id)
        .order_by(SessionRecord.started_at.desc(), SessionRecord.id.desc())
        .limit(1)
        .correlate(Student)
    )
    return latest.scalar_subquery()
