import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problems import Problem
from app.domain.school_class import SchoolClass
from app.intake.answers_roster import AnswersRoster, KnownStudent

SEVEN_TWO = SchoolClass(7, 2)
ROSTER = AnswersRoster(
    [
        KnownStudent("2024070218", "甲一", SEVEN_TWO),
        KnownStudent("2024070219", "乙二三", SEVEN_TWO),
        KnownStudent("2024070318", "甲一", SchoolClass(7, 3)),
        KnownStudent("2024080101", "丙四", SchoolClass(8, 1)),
    ]
)


def outcome(number: str, name: str, school_class: SchoolClass | None) -> tuple[str, str]:
    try:
        found = ROSTER.find(number, name, school_class)
    except Problem as problem:
        return "", problem.code
    return found.student.number, found.doubt


@pytest.mark.parametrize(
    ("number", "name", "school_class", "expected"),
    [
        ("2024070218", "甲 一", SEVEN_TWO, ("2024070218", "")),
        ("2024070218", "", None, ("2024070218", "")),
        ("2024070218", "丙四", None, ("", "number_name_disagree")),
        ("2024070218", "甲一", SchoolClass(8, 1), ("2024070218", "class_disagrees")),
        ("2024070218", "甲一", SchoolClass(7), ("2024070218", "")),
        ("", "甲一", SEVEN_TWO, ("2024070218", "matched_by_name_and_class")),
        ("9", "甲一", SEVEN_TWO, ("2024070218", "matched_by_name_and_class")),
        ("", "甲一", None, ("", "student_ambiguous")),
        ("", "甲一", SchoolClass(7), ("", "student_ambiguous")),
        ("", "丙四", None, ("2024080101", "matched_by_name")),
        ("9", "丙四", None, ("", "student_unknown")),
        ("", "丙四", SEVEN_TWO, ("", "student_unknown")),
        ("", "戊五", SEVEN_TWO, ("", "student_unknown")),
    ],
)
def test_find(number: str, name: str, school_class: SchoolClass | None, expected: tuple[str, str]) -> None:
    assert outcome(number, name, school_class) == expected


@pytest.mark.parametrize(
    ("number", "name", "school_class", "first"),
    [
        ("2024080110", "", None, "2024080101"),
        ("202407218", "", None, "2024070218"),
        ("", "乙二", SEVEN_TWO, "2024070219"),
        ("", "乙三二", SEVEN_TWO, "2024070219"),
        ("", "丙四", SEVEN_TWO, "2024080101"),
    ],
)
def test_suggestions(number: str, name: str, school_class: SchoolClass | None, first: str) -> None:
    assert ROSTER.suggestions(number, name, school_class)[0] == first


def test_nobody_is_suggested_for_what_is_like_nobody() -> None:
    assert ROSTER.suggestions("1", "庚辛壬", None) == ()


@given(st.integers(0, 9), st.sampled_from("0123456789"))
def test_one_mistyped_digit_still_suggests_the_student(place: int, digit: str) -> None:
    number = "2024080101"
    typed = number[:place] + digit + number[place + 1 :]
    assert number in ROSTER.suggestions(typed, "", None)
