"""Hands and eyes of the demonstration: mouse, keys, waiting, pictures. Only events, as a person makes them."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPushButton, QScrollArea, QWidget

from app.ui.main_window import MainWindow
from app.ui.widgets.chips import Chips

W = TypeVar("W", bound=QWidget)
SIZE = QSize(1092, 543)
"""1366 × 768 at 125 % without task bar and title: the small screen that the windows are made for."""
PATIENCE = 20.0
TICK_MS = 5


class Missing(Exception):  # noqa: N818 - an observation, not a fault of this code
    """Something that should be on the screen is not there."""


def rest(milliseconds: int = 0) -> None:
    """Let the program work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(ready: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Wait until ``ready``; raises Missing when it takes too long."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise Missing(f"waited {seconds:.0f} s for {what}")
        rest(TICK_MS)


def top(kind: type[W]) -> W | None:
    """Return the visible window of a kind."""
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None)


def page(window: MainWindow, kind: type[W]) -> W:
    """Return the page in front when it is the one that was led to."""
    until(lambda: isinstance(window.page, kind), kind.__name__)
    found = window.page
    assert isinstance(found, kind)  # noqa: S101 - waited for above
    return found


def calm(window: MainWindow) -> None:
    """Wait until the store has nothing to do for the page in front."""
    idle: list[bool] = []
    window.desk.jobs.submit(
        lambda _: True, write=False, owner=window, done=idle.append, failed=lambda _: idle.append(False)
    )
    until(lambda: idle, "the store to be idle")
    rest()


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Press the left button on a widget that can be seen and used; what is below the edge is scrolled to."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget)
        area = area.parentWidget()
    if isinstance(widget, QAbstractScrollArea):
        widget = widget.viewport()
    if not widget.isVisible():
        raise Missing(f"{name(widget)} is not visible")
    if not widget.isEnabled():
        raise Missing(f"{name(widget)} cannot be used now")
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or widget.rect().center())
    rest()


def button(within: QWidget, words: str) -> QPushButton:
    """Return the visible button of these words, mnemonics aside; raises Missing."""
    for one in within.findChildren(QPushButton):
        if one.isVisible() and one.text().replace("&", "").startswith(words):
            return one
    raise Missing(f"no button {words}")


def choose(chips: Chips, code: str) -> None:
    """Press a chip that is not chosen yet: a second press would take the choice back."""
    if code not in chips.values():
        click(chips.buttons[code])


def write(widget: QWidget, text: str) -> None:
    """Write into a field, in place of what is in it: ASCII by keys, the rest as an input method commits it."""
    click(widget)
    focus = widget.focusProxy() or widget
    focus.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keySequence(focus, QKeySequence(QKeySequence.StandardKey.SelectAll))
    if text.isascii():
        QTest.keyClicks(focus, text)
    else:
        commit = QInputMethodEvent()
        commit.setCommitString(text)
        QApplication.sendEvent(focus, commit)
    rest()


def press(widget: QWidget, keys: str) -> None:
    """Press a key or a chord such as ``"Ctrl+1"`` or ``"Return"``."""
    window = widget.window()
    if not window.isActiveWindow():  # a list that was open above it took the keyboard along
        window.activateWindow()
        until(window.isActiveWindow, "the keyboard")
    QTest.keySequence(widget.focusWidget() or widget, QKeySequence(keys))
    rest()


def picture(widget: QWidget, path: Path) -> None:
    """Save what a window shows, at the size of the small screen."""
    window = widget.window()
    if window.size() != SIZE:
        window.showNormal()
        window.resize(SIZE)
    rest(30)
    path.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(path), "PNG")


def name(widget: QWidget) -> str:
    """Return how to speak of a widget."""
    text = getattr(widget, "text", None)
    return widget.objectName() or widget.accessibleName() or (str(text()) if callable(text) else type(widget).__name__)
