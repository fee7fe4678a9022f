"""What was added to a signed record, and the field to add more."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.sessions import Amendment
from app.ui import theme
from app.ui.times import moment
from app.ui.widgets.note_edit import NoteEdit


class Amendments(QFrame):
    """Shown for signed records only. ``added`` asks to save what is in the field."""

    added = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "card")
        words = QLabel(self.tr("Signed and locked. You can add to it; the original stays as it is."))
        words.setWordWrap(True)
        self._list = QLabel()
        self._list.setWordWrap(True)
        self._list.setTextFormat(Qt.TextFormat.PlainText)
        self.field = NoteEdit(self.tr("Addition"), lines=2)
        self.field.setObjectName("session_amendment")
        self.field.setPlaceholderText(self.tr("What should be added or put right"))
        self.field.textChanged.connect(self.changed)
        self.button = QPushButton(self.tr("Add"))
        self.button.clicked.connect(self.added)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        for widget in (words, self._list):
            column.addWidget(widget)
        column.addLayout(row)
        self.hide()

    def show_list(self, amendments: Sequence[Amendment], now: datetime) -> None:
        """Show what was added, oldest first."""
        lines = [f"{moment(one.made_at, now)}  {one.text}" for one in amendments]
        self._list.setText("\n".join(lines))
        self._list.setVisible(bool(lines))
        self.show()

    @property
    def list_text(self) -> str:
        """The additions as shown."""
        return self._list.text()
