"""Typing in the recovery code from its envelope: eight groups, each checked at once."""

import re
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.line_edit import LineEdit

GROUPS = 8
DIGITS = 6


class RecoveryForm(QWidget):
    """Emits ``asked(code)`` with all groups, or ``back``."""

    asked = Signal(str)
    back = Signal()

    def __init__(self, group_ok: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ok = group_ok
        title = QLabel(self.tr("Recovery code"))
        theme.role(title, "title")
        how = QLabel(self.tr("The eight groups of digits on the sheet in the sealed envelope."))
        how.setWordWrap(True)
        theme.role(how, "muted")
        self.groups = [self._group(at) for at in range(GROUPS)]
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, field in enumerate(self.groups):
            number = QLabel(str(at + 1))
            theme.role(number, "muted")
            cell = QHBoxLayout()
            cell.setSpacing(4)
            cell.addWidget(number)
            cell.addWidget(field)
            grid.addLayout(cell, at // 4, at % 4)
        self.words = QLabel(" ")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        theme.role(self.words, "problem")
        self.button = QPushButton(self.tr("Unlock"))
        theme.role(self.button, "primary")
        self.button.clicked.connect(self.submit)
        self.back_button = QPushButton(self.tr("Back"))
        self.back_button.clicked.connect(self.back)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (title, how):
            column.addWidget(widget)
        column.addLayout(grid)
        column.addWidget(self.words)
        column.addLayout(row)
        self.setFocusProxy(self.groups[0])
        self._settle()

    def submit(self) -> None:
        """Ask for the unlock if every group is right; the fields are emptied at once."""
        if not self.button.isEnabled():
            return
        code = "-".join(field.normal for field in self.groups)
        self.clear()
        self.words.setText(self.tr("Unlocking…"))
        self.asked.emit(code)

    def clear(self) -> None:
        """Empty all fields."""
        for field in self.groups:
            field.clear()
            field.set_problem()

    def show_refusal(self, words: str) -> None:
        """Show why it stays locked."""
        self.words.setText(words)
        self.groups[0].setFocus()

    def _group(self, at: int) -> LineEdit:
        field = LineEdit(self.tr("Group {0}").format(at + 1))
        field.setMinimumWidth(field.fontMetrics().horizontalAdvance("0" * DIGITS) + 24)
        field.textChanged.connect(lambda text, at=at: self._typed(at, text))
        field.entered.connect(self.submit)
        return field

    def _typed(self, at: int, text: str) -> None:
        digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
        if len(digits) > DIGITS:  # pasted, or typed on without stopping
            rest = [digits[start : start + DIGITS] for start in range(0, len(digits), DIGITS)]
            for offset, group in enumerate(rest[: GROUPS - at]):
                self.groups[at + offset].setText(group)
            return
        if digits != text:
            self.groups[at].setText(digits)
            return
        self._check(at, digits)
        self._settle()

    def _check(self, at: int, digits: str) -> None:
        field = self.groups[at]
        if len(digits) < DIGITS:
            field.set_problem()
        elif self._ok(digits):
            field.set_problem()
            if field.hasFocus() and at + 1 < GROUPS:
                self.groups[at + 1].setFocus()
        else:
            field.set_problem(self.tr("Group {0} has a typing mistake.").format(at + 1))

    def _settle(self) -> None:
        wrong = [field.toolTip() for field in self.groups if field.toolTip()]
        self.words.setText(wrong[0] if wrong else " ")
        self.button.setEnabled(
            not wrong and all(len(field.text()) == DIGITS and self._ok(field.text()) for field in self.groups)
        )
