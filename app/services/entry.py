"""What somebody who keys in sheets needs to know of the school: classes, names, who has a sheet already."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.rights import Action, Actor, may
from app.domain.school_class import SchoolClass
from app.domain.screening import CRITICAL_ONLY
from app.domain.student import Standing
from app.models.assessment import AnswerSource, Assessment
from app.models.screening import RoundTarget
from app.models.student import Student
from app.services.classes import ClassCount, class_on, counted, in_grade, schooling_of
from app.services.verb import verb


@dataclass(frozen=True, slots=True)
class Place:
    """One student of a class and her sheet of a scale, if there is one. No score is in here.

    ``critical``: only the critical items of her sheet were keyed in so far; there is no ``sheet_id`` then.
    """

    student_id: UUID
    number: str
    name: str
    sheet_id: UUID | None
    verified: bool
    own: bool
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A sheet that was taken in. ``own`` says whether the asker keyed it in herself."""

    id: UUID
    student_id: UUID
    name: str
    number: str
    school_class: SchoolClass | None
    scale: str
    taken_on: date
    entered_at: datetime
    source: AnswerSource
    verified: bool
    withdrawn: bool
    own: bool


@verb(Action.ENTER_ANSWERS)
def classes(db: Session, *, round_id: UUID | None = None, by: Actor, today: date) -> list[ClassCount]:
    """Return every class with enrolled students, or every class of a round, lowest grade first."""
    if round_id is None:
        return counted(db, today)
    schooling = schooling_of(db)
    found = (class_on(one, today, schooling) for one in db.scalars(_expected(round_id)))
    students = Counter(one for one in found if one is not None)
    return [ClassCount(one, students[one]) for one in sorted(students)]


@verb(Action.ENTER_ANSWERS)
def places(
    db: Session,
    school_class: SchoolClass,
    scale: str,
    *,
    respondent: str,
    taken_on: date,
    round_id: UUID | None = None,
    by: Actor,
) -> list[Place]:
    """Return the enrolled students of a class by number, each with her newest sheet of this scale and day.

    With a round: those of whom it expects a form, each with her newest sheet of the round, whatever day.
    Withdrawn sheets do not count.
    """
    schooling = schooling_of(db)
    everybody = select(Student).where(Student.standing == Standing.ENROLLED)
    in_class = (everybody if round_id is None else _expected(round_id)).where(
        in_grade(school_class.grade, taken_on, schooling),
        Student.class_no == school_class.number,
    )
    of_pile = Assessment.taken_on == taken_on if round_id is None else Assessment.round_id == round_id
    students = db.scalars(in_class.order_by(func.length(Student.number), Student.number)).all()
    sheets = db.scalars(
        select(Assessment)
        .where(
            Assessment.student_id.in_([student.id for student in students]),
            Assessment.scale == scale,
            Assessment.respondent == respondent,
            of_pile,
            Assessment.withdrawn_at.is_(None),
        )
        .order_by(Assessment.entered_at, Assessment.id)
    )
    newest = {sheet.student_id: sheet for sheet in sheets}
    return [_place(student, newest.get(student.id), by) for student in students]


@verb(Action.ENTER_ANSWERS)
def kept_on(db: Session, day: date, *, by: Actor, now: datetime) -> list[Kept]:
    """Return the sheets keyed in on a day, newest first: everybody's, or her own where one only keys in."""
    start = datetime.combine(day, time(), tzinfo=now.tzinfo)
    statement = (
        select(Assessment, Student)
        .join(Student, Student.id == Assessment.student_id)
        .where(Assessment.entered_at >= start, Assessment.entered_at < start + timedelta(days=1))
        .where(Assessment.source != AnswerSource.IMPORT)
        .order_by(Assessment.entered_at.desc(), Assessment.id.desc())
    )
    if not may(by.role, Action.READ_SCORE):
        statement = statement.where(Assessment.entered_by == by.user_id)
    schooling = schooling_of(db)
    return [
        Kept(
            id=sheet.id,
            student_id=student.id,
            name=student.name,
            number=student.number,
            school_class=class_on(student, day, schooling),
            scale=sheet.scale,
            taken_on=sheet.taken_on,
            entered_at=sheet.entered_at,
            source=sheet.source,
            verified=sheet.verified_at is not None,
            withdrawn=sheet.withdrawn_at is not None,
            own=sheet.entered_by == by.user_id,
        )
        for sheet, student in db.execute(statement)
    ]


def _expected(round_id: UUID) -> Select[Student]:
    return (
        select(Student)
        .join(RoundTarget, RoundTarget.student_id == Student.id)
        .where(RoundTarget.round_id == round_id, RoundTarget.excused == "")
    )


def _place(student: Student, sheet: Assessment | None, by: Actor) -> Place:
    if sheet is not None and sheet.unscored == CRITICAL_ONLY:
        return Place(student.id, student.number, student.name, None, False, False, critical=True)
    return Place(
        student.id,
        student.number,
        student.name,
        None if sheet is None else sheet.id,
        sheet is not None and sheet.verified_at is not None,
        sheet is not None and sheet.entered_by == by.user_id,
    )
