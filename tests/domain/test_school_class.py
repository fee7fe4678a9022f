from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.school_class import (
    FIVE_FOUR,
    SIX_THREE,
    SchoolClass,
    Schooling,
    Stage,
    display,
    display_grade,
    entry_year_for,
    grade_on,
    school_year,
    school_year_label,
)


def test_the_school_year_begins_on_the_first_of_september() -> None:
    assert school_year(date(2026, 8, 31)) == 2025
    assert school_year(date(2026, 9, 1)) == 2026
    assert school_year_label(date(2026, 1, 15)) == "2025—2026学年第一学期"
    assert school_year_label(date(2026, 2, 15)) == "2025—2026学年第二学期"


def test_a_grade_grows_each_september_and_ends_with_the_stage() -> None:
    def grade(year: int, month: int, shift: int = 0) -> int | None:
        day = date(year, month, 1)
        return grade_on(day, stage=Stage.MIDDLE, entry_year=2024, schooling=SIX_THREE, shift=shift)

    assert [grade(2024, 8), grade(2024, 9), grade(2025, 8), grade(2025, 9), grade(2026, 9)] == [None, 7, 7, 8, 9]
    assert grade(2027, 9) is None
    assert grade(2025, 9, shift=-1) == 7
    assert grade(2025, 9, shift=1) == 9
    assert grade(2027, 9, shift=-1) == 9


def test_five_four_has_four_years_of_middle_school() -> None:
    assert FIVE_FOUR.first_grade(Stage.MIDDLE) == 6
    assert FIVE_FOUR.stage_of(6) is Stage.MIDDLE
    assert SIX_THREE.stage_of(6) is Stage.PRIMARY
    assert SIX_THREE.stage_of(10) is FIVE_FOUR.stage_of(10) is Stage.HIGH


@given(
    st.integers(1, 12),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.integers(-2, 2),
    st.sampled_from([SIX_THREE, FIVE_FOUR]),
)
def test_entry_year_and_grade_are_inverse(grade: int, day: date, shift: int, schooling: Schooling) -> None:
    entry = entry_year_for(grade, day, schooling=schooling, shift=shift)
    stage = schooling.stage_of(grade)
    assert grade_on(day, stage=stage, entry_year=entry, schooling=schooling, shift=shift) == grade


@pytest.mark.parametrize(
    ("school_class", "zh", "en"),
    [
        (SchoolClass(7, 2), "七(2)班", "Class 7(2)"),
        (SchoolClass(10, 5), "高一(5)班", "Class 10(5)"),
        (SchoolClass(4), "四年级", "Grade 4"),
        (SchoolClass(12), "高三", "Grade 12"),
    ],
)
def test_display(school_class: SchoolClass, zh: str, en: str) -> None:
    assert display(school_class) == zh
    assert display(school_class, "en") == en
    assert display_grade(school_class.grade, "en") == f"Grade {school_class.grade}"
