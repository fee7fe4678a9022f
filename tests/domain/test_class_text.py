from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import class_text
from app.domain.problems import Problem
from app.domain.school_class import FIVE_FOUR, SIX_THREE, SchoolClass, Schooling, Stage, display

DAY = date(2026, 11, 22)
MIDDLE_ONLY = Schooling(stages=frozenset({Stage.MIDDLE}))


@pytest.mark.parametrize(
    ("text", "grade", "number"),
    [
        ("702", 7, 2), ("0702", 7, 2), ("1003", 10, 3), ("七2", 7, 2), ("7.2", 7, 2), ("7-2", 7, 2), ("7（2）", 7, 2),
        ("七(2)班", 7, 2), ("七（２）班", 7, 2), ("七〔2〕班", 7, 2), ("七年级2班", 7, 2), ("七年级（2）班", 7, 2),
        ("七年二班", 7, 2), ("7年级2班", 7, 2), ("七年级-2班", 7, 2), ("初一3班", 7, 3), ("初一（十二）班", 7, 12),
        ("初中七年级2班", 7, 2), ("高一(5)", 10, 5),
        ("高三十二班", 12, 12), ("十一年级3班", 11, 3), ("四年级2班", 4, 2),
        ("小学四年级2班", 4, 2), ("小四2班", 4, 2), ("一年级一班", 1, 1), ("七十二班", 7, 12),
        ("Grade 7 Class 2", 7, 2),
        ("G7", 7, 0), ("七年级", 7, 0), ("初二", 8, 0), ("高二", 11, 0), ("初2025级3班", 8, 3), ("高2026级5班", 10, 5),
        ("初中2027届3班", 9, 3), (" 七 年级 2 班 ", 7, 2),
    ],
)  # fmt: skip
def test_forms(text: str, grade: int, number: int) -> None:
    assert class_text.parse(text, schooling=SIX_THREE, day=DAY) == SchoolClass(grade, number)


def test_five_four_counts_middle_school_from_grade_six() -> None:
    assert class_text.parse("初一3班", schooling=FIVE_FOUR, day=DAY) == SchoolClass(6, 3)
    assert class_text.parse("初四3班", schooling=FIVE_FOUR, day=DAY) == SchoolClass(9, 3)
    assert class_text.parse("预初3班", schooling=FIVE_FOUR, day=DAY) == SchoolClass(6, 3)
    assert class_text.parse("初三3班", schooling=SIX_THREE, day=DAY) == SchoolClass(9, 3)


@pytest.mark.parametrize(("text", "grade"), [("2024级3班", 9), ("25级3班", 8), ("2026级(3)班", 7), ("2027届3班", 9)])
def test_a_cohort_is_told_by_the_only_stage_it_fits(text: str, grade: int) -> None:
    assert class_text.parse(text, schooling=MIDDLE_ONLY, day=DAY) == SchoolClass(grade, 3)


@pytest.mark.parametrize("text", ["2024级3班", "2010级3班"])
def test_a_cohort_of_several_stages_or_none_is_not_guessed(text: str) -> None:
    with pytest.raises(Problem) as told:
        class_text.parse(text, schooling=SIX_THREE, day=DAY)
    assert told.value.code == "class_stage_unknown"


@pytest.mark.parametrize(
    "text", ["", "实验班", "七年级A班", "1302", "初四2班", "高四", "72", "7班", "0", "十三年级1班", "小七1班"]
)
def test_other_texts_are_not_understood(text: str) -> None:
    with pytest.raises(Problem) as told:
        class_text.parse(text, schooling=SIX_THREE, day=DAY)
    assert told.value.code == "class_not_understood"


@pytest.mark.parametrize(
    ("text", "number"), [("2", 2), ("2班", 2), ("（2）班", 2), ("十二班", 12), ("Class 3", 3), ("甲班", None)]
)
def test_a_number_alone(text: str, number: int | None) -> None:
    assert class_text.read_number(text) == number


@given(st.integers(1, 12), st.integers(0, 40), st.sampled_from([SIX_THREE, FIVE_FOUR]), st.sampled_from(["zh", "en"]))
def test_what_is_shown_in_chinese_can_be_read(grade: int, number: int, schooling: Schooling, language: str) -> None:
    shown = display(SchoolClass(grade, number), language).removeprefix("Class ")
    assert class_text.parse(shown, schooling=SIX_THREE, day=DAY) == SchoolClass(grade, number)


@given(st.text(alphabet="七十一初高小级届年班(（)0123456789. -Gg预", max_size=12))
def test_any_text_gives_a_real_class_or_a_problem(text: str) -> None:
    try:
        read = class_text.parse(text, schooling=SIX_THREE, day=DAY)
    except Problem as problem:
        told = problem.code
    else:
        told = "" if 1 <= read.grade <= 12 and 0 <= read.number <= 99 else "out of bounds"
    assert told in {"", "class_not_understood", "class_stage_unknown"}
