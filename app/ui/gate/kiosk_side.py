"""The locked screen and self-service: starting it, staying behind it, coming over it when the teacher is called."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.problems import Problem
from app.ui.gate.window import GateWindow
from app.ui.kiosk_line import GateEnd

FIND_MS = 100
TRIES = 300


@dataclass(frozen=True, slots=True)
class KioskSetup:
    """``line`` makes the gate's end of the line; ``start`` starts what was prepared and may raise ``Problem``."""

    line: Callable[[QObject], GateEnd]
    start: Callable[[], None]


class KioskSide(QObject):
    """``gone`` comes when a kiosk that was there ends without a password."""

    gone = Signal()

    def __init__(self, setup: KioskSetup, window: GateWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._setup, self._window = setup, window
        self._tries = 0
        self._line = setup.line(self)
        self._line.lost.connect(self._lost)
        self._search = QTimer(self)
        self._search.setInterval(FIND_MS)
        self._search.timeout.connect(self._look)
        window.kiosk.connect(self.start)
        window.kiosk_back.connect(self.back)

    @property
    def there(self) -> bool:
        """Whether a kiosk has the screen."""
        return self._line.there

    def find(self) -> bool:
        """Look for a kiosk that runs already."""
        return self._line.find()

    def start(self) -> None:
        """Start the kiosk that was prepared; hide once it has the screen."""
        try:
            self._setup.start()
        except Problem as problem:
            self._window.show_start()
            self._window.show_refusal(problem)
            return
        self._tries = TRIES
        self._search.start()

    def come_over(self) -> None:
        """Show the locked screen over the kiosk, as large as the screen."""
        self._line.step_aside()
        self._window.show_over_kiosk()

    def back(self) -> None:
        """Give the screen back to the student."""
        self._window.hide()
        self._line.go_back()

    def end(self) -> None:
        """The password was right."""
        self._line.end()

    def _look(self) -> None:
        self._tries -= 1
        if self._line.find():
            self._search.stop()
            self._window.hide()
        elif self._tries <= 0:
            self._search.stop()
            self._window.show_refusal(Problem("kiosk_did_not_start"))

    def _lost(self) -> None:
        self._window.show_normally()
        self.gone.emit()
