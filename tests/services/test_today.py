"""Today: red alerts by remaining time, then what is overdue, then the rest; computed, never stored."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.domain.alerts import AlertState, Closing
from app.domain.problems import Problem
from app.domain.risk import Level, Tick
from app.domain.safety_plan import Entry, Step
from app.services import alerts, reasons, safety_plans, sessions
from app.services.safety_plans import PlanText
from app.services.sessions import SessionText
from app.services.today import Item, today
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import ENTRY, LEAD

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def listed(store: Store) -> list[Item]:
    with store.read() as db:
        return today(db, by=LEAD, now=NOW)


def alert(store: Store, student: UUID, level: Level, before: timedelta) -> UUID:
    with store.write() as db:
        return alerts.raise_alert(db, student, level, "同学反映", by=LEAD, now=NOW - before).ids[0]


def session(
    store: Store, student: UUID, before: timedelta, following: timedelta | None, tick: Tick | None = None
) -> None:
    text = SessionText(NOW - before, tick=tick, next_at=None if following is None else NOW + following)
    with store.write() as db:
        sessions.record(db, student, text, by=LEAD, now=NOW - before)


def plan(store: Store, student: UUID, days: int) -> None:
    text = PlanText((Entry(Step.WARNING_SIGNS, "不说话"),), TODAY + days * DAY)
    with store.write() as db:
        safety_plans.save(db, student, text, by=LEAD, now=NOW - 30 * DAY)


def test_nothing_is_open_at_first(staffed: Store) -> None:
    admit(staffed)
    assert listed(staffed) == []


def test_red_by_remaining_time_then_overdue_then_the_rest(staffed: Store) -> None:
    students = [admit(staffed, str(number), f"学生{number}") for number in range(6)]
    alert(staffed, students[0], Level.YELLOW, HOUR)
    late_orange = alert(staffed, students[1], Level.ORANGE, 3 * DAY)
    fresh_red = alert(staffed, students[2], Level.RED, HOUR)
    late_red = alert(staffed, students[3], Level.RED, 9 * HOUR)
    session(staffed, students[4], 8 * DAY, -2 * DAY)
    session(staffed, students[5], 8 * DAY, 2 * HOUR)
    found = listed(staffed)
    assert [one.id for one in found[:3]] == [late_red, fresh_red, late_orange]
    assert [(one.kind, one.name) for one in found[2:]] == [
        ("alert", "学生1"), ("session", "学生4"), ("session", "学生5"), ("alert", "学生0"),
    ]  # fmt: skip
    assert [one.due < NOW for one in found] == [True, False, True, True, False, False]


def test_each_item_says_who_why_and_by_when(staffed: Store) -> None:
    student = admit(staffed)
    session(staffed, student, HOUR, None, Tick.HIGH)
    [found] = listed(staffed)
    assert (found.kind, found.student_id, found.name, found.level) == ("alert", student, "林小满", Level.RED)
    assert reasons.words(found.reason, found.params) == "会谈中判断风险为「高」"
    assert (found.due, found.owner, found.state) == (NOW + 3 * HOUR, "", "new")


def test_watched_and_closed_alerts_are_not_due(staffed: Store) -> None:
    watched = alert(staffed, admit(staffed, "1"), Level.RED, HOUR)
    closed = alert(staffed, admit(staffed, "2"), Level.RED, HOUR)
    with staffed.write() as db:
        alerts.act(db, watched, kind="talked", state=AlertState.WATCH, by=LEAD, now=NOW)
        alerts.close(db, closed, closing=Closing.RESOLVED, text="都好", by=LEAD, now=NOW)
    assert listed(staffed) == []


def test_a_talk_is_due_once_and_a_newer_record_settles_it(staffed: Store) -> None:
    student = admit(staffed)
    session(staffed, student, 9 * DAY, -2 * DAY)
    [found] = listed(staffed)
    assert (found.kind, found.params, found.due) == ("session", {"number": 2}, NOW - 2 * DAY)
    session(staffed, student, HOUR, 7 * DAY)
    assert listed(staffed) == []


@pytest.mark.parametrize(("days", "shown"), [(-3, True), (0, True), (1, True), (5, False)])
def test_a_plan_is_due_on_its_day_of_review(staffed: Store, days: int, shown: bool) -> None:
    plan(staffed, admit(staffed), days)
    assert [one.reason for one in listed(staffed)] == (["plan_review_due"] if shown else [])


def test_only_the_newest_plan_is_reviewed(staffed: Store) -> None:
    student = admit(staffed)
    plan(staffed, student, -3)
    plan(staffed, student, 30)
    assert listed(staffed) == []


def test_critical_items_are_named_by_the_scales_own_label() -> None:
    params = {"scale": "phq9", "items": [9], "values": [1]}
    sentence = reasons.words("critical_item_answered", params)
    assert "第 9 题" in sentence
    assert "患者健康问卷抑郁量表" in sentence
    assert reasons.items(params) == ["第 9 题：自伤念头"]
    assert reasons.items(params, "en") == ["Item 9: self-harm"]
    assert reasons.items({"tick": "high"}) == []


def test_who_keys_in_answers_has_no_today(staffed: Store) -> None:
    with pytest.raises(Problem, match="not_allowed"), staffed.read() as db:
        today(db, by=ENTRY, now=NOW)
