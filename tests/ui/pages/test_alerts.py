"""Alerts: from Today to the first recorded action, the board by keys, closing with a reason."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.alerts import AlertState, Closing
from app.domain.risk import Level
from app.services import alerts, assessments, drafts
from app.services.alerts import AlertView
from app.services.assessments import SheetText
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.draft_store import keeping, put_all
from app.ui.main_window import MainWindow
from app.ui.pages.alert import AlertPage
from app.ui.pages.alerts import AlertsPage
from app.ui.pages.registry import Entry
from app.ui.pages.today import TodayPage
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import LEAD
from tests.ui import accessibility

PAGES = (
    Entry("today", "page_today", "", "", TodayPage),
    Entry("alerts", "page_alerts", "", "", AlertsPage),
    Entry("alert", "page_alert", "", "", AlertPage),
)


def raised(store: Store, name: str = "林小满", level: Level = Level.ORANGE, number: str = "1") -> UUID:
    student = admit(store, number, name)
    with store.write() as db:
        made = alerts.raise_alert(db, student, level, "同学说她在教室哭", by=LEAD, now=NOW - timedelta(hours=1))
    return made.ids[0]


def card(store: Store, key: UUID) -> AlertView:
    with store.read() as db:
        return alerts.card(db, key, by=LEAD, now=NOW)


def opened(qtbot: QtBot, room: Desk, **place: object) -> AlertPage:
    page = AlertPage(room)
    qtbot.addWidget(page)
    page.resize(940, 470)
    page.show()
    page.restore(place)
    return page


@pytest.fixture
def board(qtbot: QtBot, room: Desk) -> AlertsPage:
    made = AlertsPage(room)
    qtbot.addWidget(made)
    made.resize(940, 470)
    made.show()
    return made


def test_from_today_to_the_first_action_in_four_events(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    key = raised(staffed, level=Level.RED)
    window = MainWindow(room, keep=keeping(room.actor, room.now), search=lambda *_: [], pages=PAGES)
    qtbot.addWidget(window)
    window.resize(1092, 543)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.page, Qt.Key.Key_Return)  # 1: the top red item
    page = window.page
    assert isinstance(page, AlertPage)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)  # 2: talked in person
    page.act.text.setText("愿意明天再来")  # 3: one line
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)  # 4
    found = card(staffed, key)
    assert (found.state, found.owner) == (AlertState.IN_PROGRESS, LEAD.name)
    assert [(one.kind, one.text) for one in found.actions[1:]] == [("talked", "愿意明天再来")]
    assert "已面谈 · 愿意明天再来" in page.facts.actions_.text()


def test_a_critical_item_is_named_with_the_scales_own_label(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    student = admit(staffed)
    with staffed.write() as db:
        sheet = SheetText("phq9", (0, 0, 0, 0, 0, 0, 0, 0, 1, 0), TODAY)
        assessments.enter(db, student, sheet, by=LEAD, now=NOW)
    with staffed.read() as db:
        [alert] = alerts.board(db, by=LEAD)
    page = opened(qtbot, room, alert=str(alert.id))
    assert page.facts.why.text() == "第 9 题需要今天面谈（患者健康问卷抑郁量表）"
    assert page.facts.items.text() == "第 9 题：自伤念头"
    assert page.facts.badge.level is Level.RED
    assert page.facts.due.text() == "剩 4 小时"


def test_an_action_without_a_kind_is_asked_for_and_nothing_is_lost(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    key = raised(staffed)
    page = opened(qtbot, room, alert=str(key))
    page.act.text.setText("一句话")
    page.save()
    assert page.bar.text == "请先选做了什么。内容还在屏幕上。"
    assert page.act.text.text() == "一句话"
    assert len(card(staffed, key).actions) == 1


def test_a_referral_moves_the_alert_and_a_later_action_leaves_it_there(
    qtbot: QtBot, room: Desk, staffed: Store
) -> None:
    key = raised(staffed)
    page = opened(qtbot, room, alert=str(key))
    page.act.kind.set_value("referred")
    page.save()
    assert card(staffed, key).state is AlertState.REFERRED
    page.act.kind.set_value("called_guardian")
    page.save()
    assert card(staffed, key).state is AlertState.REFERRED


def test_closing_needs_a_reason_and_a_sentence(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    key = raised(staffed)
    page = opened(qtbot, room, alert=str(key), close=True)
    page.save()
    assert page.bar.isVisible()
    page.act.closing.set_value("resolved")
    page.save()
    assert page.bar.text == "请写一句理由。内容还在屏幕上。"
    assert page.act.closing.value() == "resolved"
    page.act.sentence.setText("两周来睡得好，自己说没事了")
    page.save()
    found = card(staffed, key)
    assert (found.state, found.closing) == (AlertState.CLOSED, Closing.RESOLVED)
    assert not page.act.isEnabled()


def test_raising_by_hand_asks_for_what_is_missing_and_shows_the_card(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    student = admit(staffed)
    page = opened(qtbot, room)
    page.save()
    assert page.bar.text == "请先选一名学生。内容还在屏幕上。"
    page.form.why.setText("班主任说她三天没来")
    page.form.picker.chosen.emit(student)
    page.save()
    assert page.bar.text == "请选一个级别。内容还在屏幕上。"
    page.form.level.set_value("yellow")
    page.save()
    assert page.alert is not None
    assert (page.alert.level, page.facts.why.text()) == (Level.YELLOW, "班主任说她三天没来")


def test_a_line_not_recorded_comes_back(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    key = raised(staffed)
    page = opened(qtbot, room, alert=str(key))
    page.act.text.setText("写到一半")
    with staffed.write() as db:
        put_all(db, list(page.drafts()), by=LEAD, now=NOW)
    back = opened(qtbot, room, alert=str(key))
    assert back.act.text.text() == "写到一半"
    back.act.kind.set_value("other")
    back.save()
    with staffed.read() as db:
        assert drafts.listing(db, by=LEAD) == []


def test_an_alert_not_raised_yet_comes_back(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    student = admit(staffed)
    page = opened(qtbot, room, student=str(student))
    page.form.level.set_value("orange")
    page.form.why.setText("在宿舍哭")
    with staffed.write() as db:
        put_all(db, list(page.drafts()), by=LEAD, now=NOW)
    back = opened(qtbot, room)
    assert (back.form.student, back.form.level.value(), back.form.why.text()) == (student, "orange", "在宿舍哭")
    back.save()
    with staffed.read() as db:
        assert drafts.listing(db, by=LEAD) == []
        assert len(alerts.board(db, by=LEAD)) == 1


def test_the_card_leads_to_record_plan_and_referral(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    page = opened(qtbot, room, alert=str(raised(staffed)))
    led: list[tuple[str, dict[str, str]]] = []
    page.go.connect(lambda code, place: led.append((code, place)))
    for code in ("session", "plan", "referral"):
        page.act.lead.emit(code)
    assert page.alert is not None
    place = {"student": str(page.alert.student_id)}
    assert led == [("session", place), ("plan", place), ("referral", place)]


def test_the_board_has_a_column_for_each_state(board: AlertsPage, staffed: Store) -> None:
    board.refresh(None)
    assert board.empty.words.text() == "没有待跟进预警。"
    raised(staffed)
    other = raised(staffed, "陈安", Level.RED, "2")
    with staffed.write() as db:
        alerts.act(db, other, kind="talked", state=AlertState.WATCH, by=LEAD, now=NOW)
    board.refresh(None)
    titles = [column.title.text() for column in board.columns.values()]
    assert titles == ["待跟进 1", "处置中", "转介中", "观察 1", "已结束"]
    assert board.columns[AlertState.WATCH].list.item(0).text().startswith("红 陈安 剩 3 小时")


def test_cards_move_by_keys_with_a_way_back(qtbot: QtBot, board: AlertsPage, room: Desk, staffed: Store) -> None:
    key = raised(staffed)
    undo: list[object] = []
    room.notices.said.connect(lambda _, back: undo.append(back))
    board.refresh(None)
    first = board.first_field()
    assert first is board.columns[AlertState.NEW].list
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(first, Qt.Key.Key_Right, alt)
    assert card(staffed, key).state is AlertState.IN_PROGRESS
    qtbot.keyClick(board.columns[AlertState.IN_PROGRESS].list, Qt.Key.Key_Right, alt)
    assert card(staffed, key).state is AlertState.REFERRED
    assert callable(undo[-1])
    undo[-1]()
    found = card(staffed, key)
    assert found.state is AlertState.IN_PROGRESS
    assert [one.text for one in found.actions if one.kind == "moved"] == ["in_progress", "referred", "in_progress"]


def test_nothing_moves_back_to_new_and_closing_happens_on_the_card(
    qtbot: QtBot, board: AlertsPage, staffed: Store
) -> None:
    key = raised(staffed)
    led: list[tuple[str, dict[str, object]]] = []
    board.go.connect(lambda code, place: led.append((code, place)))
    board.refresh(None)
    alert = board.columns[AlertState.NEW].current or card(staffed, key)
    board.move_to(alert, AlertState.CLOSED)
    assert led == [("alert", {"alert": str(key), "close": True})]
    board.move_to(alert, AlertState.IN_PROGRESS)
    qtbot.keyClick(board.columns[AlertState.IN_PROGRESS].list, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert card(staffed, key).state is AlertState.IN_PROGRESS
    words = [action.text() for action in board.ways(card(staffed, key)).actions() if action.text()]
    assert words == ["打开", "移到：转介中", "移到：观察", "移到：已结束"]


def test_arrows_walk_between_columns_and_enter_opens(qtbot: QtBot, board: AlertsPage, staffed: Store) -> None:
    raised(staffed)
    other = raised(staffed, "陈安", Level.RED, "2")
    with staffed.write() as db:
        alerts.act(db, other, kind="talked", state=AlertState.WATCH, by=LEAD, now=NOW)
    led: list[tuple[str, dict[str, object]]] = []
    board.go.connect(lambda code, place: led.append((code, place)))
    board.refresh(None)
    first = board.first_field()
    assert first is not None
    qtbot.keyClick(first, Qt.Key.Key_Right)
    watching = board.columns[AlertState.WATCH].list
    assert board.focusWidget() is watching
    qtbot.keyClick(watching, Qt.Key.Key_Return)
    assert led == [("alert", {"alert": str(other)})]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["medium", "large"])
def test_pages_are_accessible(
    qtbot: QtBot, room: Desk, staffed: Store, dressed: Callable[..., None], language: str, size: str
) -> None:
    dressed(language, "dark", size)
    key = raised(staffed, "古丽扎尔·买买提江阿不都热西提")
    board, page, form = AlertsPage(room), opened(qtbot, room, alert=str(key), close=True), opened(qtbot, room)
    qtbot.addWidget(board)
    board.show()
    board.refresh(None)
    for one in (board, page, form):
        one.resize(840, 380)
        assert accessibility.faults(one) == []
