"""One field for a time of day in any form that people type."""

from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain import time_of_day
from app.domain.problems import Problem
from app.ui.i18n import sentence
from app.ui.widgets.line_edit import LineEdit


class TimeEdit(LineEdit):
    """Reads 14:30, 1430, 9点半 and shows 14:30 once the field is left. What is no time stays as typed, marked."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, sensitive=False)
        self.setPlaceholderText("14:30")
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("00:00") + 40)
        self.textEdited.connect(lambda _: self._edited())
        self.editingFinished.connect(self._settle)

    def moment(self) -> time | None:
        """Return the time, or None where the field is empty or holds none."""
        try:
            return time_of_day.parse(self.normal) if self.normal else None
        except Problem:
            return None

    def set_moment(self, moment: time | None) -> None:
        """Show a time."""
        self.set_problem()
        self.setText("" if moment is None else f"{moment:%H:%M}")

    def _edited(self) -> None:
        self.set_problem()
        self.changed.emit()

    def _settle(self) -> None:
        if not self.normal:
            return
        try:
            self.setText(f"{time_of_day.parse(self.normal):%H:%M}")
        except Problem as problem:
            self.set_problem(sentence(problem))
