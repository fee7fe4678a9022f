"""Classes are worked out for the day."""

from datetime import date

import pytest

from app.domain.school_class import SchoolClass, Stage
from app.domain.student import Standing
from app.services import classes, school_settings, students
from app.services.classes import ClassCount
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import LEAD


def listed(store: Store, today: date = TODAY) -> list[ClassCount]:
    """Return the school's classes."""
    with store.read() as db:
        return classes.classes(db, by=LEAD, today=today)


def test_classes_with_their_students_lowest_first(staffed: Store) -> None:
    admit(staffed, "1", "甲一", stage=Stage.HIGH)
    admit(staffed, "2", "乙二")
    admit(staffed, "3", "丙三")
    admit(staffed, "4", "丁四", class_no=None)
    assert listed(staffed) == [ClassCount(SchoolClass(7, 2), 2), ClassCount(SchoolClass(10, 2), 1)]


def test_who_left_is_in_no_class(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        students.set_standing(db, key, Standing.LEFT, left_on=TODAY, by=LEAD, now=NOW)
    assert listed(staffed) == []


@pytest.mark.parametrize(("day", "grades"), [(date(2027, 8, 31), [7]), (date(2027, 9, 1), [8]), (date(2029, 9, 1), [])])
def test_the_first_of_september(staffed: Store, day: date, grades: list[int]) -> None:
    admit(staffed)
    assert [one.school_class.grade for one in listed(staffed, day)] == grades


def test_who_repeated_a_grade_sits_with_the_younger(staffed: Store) -> None:
    admit(staffed, "1", "甲一", entry_year=2025, grade_shift=-1)
    admit(staffed, "2", "乙二")
    assert listed(staffed) == [ClassCount(SchoolClass(7, 2), 2)]


def test_five_years_of_primary_school(staffed: Store) -> None:
    admit(staffed)
    with staffed.write() as db:
        school_settings.change(db, {"school.system": "54"}, by=LEAD, now=NOW)
    assert [one.school_class for one in listed(staffed)] == [SchoolClass(6, 2)]
