"""Idle watch, clipboard, screen guard, unexpected exceptions, changes."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.changes import Changes
from app.domain.limits import CLIPBOARD_SECONDS
from app.ui import failures, platform_windows
from app.ui.changes import ChangeSignal
from app.ui.clipboard import Clipboard
from app.ui.idle import IdleWatch
from app.ui.screen_guard import ScreenGuard


class Clocks:
    """Two clocks moved by hand."""

    def __init__(self) -> None:
        self.steady, self.wall = 1_000.0, 1_800_000_000.0

    def pass_by(self, seconds: float) -> None:
        """Time passes, awake."""
        self.steady += seconds
        self.wall += seconds


class Seen:
    """What an idle watch said."""

    def __init__(self, watch: IdleWatch) -> None:
        self.said: list[object] = []
        watch.warned.connect(self.said.append)
        watch.woken.connect(lambda: self.said.append("woken"))
        watch.expired.connect(lambda: self.said.append("expired"))


@pytest.fixture
def clocks() -> Clocks:
    """Return clocks moved by hand."""
    return Clocks()


@pytest.fixture
def watch(qapp: QApplication, clocks: Clocks) -> Iterator[IdleWatch]:
    """Return a watch of five minutes."""
    made = IdleWatch(qapp, 5, steady=lambda: clocks.steady, wall=lambda: clocks.wall)
    yield made
    qapp.removeEventFilter(made)
    made.deleteLater()


def wait(watch: IdleWatch, clocks: Clocks, seconds: int) -> None:
    """Let seconds pass, looked at one by one."""
    for _ in range(seconds):
        clocks.pass_by(1)
        watch.check()


def test_warns_in_the_last_minute_and_expires_once(watch: IdleWatch, clocks: Clocks) -> None:
    seen = Seen(watch)
    wait(watch, clocks, 239)
    assert seen.said == []
    assert watch.minutes_left() == 2
    wait(watch, clocks, 100)
    assert seen.said == [*range(60, 0, -1), "expired"]


def test_a_key_anywhere_in_the_application_counts(qtbot: QtBot, watch: IdleWatch, clocks: Clocks) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    seen = Seen(watch)
    wait(watch, clocks, 245)
    qtbot.keyClick(widget, Qt.Key.Key_A)
    assert seen.said[-1] == "woken"
    wait(watch, clocks, 239)
    assert "expired" not in seen.said


def test_sleep_expires_though_the_steady_clock_stood_still(watch: IdleWatch, clocks: Clocks) -> None:
    seen = Seen(watch)
    wait(watch, clocks, 10)
    clocks.wall += 3_600
    clocks.steady += 1
    watch.check()
    assert seen.said == ["expired"]


def test_sleep_expires_where_the_steady_clock_ran_on(watch: IdleWatch, clocks: Clocks) -> None:
    seen = Seen(watch)
    clocks.pass_by(61)
    watch.check()
    assert seen.said == ["expired"]


def test_the_key_that_wakes_the_machine_does_not_reset_the_watch(
    qtbot: QtBot, watch: IdleWatch, clocks: Clocks
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    seen = Seen(watch)
    clocks.wall += 3_600
    qtbot.keyClick(widget, Qt.Key.Key_A)
    watch.check()
    assert seen.said == ["expired"]


def test_setting_the_clock_back_does_not_lock_and_does_not_help(watch: IdleWatch, clocks: Clocks) -> None:
    seen = Seen(watch)
    clocks.wall -= 7_200
    wait(watch, clocks, 230)
    assert seen.said == []
    wait(watch, clocks, 80)
    assert seen.said[-1] == "expired"


def test_other_limit(watch: IdleWatch, clocks: Clocks) -> None:
    seen = Seen(watch)
    watch.set_minutes(1)
    wait(watch, clocks, 60)
    assert seen.said[-1] == "expired"


def test_clipboard_is_emptied_if_still_ours(qapp: QApplication) -> None:
    clipboard = Clipboard()
    clipboard.copy("学号 2024070218")
    board = qapp.clipboard()
    assert board.text() == "学号 2024070218"
    kept_out = [kind for kind in board.mimeData().formats() if "ExcludeClipboardContent" in kind]
    assert len(kept_out) == 1
    assert clipboard.findChild(QObject).interval() == CLIPBOARD_SECONDS * 1000
    clipboard.clear()
    assert board.text() == ""


def test_what_others_copied_stays(qapp: QApplication) -> None:
    clipboard = Clipboard()
    clipboard.copy("ours")
    other = QMimeData()
    other.setText("theirs")
    qapp.clipboard().setMimeData(other)
    clipboard.clear()
    assert qapp.clipboard().text() == "theirs"


@pytest.mark.parametrize("on", [True, False])
def test_every_window_that_appears_is_guarded(qtbot: QtBot, qapp: QApplication, on: bool) -> None:
    guarded: list[tuple[int, bool]] = []

    def apply(window_id: int, *, on: bool) -> bool:
        guarded.append((window_id, on))
        return True

    guard = ScreenGuard(qapp, on=on, apply=apply)
    window = QWidget()
    inside = QWidget(window)
    qtbot.addWidget(window)
    window.show()
    assert inside.isVisible()
    qapp.removeEventFilter(guard)
    assert (int(window.winId()), on) in guarded
    assert {where for where, _ in guarded} == {int(window.winId())}


def test_off_windows_the_guard_says_that_it_did_nothing() -> None:
    assert (sys.platform == "win32") == platform_windows.HERE
    if not platform_windows.HERE:
        assert platform_windows.keep_out_of_captures(1, on=True) is False
        assert platform_windows.watch_session(1) is False


@pytest.fixture
def hooks() -> Iterator[None]:
    """Put the interpreter's hooks back afterwards."""
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


def test_unexpected_is_logged_as_type_and_place(
    hooks: None, caplog: pytest.LogCaptureFixture, expect_log: Callable[..., None]
) -> None:
    expect_log("xinqiao.ui", logging.ERROR)
    expect_log("xinqiao.ui", logging.ERROR)
    told: list[bool] = []
    failures.install(lambda: told.append(True))
    try:
        raise KeyError("林小满")
    except KeyError as failure:
        sys.excepthook(type(failure), failure, failure.__traceback__)
    thread = threading.Thread(target=lambda: {}["周小明"])
    thread.start()
    thread.join()
    assert told == [True]
    assert caplog.text.count("KeyError at test_guards.py") == 2
    assert "林小满" not in caplog.text
    assert "周小明" not in caplog.text


def test_changes_carry_their_initiator_and_empty_ones_are_not_told() -> None:
    signal, told = ChangeSignal(), []
    signal.happened.connect(lambda changes, initiator: told.append((changes, initiator)))
    changes = Changes(frozenset({"student"}), frozenset({UUID(int=1)}))
    signal.tell(Changes())
    signal.tell(changes, signal)
    assert told == [(changes, signal)]
