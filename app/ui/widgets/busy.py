"""Shows that something takes a while: nothing at first, then words, then a bar with Cancel."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.ui import theme
from app.ui.jobs import Meter

WORDS_MS = 300
BAR_MS = 3_000


class Busy(QFrame):
    """A card over the lower edge of its parent. The parent's fields stay usable behind it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        theme.role(self, "popup")
        self._depth = 0
        self._meter: Meter | None = None
        self._words = QLabel(self.tr("One moment…"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(160)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        for widget in (self._words, self._bar, self._cancel):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._appear)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._show_bar)
        parent.installEventFilter(self)
        self.hide()

    def begin(self, meter: Meter | None = None) -> None:
        """Something begins. Words appear after 0.3 s; with a meter, a bar and Cancel after 3 s."""
        self._depth += 1
        if meter is not None:
            self._meter = meter
            meter.moved.connect(self._moved)
        if self._depth == 1:
            self._bar.hide()
            self._cancel.hide()
            self._words.setText(self.tr("One moment…"))
            self._timer.start(WORDS_MS)
            self._late.start(BAR_MS)

    def end(self) -> None:
        """It is over. With several at once, the last one hides the card."""
        self._depth = max(0, self._depth - 1)
        if self._depth == 0:
            self._timer.stop()
            self._late.stop()
            self._meter = None
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the lower edge of the parent."""
        if event.type() is QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self._settle()
        return False

    def _appear(self) -> None:
        self._settle()
        self.show()
        self.raise_()

    def _show_bar(self) -> None:
        if self._meter is not None:
            self._bar.show()
            self._cancel.show()
            self._settle()

    def _moved(self, done: int, total: int) -> None:
        self._bar.setMaximum(max(total, 1))
        self._bar.setValue(done)
        self._words.setText(self.tr("{0} of {1}").format(done, total))
        self._settle()

    def _stop(self) -> None:
        if self._meter is not None:
            self._meter.cancel()
            self._words.setText(self.tr("Stopping…"))

    def _settle(self) -> None:
        self.adjustSize()
        over = self._over
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - 24)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
