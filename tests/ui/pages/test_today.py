"""Today: who, why, by when, and the way from there."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.changes import Changes
from app.domain.risk import Level, Tick
from app.domain.safety_plan import Entry, Step
from app.services import alerts, drafts, safety_plans, sessions
from app.services.safety_plans import PlanText
from app.services.sessions import SessionText
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.pages.today import TodayPage, heading, term_week
from app.ui.widgets.task_card import TaskCard
from tests.services.made_up import NOW, admit
from tests.stores import LEAD
from tests.ui import accessibility

HOUR = timedelta(hours=1)


@pytest.fixture
def page(qtbot: QtBot, room: Desk) -> TodayPage:
    made = TodayPage(room)
    qtbot.addWidget(made)
    made.resize(940, 470)
    made.show()
    return made


def words(card: TaskCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible() and label.text()]


def led(page: TodayPage) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    page.go.connect(lambda code, place: found.append((code, place)))
    return found


def red_alert(store: Store, student: UUID, before: timedelta = HOUR) -> UUID:
    with store.write() as db:
        text = SessionText(NOW - before, tick=Tick.HIGH)
        made = sessions.record(db, student, text, by=LEAD, now=NOW - before)
    assert made.alert_id is not None
    return made.alert_id


def test_nothing_open_says_so_and_leads_to_a_record(page: TodayPage) -> None:
    page.refresh(None)
    assert page.empty.words.text() == "今天没有到期的事。"
    assert page.empty.isVisible()
    found = led(page)
    page._write()
    assert found == [("session", {})]


def test_an_alert_shows_who_why_and_by_when(page: TodayPage, staffed: Store) -> None:
    red_alert(staffed, admit(staffed))
    page.refresh(None)
    assert words(page.alerts) == ["待跟进预警 1", "林小满", "会谈中判断风险为「高」", "剩 3 小时"]
    assert page.alerts.buttons[0].accessibleName() == "处置 红 林小满 会谈中判断风险为「高」 剩 3 小时"


def test_enter_opens_the_top_red_item(qtbot: QtBot, page: TodayPage, staffed: Store) -> None:
    with staffed.write() as db:
        alerts.raise_alert(db, admit_in(db), Level.YELLOW, "同学反映", by=LEAD, now=NOW - 100 * HOUR)
    alert = red_alert(staffed, admit(staffed, "2", "陈安"))
    found = led(page)
    page.refresh(None)
    qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Return)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert found == [("alert", {"alert": str(alert)})] * 2


def admit_in(db: object) -> UUID:
    from app.services import students
    from tests.services.made_up import SEVEN_TWO

    return students.add(db, SEVEN_TWO, by=LEAD, now=NOW).id  # type: ignore[arg-type] # a session


def test_more_than_four_are_counted(page: TodayPage, staffed: Store) -> None:
    for number in range(6):
        red_alert(staffed, admit(staffed, str(number), f"学生{number}"))
    found = led(page)
    page.refresh(None)
    assert page.alerts.buttons[-1].text() == "还有 2 项"
    page.alerts.buttons[-1].click()
    assert found == [("alerts", {})]


def test_due_talks_and_plans_lead_to_their_editors(page: TodayPage, staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        text = SessionText(NOW - 72 * HOUR, next_at=NOW + 2 * HOUR)
        sessions.record(db, key, text, by=LEAD, now=NOW - 72 * HOUR)
        plan = PlanText((Entry(Step.WARNING_SIGNS, "躲起来"),), NOW.date() - timedelta(days=3))
        safety_plans.save(db, key, plan, by=LEAD, now=NOW - 72 * HOUR)
    found = led(page)
    page.refresh(None)
    shown = words(page.due)
    assert shown[:4] == ["到期随访 2", "林小满", "安全计划第 1 版该复核", "逾期 2 天"]
    assert shown[4:] == ["林小满", "第 2 次会谈", "今天 04:42"]
    for button in page.due.buttons:
        button.click()
    assert found == [("plan", {"student": str(key)}), ("session", {"student": str(key)})]


def test_drafts_go_on_where_they_stopped(page: TodayPage, staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        drafts.keep(db, "window", "", {"page": "today"}, {}, by=LEAD, now=NOW)
        drafts.keep(db, "session", "s-1", {"student": str(key), "words": "写到一半"}, {}, by=LEAD, now=NOW - HOUR)
        drafts.keep(db, "session", "s-2", {"student": None, "words": "先记着"}, {}, by=LEAD, now=NOW - 2 * HOUR)
    found = led(page)
    page.refresh(None)
    assert words(page.drafts_) == [
        "草稿 2", "林小满", "会谈记录", "今天 01:42", "还没选学生", "会谈记录", "今天 00:42",
    ]  # fmt: skip
    page.drafts_.buttons[0].click()
    assert found == [("session", {"student": str(key), "session": "s-1"})]


def test_only_changes_that_matter_are_read_again(page: TodayPage, staffed: Store) -> None:
    page.refresh(None)
    red_alert(staffed, admit(staffed))
    page.refresh(Changes(frozenset({"school_setting"})))
    assert page.alerts.buttons == []
    page.refresh(Changes(frozenset({"alert"})))
    assert len(page.alerts.buttons) == 1


def test_heading_names_day_term_and_week() -> None:
    assert heading(date(2026, 11, 22)) == "2026年11月22日 周日 · 2026—2027学年第一学期 第12周"
    assert term_week(date(2026, 9, 1)) == 1
    assert term_week(date(2027, 1, 31)) == 22
    assert term_week(date(2027, 2, 1)) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["medium", "large"])
def test_page_is_accessible(
    qtbot: QtBot, room: Desk, staffed: Store, dressed: Callable[..., None], language: str, size: str
) -> None:
    dressed(language, "dark", size)
    for number in range(6):
        red_alert(staffed, admit(staffed, str(number), "古丽扎尔·买买提江阿不都热西提"))
    page = TodayPage(room)
    qtbot.addWidget(page)
    page.resize(840, 380)
    page.show()
    page.refresh(None)
    assert accessibility.faults(page) == []
    assert heading(NOW.date()) in [one.text() for one in page.findChildren(QLabel)]
