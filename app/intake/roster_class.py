"""Stage, entry year, grade and class number from a row's columns for grade, class and year of entry."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain import class_text
from app.domain.class_text import ClassText
from app.domain.problems import Problem
from app.domain.school_class import Schooling, Stage, entry_year_for
from app.intake import roster_values as values
from app.intake.cells import Cell, text_of
from app.intake.roster_people import Warn

_LARGEST_SHIFT = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a student sits on the roster's day."""

    stage: Stage | None = None
    entry_year: int | None = None
    grade_shift: int = 0
    grade: int | None = None
    class_no: int | None = None
    entry_year_stated: bool = False


def place(grade: Cell, klass: Cell, entered: Cell, *, schooling: Schooling, today: date, warn: Warn) -> Place:
    """Read the three columns together. What is not understood is told and left open; nothing is refused."""
    year = values.entry_year(entered) if text_of(entered) else None
    if text_of(entered) and year is None:
        warn("entry_year_not_understood", text=text_of(entered))
    read = _together(text_of(grade), text_of(klass), schooling, warn)
    if read is None:
        return Place()
    number = read.number or None
    if not read.grade and not read.entry_year and not read.leaving_year:
        if year is None:
            if number or text_of(klass):
                warn("grade_missing")
            return Place(class_no=number)
        read = ClassText(number=read.number, entry_year=year)
    try:
        resolved = class_text.resolve(read, schooling=schooling, day=today)
    except Problem as problem:
        warn(problem.code, **problem.params)
        return Place(class_no=number)
    stage = schooling.stage_of(resolved.grade)
    if stage not in schooling.stages:
        warn("grade_not_here", grade=resolved.grade)
    entry, shift = _entry(resolved.grade, year, schooling, today, warn)
    return Place(stage, entry, shift, resolved.grade, number, year is not None)


def _together(grade: str, klass: str, schooling: Schooling, warn: Warn) -> ClassText | None:
    """Join both texts; a class that names its grade itself needs no grade column."""
    base: ClassText | None = None
    if grade:
        base = _read(grade + "年级" if grade.isdecimal() and len(grade) <= 2 else grade, schooling, warn)
    if not klass:
        if not grade:
            warn("class_missing")
        return base or (None if grade else ClassText())
    plain, number = _plain(klass, schooling), class_text.read_number(klass)
    if number and (plain is None or (base and not plain.number)):
        return replace(base or ClassText(), number=number)
    if plain and plain.grade and base and base.grade and plain.grade != base.grade:
        warn("class_disagrees_with_grade", text=klass)
    return _read(klass, schooling, warn) or base


def _plain(text: str, schooling: Schooling) -> ClassText | None:
    try:
        return class_text.read(text, schooling=schooling)
    except Problem:
        return None


def _read(text: str, schooling: Schooling, warn: Warn) -> ClassText | None:
    try:
        return class_text.read(text, schooling=schooling)
    except Problem as problem:
        warn(problem.code, **problem.params)
        return None


def _entry(grade: int, stated: int | None, schooling: Schooling, today: date, warn: Warn) -> tuple[int, int]:
    """Return year of entry into the stage and shift.

    A stated year may be that of entry into grade 1 (nine-year schools); where it differs otherwise, a grade was
    repeated or skipped.
    """
    due = entry_year_for(grade, today, schooling=schooling)
    first = schooling.first_grade(schooling.stage_of(grade))
    if stated is None or stated == due or stated == due - (first - 1):
        return due, 0
    shift = stated - due
    if abs(shift) > _LARGEST_SHIFT:
        warn("entry_year_disagrees", year=stated, due=due)
        return due, 0
    warn("grade_shifted", year=stated, due=due)
    return stated, shift
