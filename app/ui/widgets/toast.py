"""A few words about an event at the foot of the window, perhaps with a way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui import theme

SECONDS = 10
ABOVE = 92
"""Pixels from the foot of the window: status line and a page's action bar stay free."""


class Toast(QFrame):
    """One toast at a time; a newer one replaces it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        theme.role(self, "toast")
        self._undo: Callable[[], None] | None = None
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.undo_button = QPushButton(self.tr("Undo"))
        self.undo_button.clicked.connect(self.undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(16)
        row.addWidget(self._text)
        row.addWidget(self.undo_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.clear)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The words shown."""
        return self._text.text()

    @property
    def undoable(self) -> bool:
        """Whether the event can still be taken back."""
        return self._undo is not None

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show ``text`` for ten seconds, with a button if it can be undone."""
        self._undo = undo
        self._text.setText(text)
        self.undo_button.setVisible(undo is not None)
        self._settle()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def undo(self) -> None:
        """Take the event back, once."""
        act, self._undo = self._undo, None
        self.clear()
        if act is not None:
            act()

    def clear(self) -> None:
        """Take the toast away; the event stands."""
        self._timer.stop()
        self._undo = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the foot of the window."""
        if event.type() is QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self._settle()
        return False

    def _settle(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.adjustSize()
        over = self._over
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - ABOVE)
