"""Writing a session record: few events, drafts that survive a lock, alerts that never block."""

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.risk import Tick
from app.domain.session import Mode, SessionState
from app.services import alerts, drafts, sessions
from app.services.sessions import SessionText
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.draft_store import keeping
from app.ui.main_window import MainWindow
from app.ui.pages.page import Page
from app.ui.pages.registry import Entry
from app.ui.pages.session import SessionPage
from tests.services.made_up import NOW, admit
from tests.stores import COUNSELLOR, LEAD
from tests.ui import accessibility


class FilePage(Page):
    """A student's file, as far as Ctrl+N is concerned."""

    student = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "档案")

    def begin(self, kind: str) -> bool:
        self.go.emit(kind, {"student": self.student})
        return True


class Hand:
    """Counts what a person does: a key chord, a click and a typed sentence are one event each."""

    def __init__(self) -> None:
        self.events = 0

    def key(self, widget: QWidget, key: Qt.Key, *, control: bool = False) -> None:
        self.events += 1
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(widget, key, held)

    def click(self, widget: QWidget) -> None:
        self.events += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def type(self, widget: QWidget, words: str) -> None:
        self.events += 1
        widget.insertPlainText(words)  # type: ignore[attr-defined] # as an input method commits it


PAGES = (
    Entry("file", "page_students", "", "", FilePage),
    Entry("session", "page_session", "", "", SessionPage),
)


@pytest.fixture
def student(staffed: Store) -> UUID:
    return admit(staffed)


@pytest.fixture
def window(qtbot: QtBot, room: Desk, student: UUID, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(FilePage, "student", str(student))
    made = MainWindow(room, keep=keeping(room.actor, room.now), search=lambda *_: [], pages=PAGES)
    qtbot.addWidget(made)
    made.resize(1092, 543)
    made.show()
    return made


def begun(window: MainWindow) -> SessionPage:
    """Start a record with Ctrl+N on the file in front."""
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = window.page
    assert isinstance(page, SessionPage)
    return page


def opened(qtbot: QtBot, room: Desk, **place: str) -> SessionPage:
    """Return the page at a place."""
    page = SessionPage(room)
    qtbot.addWidget(page)
    page.resize(940, 470)
    page.show()
    page.refresh(None)
    page.restore(dict(place))
    return page


def stored(store: Store, session: UUID) -> sessions.SessionView:
    with store.read() as db:
        return sessions.open_record(db, session, by=LEAD, now=NOW)


def kept(store: Store, page: SessionPage) -> drafts.DraftView | None:
    with store.read() as db:
        return drafts.load(db, "session", str(page.session), by=LEAD)


def test_a_record_takes_no_more_than_nine_events(window: MainWindow, staffed: Store) -> None:
    hand = Hand()
    hand.key(window, Qt.Key.Key_N, control=True)
    page = window.page
    assert isinstance(page, SessionPage)
    form = page.form
    hand.type(form.words, "睡不好，一躺下就想家。")
    for chips, code in ((form.minutes, "40"), (form.mode, "face"), (form.topics, "sleep"), (form.tick, "low")):
        hand.click(chips.buttons[code])
    hand.click(form.next_in.buttons["7"])
    hand.key(window, Qt.Key.Key_S, control=True)
    saved = stored(staffed, page.session).text
    assert (saved.minutes, saved.mode, saved.topics, saved.tick) == (40, Mode.FACE, ("sleep",), Tick.LOW)
    assert saved.words == "睡不好，一躺下就想家。"
    assert saved.next_at is not None
    assert hand.events <= 9  # with three for the unlock: twelve from the locked screen


def test_the_words_have_the_focus_at_once(window: MainWindow) -> None:
    page = begun(window)
    assert page.focusWidget() is page.form.words
    assert "林小满" in page.title


def test_only_student_and_time_are_needed_and_the_rest_is_named(window: MainWindow, staffed: Store) -> None:
    page = begun(window)
    page.save()
    assert stored(staffed, page.session).text.started_at == NOW.replace(second=0)
    assert "时长" in page.actions_.hint.text()
    page.form.minutes.set_value("30")
    assert "时长" not in page.actions_.hint.text()


def test_saving_twice_makes_one_record_and_one_alert(window: MainWindow, staffed: Store) -> None:
    page = begun(window)
    page.form.tick.set_value("high")
    page.save()
    page.form.words.set_text("我不想活了")
    page.save()
    with staffed.read() as db:
        assert sessions.next_number(db, page.student, by=LEAD) == 2
        assert len(alerts.board(db, by=LEAD)) == 1


@pytest.mark.parametrize(("tick", "shown"), [("none", False), ("low", False), ("middle", True), ("high", True)])
def test_risk_shows_the_steps_at_once_and_blocks_nothing(
    window: MainWindow, staffed: Store, tick: str, shown: bool
) -> None:
    page = begun(window)
    page.form.tick.set_value(tick)
    assert page.risk.isVisible() is shown
    page.save()
    assert stored(staffed, page.session).text.tick is Tick(tick)
    assert page.bar.isVisible() is shown


def test_steps_lead_to_plan_referral_and_the_alert(qtbot: QtBot, room: Desk, student: UUID, staffed: Store) -> None:
    page = opened(qtbot, room, student=str(student))
    led: list[tuple[str, dict[str, str]]] = []
    page.go.connect(lambda code, place: led.append((code, place)))
    page.form.tick.set_value("middle")
    page.risk.plan.emit()
    page.risk.referral.emit()
    page.save()
    page.bar.findChildren(QWidget)
    with staffed.read() as db:
        [alert] = alerts.board(db, by=LEAD)
    next(iter(page.bar._verbs)).click()
    place = {"student": str(student)}
    assert led == [("plan", place), ("referral", place), ("alert", {"alert": str(alert.id)})]


def test_a_wrong_time_is_marked_and_nothing_is_lost(window: MainWindow) -> None:
    page = begun(window)
    page.form.words.set_text("今天来了")
    page.form.time.setText("25点")
    page.save()
    assert page.bar.isVisible()
    assert page.form.words.text == "今天来了"
    assert page.view is None


def test_what_is_written_comes_back_after_a_lock(qtbot: QtBot, window: MainWindow, room: Desk, staffed: Store) -> None:
    page = begun(window)
    page.form.words.setFocus()
    page.form.words.insertPlainText("睡不好，想家")
    page.form.mode.set_value("phone")
    cursor = page.form.words.textCursor()
    cursor.setPosition(3)
    page.form.words.setTextCursor(cursor)
    window.keeper.keep_now()
    place = window.place()

    fresh = MainWindow(room, keep=keeping(room.actor, room.now), search=lambda *_: [], pages=PAGES)
    qtbot.addWidget(fresh)
    fresh.show()
    fresh.restore(place)
    back = fresh.page
    assert isinstance(back, SessionPage)
    assert back.session == page.session
    assert (back.form.words.text, back.form.mode.value()) == ("睡不好，想家", "phone")
    assert back.focusWidget() is back.form.words
    assert back.form.words.textCursor().position() == 3
    back.save()
    assert kept(staffed, back) is None
    assert stored(staffed, page.session).text.words == "睡不好，想家"


def test_what_is_written_before_a_student_is_chosen_survives_too(
    qtbot: QtBot, room: Desk, staffed: Store, student: UUID
) -> None:
    page = opened(qtbot, room)
    assert page.picker.isVisible()
    page.form.words.set_text("先记一句")
    page.save()
    assert page.view is None
    [draft] = page.drafts()
    with staffed.write() as db:
        keeping(LEAD, room.now)(db, [draft])
    back = opened(qtbot, room, session=str(page.session))
    assert back.form.words.text == "先记一句"
    back.picker.chosen.emit(student)
    assert back.form.words.text == "先记一句"
    back.save()
    assert stored(staffed, page.session).student_id == student


def test_another_record_never_swallows_a_draft(qtbot: QtBot, room: Desk, staffed: Store, student: UUID) -> None:
    other = admit(staffed, "2026070202", "陈安")
    page = opened(qtbot, room, student=str(student))
    page.form.words.set_text("写到一半")
    first = page.session
    page.restore({"student": str(other)})
    assert page.form.words.text == ""
    assert "陈安" in page.title
    page.restore({"session": str(first)})
    assert page.form.words.text == "写到一半"
    assert "林小满" in page.title


def test_discarding_a_draft_is_asked_and_goes_back_to_what_is_saved(
    qtbot: QtBot, room: Desk, staffed: Store, student: UUID
) -> None:
    page = opened(qtbot, room, student=str(student))
    page.form.words.set_text("写到一半")
    page.restore({})
    page.restore({"student": str(student)})
    with staffed.read() as db:
        [draft] = [one for one in drafts.listing(db, by=LEAD) if one.form == "session"]
    page.restore({"session": draft.subject})
    room.ask.will_answer(True)
    next(iter(page.bar._verbs)).click()
    assert (page.form.words.text, list(page.drafts())) == ("", [])
    assert kept(staffed, page) is None


def test_load_last_brings_structure_but_neither_risk_nor_words(
    qtbot: QtBot, room: Desk, staffed: Store, student: UUID
) -> None:
    with staffed.write() as db:
        text = SessionText(
            NOW, 45, Mode.PHONE, ("sleep", "社团"), Tick.LOW, "她的话", "我看到的", "联系外婆", working_note="想法"
        )
        sessions.record(db, student, text, by=LEAD, now=NOW)
    page = opened(qtbot, room, student=str(student))
    page.load_last()
    form = page.form
    assert (form.minutes.value(), form.mode.value(), form.topics.values()) == ("45", "phone", ["sleep", "社团"])
    assert form.next_step.text() == "联系外婆"
    assert (form.tick.value(), form.words.text, form.observation.text, form.note.text) == (None, "", "", "")


def test_a_signed_record_can_only_be_added_to(qtbot: QtBot, room: Desk, staffed: Store, student: UUID) -> None:
    page = opened(qtbot, room, student=str(student))
    page.form.words.set_text("原话")
    room.ask.will_answer(True)
    page.sign()
    assert stored(staffed, page.session).state is SessionState.SIGNED
    assert page.form.words.isReadOnly()
    assert not page.save_button.isEnabled()
    page.amendments.field.set_text("补一句")
    page.save()
    assert "补一句" in page.amendments.list_text
    assert page.amendments.field.text == ""
    assert stored(staffed, page.session).text.words == "原话"


def test_not_confirming_signs_nothing(qtbot: QtBot, room: Desk, staffed: Store, student: UUID) -> None:
    page = opened(qtbot, room, student=str(student))
    page.form.words.set_text("原话")
    room.ask.will_answer(False)
    page.sign()
    assert page.view is None


def test_a_record_of_somebody_else_is_read_only(qtbot: QtBot, room: Desk, staffed: Store, student: UUID) -> None:
    with staffed.write() as db:
        text = SessionText(NOW, words="原话", working_note="只给自己")
        made = sessions.record(db, student, text, by=COUNSELLOR, now=NOW)
    page = opened(qtbot, room, session=str(made.id))
    assert page.form.words.text == "原话"
    assert page.form.note.text == ""
    assert page.form.words.isReadOnly()
    assert page.bar.isVisible()


def test_phrases_go_where_the_cursor_is(qtbot: QtBot, room: Desk, student: UUID) -> None:
    page = opened(qtbot, room, student=str(student))
    assert len(page.phrases.phrases) == 4
    page.form.words.setFocus()
    page.phrases.put(page.phrases.phrases[1])
    page.phrases.put(page.phrases.phrases[0])
    assert page.form.words.text == page.phrases.phrases[1] + page.phrases.phrases[0]
    page.form.next_step.setFocus()
    page.phrases.put(page.phrases.phrases[2])
    assert page.form.observation.text == page.phrases.phrases[2]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["medium", "large"])
def test_page_is_accessible(qtbot: QtBot, room: Desk, student: UUID, dressed: object, language: str, size: str) -> None:
    dressed(language, "light", size)  # type: ignore[operator] # a fixture that is called
    page = opened(qtbot, replace(room), student=str(student))
    page.resize(840, 380)
    page.form.tick.set_value("high")
    page.form.show_note(shown=True)
    assert accessibility.faults(page) == []
