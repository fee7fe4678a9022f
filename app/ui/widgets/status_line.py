"""The line at the foot: saved, offline, what waits for export, last backup, when it locks."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ui import theme


class StatusLine(QFrame):
    """Facts about the program's state, never about a person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "status")
        self._parts: dict[str, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(16)
        for name in ("saved", "offline", "outbox", "backup"):
            row.addWidget(self._part(name))
        row.addStretch(1)
        row.addWidget(self._part("lock"))
        self._put("offline", self.tr("Works offline"))

    @property
    def text(self) -> str:
        """Everything shown, for tests and screen readers."""
        return " · ".join(part.text() for part in self._parts.values() if part.text())

    def saved(self, at: datetime) -> None:
        """Everything is saved as of ``at``."""
        self._put("saved", self.tr("Saved {0}").format(at.strftime("%H:%M:%S")))

    def draft_kept(self, at: datetime) -> None:
        """The draft is kept as of ``at``."""
        self._put("saved", self.tr("Draft kept {0}").format(at.strftime("%H:%M:%S")))

    def not_saved(self) -> None:
        """The last draft could not be written."""
        self._put("saved", self.tr("The draft could not be kept"))

    def outbox(self, count: int) -> None:
        """``count`` changes have not been exported."""
        self._put("outbox", self.tr("Not exported: {0}").format(count) if count else "")

    def backup(self, words: str) -> None:
        """When and where the last backup went, for example "Yesterday (stick)"."""
        self._put("backup", self.tr("Last backup: {0}").format(words) if words else "")

    def locks_in(self, minutes: int) -> None:
        """It locks after so many more minutes without a key or a click."""
        self._put("lock", self.tr("Locks in {0} min").format(minutes))

    def locks_soon(self, seconds: int) -> None:
        """Warn shortly before the lock."""
        self._put("lock", self.tr("Locks in {0} seconds. Press any key to stay.").format(seconds))

    def _part(self, name: str) -> QLabel:
        part = QLabel()
        part.setTextFormat(Qt.TextFormat.PlainText)
        part.hide()
        self._parts[name] = part
        return part

    def _put(self, name: str, text: str) -> None:
        self._parts[name].setText(text)
        self._parts[name].setVisible(bool(text))
        self.setAccessibleName(self.text)
