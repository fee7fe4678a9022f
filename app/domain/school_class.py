"""School years, grades and classes: how a class is written, and how it grows a grade each September.

A grade is a whole number, 1-12 (10 is 高一). A student's class is kept as stage, year of entry into that stage,
class number and shift, never as a grade: the grade follows from the day. The school year runs from
1 September to 31 August.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_GRADES_ZH = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "高一", "高二", "高三")
FIRST_GRADE = 1
LAST_GRADE = 12


class Stage(StrEnum):
    """小学, 初中, 高中."""

    PRIMARY = "primary"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Schooling:
    """How the twelve grades are divided here, and which stages the school teaches.

    ``primary_years`` is 6 (六三学制) or 5 (五四学制); middle school ends with grade 9 in both.
    """

    primary_years: int = 6
    stages: frozenset[Stage] = frozenset(Stage)

    def first_grade(self, stage: Stage) -> int:
        """Return the lowest grade of ``stage``."""
        return {Stage.PRIMARY: 1, Stage.MIDDLE: self.primary_years + 1, Stage.HIGH: 10}[stage]

    def last_grade(self, stage: Stage) -> int:
        """Return the highest grade of ``stage``."""
        return {Stage.PRIMARY: self.primary_years, Stage.MIDDLE: 9, Stage.HIGH: 12}[stage]

    def stage_of(self, grade: int) -> Stage:
        """Return the stage that ``grade`` belongs to."""
        if grade > 9:
            return Stage.HIGH
        return Stage.MIDDLE if grade > self.primary_years else Stage.PRIMARY


SIX_THREE = Schooling()
FIVE_FOUR = Schooling(primary_years=5)


@dataclass(frozen=True, slots=True, order=True)
class SchoolClass:
    """One class on a given day. ``number`` is 0 where only the grade is known."""

    grade: int
    number: int = 0


def school_year(day: date) -> int:
    """Return the year in which the school year of ``day`` began."""
    return day.year if day.month >= 9 else day.year - 1


def school_year_label(day: date) -> str:
    """Return 「2025—2026学年第一学期」. The second term begins with February."""
    year = school_year(day)
    term = "二" if 2 <= day.month <= 8 else "一"
    return f"{year}—{year + 1}学年第{term}学期"


def grade_on(day: date, *, stage: Stage, entry_year: int, schooling: Schooling, shift: int = 0) -> int | None:
    """Return the grade on ``day``; None before entry and after the stage's last grade.

    ``shift`` counts grades skipped (+1 each) and repeated (-1 each) since entry.
    """
    first = schooling.first_grade(stage)
    grade = first + school_year(day) - entry_year + shift
    return grade if first <= grade <= schooling.last_grade(stage) else None


def entry_year_for(grade: int, day: date, *, schooling: Schooling, shift: int = 0) -> int:
    """Return the year of entry into the stage for someone who is in ``grade`` on ``day``."""
    return school_year(day) - (grade - shift - schooling.first_grade(schooling.stage_of(grade)))


def display_grade(grade: int, language: str = "zh") -> str:
    """Return 「七年级」, 「高一」 or "Grade 7"."""
    if language != "zh":
        return f"Grade {grade}"
    return _GRADES_ZH[grade - 1] + ("年级" if grade <= 9 else "")


def display(school_class: SchoolClass, language: str = "zh") -> str:
    """Return 「七(2)班」, 「高一(5)班」 or "Class 7(2)"; the grade alone where the number is not known."""
    if not school_class.number:
        return display_grade(school_class.grade, language)
    if language != "zh":
        return f"Class {school_class.grade}({school_class.number})"
    return f"{_GRADES_ZH[school_class.grade - 1]}({school_class.number})班"
