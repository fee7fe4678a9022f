"""The list of students: filtered, sorted and paged in the database."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.domain.problems import Problem
from app.domain.risk import Level
from app.domain.school_class import SchoolClass, Stage
from app.domain.student import Standing
from app.models.student import Student
from app.services import alerts, sessions, student_list, students
from app.services.sessions import SessionText
from app.services.student_list import Filter, Sort, StudentRow
from app.storage import changes
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import ENTRY, LEAD


def page(store: Store, wanted: Filter | None = None, **how: object) -> list[StudentRow]:
    """Return rows of the list."""
    with store.read() as db:
        return student_list.page(db, wanted or Filter(), by=LEAD, today=TODAY, **how)  # type: ignore[arg-type] # as above


def names(store: Store, wanted: Filter | None = None, **how: object) -> list[str]:
    """Return the names in the list."""
    return [row.name for row in page(store, wanted, **how)]


def worry(store: Store, key: UUID, level: Level) -> None:
    """Raise an alert by hand."""
    with store.write() as db:
        alerts.raise_alert(db, key, level, "请看一下", by=LEAD, now=NOW)


def test_filters(staffed: Store) -> None:
    admit(staffed, "1", "林小满", boarding=True)
    admit(staffed, "2", "陈安", class_no=3, boarding=False)
    admit(staffed, "3", "吴一", entry_year=2025)
    assert names(staffed) == ["林小满", "陈安", "吴一"]
    assert names(staffed, Filter(grade=7)) == ["林小满", "陈安"]
    assert names(staffed, Filter(grade=7, class_no=3)) == ["陈安"]
    assert names(staffed, Filter(boarding=True)) == ["林小满"]
    assert names(staffed, Filter(boarding=False)) == ["陈安"]
    assert names(staffed, Filter(grade=99)) == []


def test_only_those_of_concern_with_their_most_urgent_level(staffed: Store) -> None:
    key = admit(staffed, "1", "林小满")
    admit(staffed, "2", "陈安")
    worry(staffed, key, Level.YELLOW)
    worry(staffed, key, Level.RED)
    [row] = page(staffed, Filter(concern=True))
    assert (row.name, row.level) == ("林小满", Level.RED)


def test_a_closed_alert_is_no_concern(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        raised = alerts.raise_alert(db, key, Level.RED, "请看一下", by=LEAD, now=NOW)
    with staffed.write() as db:
        alerts.close(db, raised.ids[0], closing=alerts.Closing.RESOLVED, text="已好转", by=LEAD, now=NOW)
    assert names(staffed, Filter(concern=True)) == []


def test_standing(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        students.set_standing(db, key, Standing.LEFT, left_on=TODAY, by=LEAD, now=NOW)
    assert names(staffed) == []
    assert names(staffed, Filter(standing=Standing.LEFT)) == ["林小满"]
    assert names(staffed, Filter(standing=None)) == ["林小满"]


def test_typed_text_and_filters_together(staffed: Store) -> None:
    admit(staffed, "1", "林小满")
    admit(staffed, "2", "林小雨", class_no=3)
    assert names(staffed, Filter(text="lx", class_no=3)) == ["林小雨"]
    assert names(staffed, Filter(text="７.2")) == ["林小满"]


def test_last_record_and_next_date(staffed: Store) -> None:
    key = admit(staffed)
    late, next_at = NOW - timedelta(days=1), NOW + timedelta(days=6)
    with staffed.write() as db:
        sessions.record(db, key, SessionText(late - timedelta(days=7), next_at=late), by=LEAD, now=NOW)
        sessions.record(db, key, SessionText(late, next_at=next_at), by=LEAD, now=NOW)
    [row] = page(staffed)
    assert (row.last_at, row.next_at, row.school_class) == (late, next_at, SchoolClass(7, 2))


@pytest.mark.parametrize(
    ("sort", "upwards", "downwards"),
    [
        (Sort.NAME, ["陈安", "林小满", "吴一"], ["吴一", "林小满", "陈安"]),
        (Sort.NUMBER, ["林小满", "陈安", "吴一"], ["吴一", "陈安", "林小满"]),
        (Sort.CLASS, ["陈安", "林小满", "吴一"], ["吴一", "林小满", "陈安"]),
        (Sort.LEVEL, ["吴一", "林小满", "陈安"], ["林小满", "吴一", "陈安"]),
    ],
)
def test_sorting(staffed: Store, sort: Sort, upwards: list[str], downwards: list[str]) -> None:
    calm = admit(staffed, "1", "林小满", class_no=2)
    admit(staffed, "2", "陈安", class_no=1)
    red = admit(staffed, "3", "吴一", entry_year=2025)
    worry(staffed, red, Level.RED)
    worry(staffed, calm, Level.BLUE)
    assert names(staffed, sort=sort) == upwards
    assert names(staffed, sort=sort, descending=True) == downwards


def test_classes_sort_from_primary_school_to_high_school(staffed: Store) -> None:
    admit(staffed, "1", "高一一", stage=Stage.HIGH)
    admit(staffed, "2", "小六六", stage=Stage.PRIMARY, entry_year=2021)
    admit(staffed, "3", "初一一")
    admit(staffed, "4", "未分班", stage=None, entry_year=None, class_no=None)
    assert names(staffed, sort=Sort.CLASS) == ["小六六", "初一一", "高一一", "未分班"]


def test_five_thousand_students_are_paged_without_gap_or_repeat(staffed: Store) -> None:
    with staffed.write() as db:
        rows = [
            {
                "number": f"{number:06}", "name": "测试", "pinyin": "ce shi", "initials": "cs",
                "stage": Stage.MIDDLE, "entry_year": 2024 + number % 3, "class_no": 1 + number % 20,
                "created_at": NOW,
            }
            for number in range(5000)
        ]  # fmt: skip
        changes.write_many(db, [(Student, rows)], by=LEAD, action="import", now=NOW)
    with staffed.read() as db:
        assert student_list.count(db, Filter(), by=LEAD, today=TODAY) == 5000
        assert student_list.count(db, Filter(text="702"), by=LEAD, today=TODAY) == sum(
            1 for row in rows if (row["entry_year"], row["class_no"]) == (2026, 2)
        ) + sum(1 for row in rows if str(row["number"]).endswith("702"))
    seen = [row.number for at in range(0, 5000, 1000) for row in page(staffed, offset=at, limit=1000)]
    assert len(seen) == len(set(seen)) == 5000
    assert len(page(staffed, offset=4990)) == 10
    assert page(staffed, Filter(text="004999"))[0].number == "004999"


def test_paging_agrees_with_the_whole(staffed: Store) -> None:
    for number in range(7):
        admit(staffed, str(number), "同名", class_no=1 + number % 2)
    whole = [row.number for row in page(staffed)]
    assert [row.number for at in range(0, 7, 3) for row in page(staffed, offset=at, limit=3)] == whole


def test_entry_clerks_see_no_list(staffed: Store) -> None:
    with staffed.read() as db, pytest.raises(Problem, match="not_allowed"):
        student_list.page(db, replace(Filter(), text="l"), by=ENTRY, today=TODAY)
