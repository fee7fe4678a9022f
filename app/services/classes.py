"""Which class a student is in today: worked out from stage, year of entry and shift."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, false, func, select
from sqlalchemy.orm import Session

from app.domain.rights import Action, Actor
from app.domain.school_class import (
    FIVE_FOUR,
    SIX_THREE,
    SchoolClass,
    Schooling,
    entry_year_for,
    grade_on,
)
from app.domain.student import Standing
from app.models.school_setting import SchoolSetting
from app.models.student import Student
from app.services.verb import verb


@dataclass(frozen=True, slots=True)
class ClassCount:
    """One class and how many students it has."""

    school_class: SchoolClass
    students: int


def schooling_of(db: Session) -> Schooling:
    """Return how this school divides the twelve grades."""
    system = db.scalar(select(SchoolSetting.value).where(SchoolSetting.key == "school.system"))
    return FIVE_FOUR if system == "54" else SIX_THREE


def class_on(student: Student, day: date, schooling: Schooling) -> SchoolClass | None:
    """Return the class on ``day``; None where the facts do not say, or the student has left the stage."""
    if student.stage is None or student.entry_year is None:
        return None
    grade = grade_on(
        day,
        stage=student.stage,
        entry_year=student.entry_year,
        schooling=schooling,
        shift=student.grade_shift,
    )
    return None if grade is None else SchoolClass(grade, student.class_no or 0)


def in_grade(grade: int, day: date, schooling: Schooling) -> ColumnElement[bool]:
    """Return the SQL condition that a student is in ``grade`` on ``day``."""
    if not 1 <= grade <= 12:
        return false()
    entered = entry_year_for(grade, day, schooling=schooling)
    stage = schooling.stage_of(grade)
    return and_(Student.stage == stage, Student.entry_year - Student.grade_shift == entered)


@verb(Action.READ_STUDENT)
def classes(db: Session, *, by: Actor, today: date) -> list[ClassCount]:
    """Return every class with enrolled students, lowest grade first."""
    return counted(db, today)


def counted(db: Session, today: date) -> list[ClassCount]:
    """Return every class with enrolled students, for services of other rights."""
    schooling = schooling_of(db)
    rows = db.execute(
        select(Student.stage, Student.entry_year - Student.grade_shift, Student.class_no, func.count())
        .where(Student.standing == Standing.ENROLLED, Student.stage.is_not(None))
        .where(Student.entry_year.is_not(None), Student.class_no.is_not(None))
        .group_by(Student.stage, Student.entry_year - Student.grade_shift, Student.class_no)
    )
    found = []
    for stage, entered, number, students in rows:
        if stage is None or entered is None:
            continue
        grade = grade_on(today, stage=stage, entry_year=entered, schooling=schooling)
        if grade is not None and number is not None:
            found.append(ClassCount(SchoolClass(grade, number), students))
    return sorted(found, key=lambda one: one.school_class)
