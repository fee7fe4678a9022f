"""The one text field for a line."""

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.widgets.composition import Composing

_WIDE_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
SENSITIVE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


class LineEdit(Composing, QLineEdit):
    """A line of text that understands input methods.

    Full-width digits become plain ones. ``entered`` is emitted on Enter, but never while a composition
    is open: that Enter belongs to the input method. ``searched`` carries the text with what is being
    composed, for search as one types.
    """

    entered = Signal()
    searched = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None, *, sensitive: bool = True) -> None:
        """``name`` is what a screen reader says."""
        super().__init__(parent)
        if name:
            self.setAccessibleName(name)
        if sensitive:
            self.setInputMethodHints(SENSITIVE)
        self.textChanged.connect(self._on_text)

    @property
    def normal(self) -> str:
        """The text in NFKC, stripped: what a parser should get."""
        return unicodedata.normalize("NFKC", self.text()).strip()

    def set_problem(self, text: str = "") -> None:
        """Mark the field; ``text`` says what to do and is read out. Empty takes the mark away."""
        self.setProperty("problem", bool(text))
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self.style().unpolish(self)
        self.style().polish(self)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Tell searchers about the composition too: ``textChanged`` stays silent meanwhile."""
        super().inputMethodEvent(event)
        if self.preedit:
            self.searched.emit(self.text() + self.preedit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter enters, unless it ends a composition."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.preedit:
            self.entered.emit()
        super().keyPressEvent(event)

    def _on_text(self, text: str) -> None:
        plain = text.translate(_WIDE_DIGITS)
        if plain != text:
            cursor = self.cursorPosition()
            self.setText(plain)
            self.setCursorPosition(cursor)
            return
        self.searched.emit(plain)
