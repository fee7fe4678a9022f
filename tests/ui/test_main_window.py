"""Navigation, places, refreshing, and leaving without a question."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.changes import Changes
from app.domain.rights import Actor, Role
from app.ui.desk import Desk
from app.ui.drafts import Draft
from app.ui.gate.protocol import LOCKED, QUIT
from app.ui.idle import IdleWatch
from app.ui.leaving import Leaving
from app.ui.main_window import WINDOW_DRAFT, MainWindow
from app.ui.widgets.search_box import Hit
from tests.ui.conftest import Memory
from tests.ui.samples import SAMPLES, PlainPage, SamplePage


def keep(db: dict[str, object], drafts: Sequence[Draft]) -> None:
    """Keep drafts in the dictionary."""
    db.update({one.key: one.content for one in drafts})


def find(_db: object, text: str) -> list[Hit]:
    """Find one made-up student."""
    return [Hit("林××", "七(2)", "students", {"field": "topic"})] if text == "lx" else []


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    """Return a shown window with sample pages."""
    made = MainWindow(desk, keep=keep, search=find, pages=SAMPLES)
    qtbot.addWidget(made)
    made.resize(1092, 543)
    made.show()
    return made


def sample(window: MainWindow) -> SamplePage:
    """Open the page with fields."""
    window.open("students")
    page = window.page
    assert isinstance(page, SamplePage)
    return page


def test_pages_are_made_when_first_visited(window: MainWindow) -> None:
    assert window.code == "today"
    assert window.findChild(SamplePage) is None
    page = sample(window)
    assert page.refreshed == [None]
    window.open("today")
    window.open("students")
    assert window.page is page


def test_a_file_opens_inside_the_page_of_the_students(window: MainWindow) -> None:
    window.open("student", {"field": "note"})
    page = window.page
    assert isinstance(page, SamplePage)
    assert page.focusWidget() is page.note


def test_shortcut_opens_its_page(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.code == "students"
    assert window.rail.buttons["students"].isChecked()


def test_title_never_holds_a_name(window: MainWindow) -> None:
    page = sample(window)
    page.set_title("林小满")
    assert window.windowTitle() == "心桥"


def test_pages_that_a_role_may_not_have_are_absent(qtbot: QtBot, desk: Desk) -> None:
    entry = replace(desk, actor=Actor(UUID(int=8), "李老师", Role.COUNSELLOR))
    made = MainWindow(entry, keep=keep, search=find, pages=SAMPLES)
    qtbot.addWidget(made)
    assert "settings" not in made.rail.buttons
    made.open("settings")
    assert made.code == "today"


def test_place_names_page_field_and_cursor_and_comes_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    page = sample(window)
    page.note.set_text("睡不好，想家")
    page.note.setFocus()
    cursor = page.note.textCursor()
    cursor.setPosition(3)
    page.note.setTextCursor(cursor)
    place = window.place()
    assert place == {"page": "students", "place": {"field": "note", "cursor": 3}}

    fresh = MainWindow(desk, keep=keep, search=find, pages=SAMPLES)
    qtbot.addWidget(fresh)
    fresh.show()
    fresh.restore(place)
    back = fresh.page
    assert isinstance(back, SamplePage)
    assert back.focusWidget() is back.note


def test_changes_refresh_the_front_page_and_mark_the_others(window: MainWindow, desk: Desk) -> None:
    page = sample(window)
    window.open("today")
    front = window.page
    assert isinstance(front, PlainPage)
    changes = Changes(frozenset({"student"}), frozenset({UUID(int=1)}))
    desk.changes.tell(changes)
    assert front.refreshed == [None, changes]
    assert page.refreshed == [None]
    window.open("students")
    assert page.refreshed == [None, None]


def test_who_made_the_change_is_not_told(window: MainWindow, desk: Desk) -> None:
    page = sample(window)
    desk.changes.tell(Changes(frozenset({"student"})), page)
    desk.changes.tell(Changes(), QObject())
    assert page.refreshed == [None]


def test_write_tells_changes_and_shows_that_it_is_saved(window: MainWindow, desk: Desk) -> None:
    page = sample(window)
    told: list[Changes] = []
    desk.changes.happened.connect(lambda changes, _: told.append(changes))

    class Result:
        changes = Changes(frozenset({"session"}))

    page.write(lambda db: db.update(a=1) or Result(), lambda _: None)
    assert told == [Result.changes]
    assert "已保存" in window.status.text


def test_search_leads_to_the_hit(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = window.top.search
    assert window.focusWidget() is box.field
    qtbot.keyClicks(box.field, "lx")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert window.code == "students"
    assert box.field.text() == ""


def test_new_record_goes_to_the_page_in_front_or_to_the_students(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.code == "students"
    page = sample(window)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.begun == ["session"]
    window.top.record_button.click()
    assert page.begun == ["session", "session"]


def test_cover_hides_all_and_keys_do_not_reach_the_page(qtbot: QtBot, window: MainWindow) -> None:
    page = sample(window)
    page.note.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.cover.isVisible()
    assert window.cover.geometry() == window.centralWidget().rect()
    qtbot.keyClicks(window.focusWidget(), "secret")
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert (page.note.text, window.code) == ("", "students")
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not window.cover.isVisible()
    assert window.focusWidget() is page.note


def test_cover_hides_dialogs_too_and_its_keys_work_inside_them(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    codes: list[int] = []
    leaving = Leaving(window, codes.append)
    desk.ask.line(window, "原因？", then=lambda _: None)
    dialog = window.findChild(QInputDialog)
    field = dialog.findChild(QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_F9)
    assert window.cover.isVisible()
    on_top = dialog.childAt(dialog.rect().center())
    assert on_top.geometry() == dialog.rect()
    qtbot.keyClicks(field, "secret")
    assert field.text() == ""
    qtbot.keyClick(field, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: dialog.childAt(dialog.rect().center()) is not on_top)
    qtbot.keyClicks(field, "on")
    assert field.text() == "on"
    qtbot.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert codes == [LOCKED]
    assert leaving.parent() is window


def test_ctrl_s_keeps_the_draft_at_once(qtbot: QtBot, window: MainWindow, memory: Memory) -> None:
    page = sample(window)
    page.note.insertPlainText("第一句")
    qtbot.keyClick(page.note, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert memory.rows["sample"] == {"note": "第一句"}
    assert "草稿已存" in window.status.text


def test_idle_locks_and_says_so_before(window: MainWindow, qapp: QApplication) -> None:
    codes: list[int] = []
    now = {"steady": 0.0}
    watch = IdleWatch(qapp, 5, steady=lambda: now["steady"], wall=lambda: now["steady"])
    Leaving(window, codes.append).when_idle(watch)
    watch.check()
    assert "5 分钟后锁定" in window.status.text
    for second in range(301):
        now["steady"] = float(second)
        watch.check()
        if second == 270:
            assert "30 秒后锁定" in window.status.text
    qapp.removeEventFilter(watch)
    assert codes == [LOCKED]


def test_a_system_that_ends_its_session_ends_us_with_drafts_kept(
    window: MainWindow, qapp: QApplication, memory: Memory
) -> None:
    codes: list[int] = []
    leaving = Leaving(window, codes.append)
    sample(window).note.insertPlainText("没写完")
    leaving.quit()
    assert codes == [QUIT]
    assert memory.rows["sample"] == {"note": "没写完"}


def test_undo_toast(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    undone: list[str] = []
    desk.notices.say("已移到回收站", lambda: undone.append("x"))
    assert window.toast.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["x"]
    assert not window.toast.isVisible()
    desk.notices.say("只是告知")
    assert not window.toast.undoable


def test_rail_shows_icons_only_on_a_narrow_window(qtbot: QtBot, window: MainWindow) -> None:
    assert window.rail.buttons["today"].text() == "今日"
    window.resize(900, 440)
    qtbot.waitUntil(lambda: window.rail.narrow)
    assert window.rail.buttons["today"].text() == ""
    assert window.rail.buttons["today"].accessibleName() == "今日"
    assert window.rail.width() < 60


def test_steady_typing_is_kept_without_a_pause(qtbot: QtBot, window: MainWindow, memory: Memory) -> None:
    page = sample(window)
    with qtbot.waitSignal(window.keeper.kept, timeout=2000):
        page.note.insertPlainText("第一句")
    assert memory.rows["sample"] == {"note": "第一句"}


def test_lock_keeps_the_composition_the_drafts_and_the_place(window: MainWindow, memory: Memory) -> None:
    codes: list[int] = []
    leaving = Leaving(window, codes.append)
    page = sample(window)
    page.note.setFocus()
    page.note.insertPlainText("她说")
    QApplication.sendEvent(page.note, QInputMethodEvent("睡不好", []))
    assert page.note.text == "她说"
    window.lock_asked.emit()
    leaving.lock()
    assert codes == [LOCKED]
    assert not window.isVisible()
    assert memory.rows["sample"] == {"note": "她说睡不好"}
    assert memory.rows[WINDOW_DRAFT] == {"page": "students", "place": {"field": "note", "cursor": 5}}


def test_lock_never_waits_for_a_question(window: MainWindow, desk: Desk) -> None:
    codes: list[int] = []
    answered: list[bool] = []
    leaving = Leaving(window, codes.append)
    desk.ask.confirm(window, "删除？", verb="删除", then=lambda: answered.append(True))
    leaving.lock()
    assert codes == [LOCKED]
    assert answered == []
    assert not any(top.isVisible() for top in QApplication.topLevelWidgets())


def test_lock_does_not_wait_for_a_store_that_does_not_answer(qtbot: QtBot, desk: Desk) -> None:
    class Silent:
        def submit(self, *_: Any, **__: Any) -> None:
            """Never answer."""

        def cancel_all(self) -> None:
            """Nothing to cancel."""

    made = MainWindow(replace(desk, jobs=Silent()), keep=keep, search=find, pages=SAMPLES)
    qtbot.addWidget(made)
    codes: list[int] = []
    leaving = Leaving(made, codes.append, grace_ms=20)
    leaving.lock()
    qtbot.waitUntil(lambda: codes == [LOCKED], timeout=1000)


def test_closing_the_window_quits(window: MainWindow) -> None:
    codes: list[int] = []
    leaving = Leaving(window, codes.append)
    window.close()
    assert codes == [QUIT]
    assert leaving.parent() is window


def test_problem_in_a_page_shows_its_sentence(window: MainWindow, desk: Desk) -> None:
    page = sample(window)

    def refuse(_: object) -> None:
        from app.domain.problems import Problem

        raise Problem("cancelled")

    page.read(refuse, lambda _: None)
    assert page.bar.text == "已停止，什么都没有改。"
    assert page.bar.isVisible()


def test_window_follows_language(dressed: Callable[..., None], qtbot: QtBot, desk: Desk) -> None:
    dressed("en")
    made = MainWindow(desk, keep=keep, search=find, pages=SAMPLES)
    qtbot.addWidget(made)
    assert made.rail.buttons["today"].text() == "Today"
    assert made.top.lock_button.text() == "Lock"
