"""What who keys in sheets sees: classes, names, who is missing, what was kept. Never a score."""

from dataclasses import fields
from datetime import timedelta
from uuid import UUID

import pytest

from app.domain.rights import Actor
from app.domain.school_class import SchoolClass, Stage
from app.domain.student import Standing
from app.services import assessments, entry, students
from app.services.assessments import SheetText
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import COUNSELLOR, ENTRY, LEAD

CALM = (0,) * 10
SEVEN_TWO = SchoolClass(7, 2)


@pytest.fixture
def class_room(staffed: Store) -> dict[str, UUID]:
    """A class of three, one of whom has left, and a student of another class."""
    keys = {
        "周小舟": admit(staffed, "2026070210", "周小舟"),
        "林小满": admit(staffed, "2026070209", "林小满"),
        "王小溪": admit(staffed, "2026070203", "王小溪"),
        "高一生": admit(staffed, "2026100101", "高一生", stage=Stage.HIGH, class_no=1),
    }
    with staffed.write() as db:
        students.set_standing(db, keys["王小溪"], Standing.LEFT, left_on=TODAY, by=LEAD, now=NOW)
    return keys


def enter(store: Store, student: UUID, by: Actor = ENTRY, scale: str = "phq9") -> UUID:
    with store.write() as db:
        answers = CALM if scale == "phq9" else (0,) * 8
        return assessments.enter(db, student, SheetText(scale, answers, TODAY), by=by, now=NOW).id


def places(store: Store, scale: str = "phq9", days: int = 0) -> list[entry.Place]:
    with store.read() as db:
        day = TODAY - timedelta(days=days)
        return entry.places(db, SEVEN_TWO, scale, respondent="student", taken_on=day, by=ENTRY)


def test_classes_are_told_without_the_right_to_files(staffed: Store, class_room: dict[str, UUID]) -> None:
    with staffed.read() as db:
        found = entry.classes(db, by=ENTRY, today=TODAY)
    assert [(one.school_class, one.students) for one in found] == [(SEVEN_TWO, 2), (SchoolClass(10, 1), 1)]


def test_the_class_stands_in_the_order_of_numbers_with_who_is_missing(
    staffed: Store, class_room: dict[str, UUID]
) -> None:
    key = enter(staffed, class_room["周小舟"])
    found = places(staffed)
    assert [(one.name, one.sheet_id, one.own) for one in found] == [("林小满", None, False), ("周小舟", key, True)]
    assert [one.sheet_id for one in places(staffed, "gad7")] == [None, None]
    assert [one.sheet_id for one in places(staffed, days=1)] == [None, None]


def test_a_second_pass_is_marked_and_a_withdrawn_sheet_is_missing_again(
    staffed: Store, class_room: dict[str, UUID]
) -> None:
    key = enter(staffed, class_room["林小满"])
    with staffed.write() as db:
        assessments.verify(db, key, CALM, by=ENTRY, now=NOW)
    assert [one.verified for one in places(staffed)] == [True, False]
    with staffed.write() as db:
        assessments.withdraw(db, key, reason="录错了人", by=ENTRY, now=NOW)
    assert [one.sheet_id for one in places(staffed)] == [None, None]


def test_sheets_of_the_day_are_one_s_own_for_who_only_keys_in(staffed: Store, class_room: dict[str, UUID]) -> None:
    own, other = enter(staffed, class_room["林小满"]), enter(staffed, class_room["周小舟"], COUNSELLOR, "gad7")
    with staffed.read() as db:
        mine = entry.kept_on(db, TODAY, by=ENTRY, now=NOW)
        everybody = entry.kept_on(db, TODAY, by=COUNSELLOR, now=NOW)
        assert entry.kept_on(db, TODAY - timedelta(days=1), by=COUNSELLOR, now=NOW) == []
    assert [(one.id, one.school_class, one.own) for one in mine] == [(own, SEVEN_TWO, True)]
    assert {one.id: one.own for one in everybody} == {own: False, other: True}


def test_no_view_for_entry_holds_a_score() -> None:
    names = {field.name for view in (entry.Place, entry.Kept) for field in fields(view)}
    assert names & {"total", "result", "validity", "band", "level"} == set()
