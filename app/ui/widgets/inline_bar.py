"""A bar inside a page for a lasting state: words, and what can be done about it."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.ui import theme

Kind = Literal["info", "warn", "problem"]


class InlineBar(QFrame):
    """Hidden until ``show_*`` is called; never a popup, never closes anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons = QHBoxLayout()
        self._verbs: list[QPushButton] = []
        self._close = QPushButton(self.tr("Close"))
        theme.role(self._close, "flat")
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.addWidget(self._text, 1)
        row.addLayout(self._buttons)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The words shown."""
        return self._text.text()

    def show_problem(self, text: str, actions: dict[str, Callable[[], None]] | None = None) -> None:
        """Show what went wrong."""
        self._show("problem", text, actions)

    def show_warning(self, text: str, actions: dict[str, Callable[[], None]] | None = None) -> None:
        """Show what needs attention."""
        self._show("warn", text, actions)

    def show_info(self, text: str, actions: dict[str, Callable[[], None]] | None = None) -> None:
        """Show how things stand."""
        self._show("info", text, actions)

    def clear(self) -> None:
        """Hide the bar."""
        self.hide()

    def _show(self, kind: Kind, text: str, actions: dict[str, Callable[[], None]] | None) -> None:
        theme.role(self, f"bar_{kind}")
        self._text.setText(text)
        for old in self._verbs:
            self._buttons.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._verbs.clear()
        for verb, act in (actions or {}).items():
            button = QPushButton(verb)
            self._verbs.append(button)
            button.clicked.connect(lambda _=False, act=act: act())
            self._buttons.addWidget(button)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
