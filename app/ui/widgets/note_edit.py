"""Plain text of several lines: notes, quotes, plans."""

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.widgets.composition import Composing
from app.ui.widgets.line_edit import SENSITIVE


class NoteEdit(Composing, QPlainTextEdit):
    """A note field. Tab leaves it; what is pasted comes as plain text.

    Input methods are asked to neither learn nor upload what is written (they may not obey).
    """

    def __init__(self, name: str, *, lines: int = 4, parent: QWidget | None = None) -> None:
        """``lines`` are shown without scrolling."""
        super().__init__(parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setInputMethodHints(SENSITIVE | Qt.InputMethodHint.ImhMultiLine)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * min(lines, 2) + 16)

    @property
    def text(self) -> str:
        """The text as committed, without what is still being composed."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace the text; unlike ``setPlainText`` it can be undone with Ctrl+Z."""
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Take the words only: no images, no files, no styles."""
        if source.hasText():
            self.insertPlainText(source.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Only words can be pasted or dropped."""
        return source.hasText() and not source.hasUrls()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes to the page: one step back, never discards."""
        if event.key() == Qt.Key.Key_Escape and not self.preedit:
            event.ignore()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the lines asked for."""
        return QSize(320, self.fontMetrics().lineSpacing() * self._lines + 20)
