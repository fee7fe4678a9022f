"""Locking and quitting: never a question, drafts first, then this process ends.

The operating system takes the memory back; nothing readable stays behind.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.ui.gate.protocol import LOCKED, QUIT
from app.ui.idle import IdleWatch
from app.ui.main_window import MainWindow
from app.ui.widgets.composition import finish_composition

GRACE_MS = 900
"""The longest wait for the drafts: within a second nothing of ours may be readable. What was typed more
than a second before the lock is kept already."""


class Leaving(QObject):
    """Ends the workspace. ``end`` gets the exit code that the gate understands."""

    def __init__(self, window: MainWindow, end: Callable[[int], None], *, grace_ms: int = GRACE_MS) -> None:
        super().__init__(window)
        self._window, self._end = window, end
        self._code: int | None = None
        self._ended = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(grace_ms)
        self._timer.timeout.connect(self._leave)
        window.lock_asked.connect(self.lock)
        window.quit_asked.connect(self.quit)
        window.curtains.lock_asked.connect(self.lock)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.commitDataRequest.connect(self.quit)  # the session of the system ends

    def lock(self) -> None:
        """Lock now."""
        self._begin(LOCKED)

    def quit(self) -> None:
        """End the program: lock, back up, no unlock screen."""
        self._begin(QUIT)

    def when_idle(self, watch: IdleWatch) -> None:
        """Lock when nobody is there, and say so in the status line before."""
        status = self._window.status
        watch.left.connect(status.locks_in)
        watch.warned.connect(status.locks_soon)
        watch.expired.connect(self.lock)

    def _begin(self, code: int) -> None:
        if self._code is not None:
            return
        self._code = code
        finish_composition()
        window = self._window
        for top in QApplication.topLevelWidgets():
            top.hide()
        window.desk.clipboard.clear()
        window.desk.jobs.cancel_all()
        self._timer.start()
        window.keeper.keep_now(self._leave)

    def _leave(self) -> None:
        if self._ended or self._code is None:
            return
        self._ended = True
        self._timer.stop()
        self._end(self._code)
