"""Notices that nobody is at the desk, and that the machine slept."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

WARNING_SECONDS = 60
SLEPT_SECONDS = 30
"""The clock on the wall ran so much further than the steady one: the machine slept."""
GAP_SECONDS = 60
"""Nobody asked for so long, though asked every second: the machine slept with the steady clock running."""

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Watches the whole application.

    ``left(minutes)`` comes when that number changes, ``warned(seconds)`` every second in the last minute,
    ``woken`` when someone is back after a warning, ``expired`` once when the time is over or the machine
    has slept.
    """

    warned = Signal(int)
    woken = Signal()
    expired = Signal()
    left = Signal(int)

    def __init__(
        self,
        app: QObject,
        minutes: int,
        *,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        """``steady`` never jumps; ``wall`` may, and goes on while the machine sleeps."""
        super().__init__(app)
        self._steady, self._wall = steady, wall
        self._limit = minutes * 60
        self._last = steady()
        self._checked = (steady(), wall())
        self._warning = self._over = False
        self._told = 0
        app.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(1_000)
        self._timer.timeout.connect(self.check)
        self._timer.start()

    def set_minutes(self, minutes: int) -> None:
        """Wait for so long from now on."""
        self._limit = minutes * 60

    def minutes_left(self) -> int:
        """Return the whole minutes until it expires, at least 1."""
        left = self._limit - (self._steady() - self._last)
        return max(1, -(-int(left) // 60))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's name and arguments
        """Note a sign of life; never keep an event back."""
        if event.type() in _SIGNS_OF_LIFE and not self._slept():
            self._last = self._steady()
            if self._warning:
                self._warning = False
                self._told = 0
                self.woken.emit()
        return False

    def check(self) -> None:
        """Compare the clocks. Called every second."""
        if self._over:
            return
        slept = self._slept()
        self._checked = (self._steady(), self._wall())
        left = self._limit - (self._steady() - self._last)
        if slept or left <= 0:
            self._over = True
            self._timer.stop()
            self.expired.emit()
        elif left <= WARNING_SECONDS:
            self._warning = True
            self.warned.emit(int(left))
        elif (minutes := self.minutes_left()) != self._told:
            self._told = minutes
            self.left.emit(minutes)

    def _slept(self) -> bool:
        steady = self._steady() - self._checked[0]
        wall = self._wall() - self._checked[1]
        return wall - steady > SLEPT_SECONDS or steady > GAP_SECONDS
