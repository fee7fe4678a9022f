"""One field for a date in any form that people type."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain import dates
from app.domain.problems import Problem
from app.ui.i18n import language, sentence
from app.ui.widgets.line_edit import LineEdit


class DateEdit(LineEdit):
    """Reads 20240903, 2024.9.3, 9.3, 今天, +7 and shows 2024年9月3日 周二 once the field is left.

    A text that is no date stays as typed, marked with what to do.
    """

    changed = Signal()

    def __init__(self, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(name, parent, sensitive=False)
        self._today = today
        self._day: date | None = None
        self.setPlaceholderText(self.tr("For example 20240903, 9.3, +7"))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("2024年12月30日 周二") + 28)
        self.textEdited.connect(lambda _: self._read())
        self.editingFinished.connect(self._settle)

    def day(self) -> date | None:
        """Return the date, or None where the field is empty or holds no date."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show a date."""
        self.set_problem()
        self._put(day)
        self.setText("" if day is None else dates.display(day, language()))

    @property
    def problem(self) -> Problem | None:
        """What is wrong with the text, if anything."""
        if self._day is not None or not self.normal:
            return None
        try:
            dates.parse(self.normal, today=self._today())
        except Problem as problem:
            return problem
        return None

    def _read(self) -> None:
        self.set_problem()
        try:
            self._put(dates.parse(self.normal, today=self._today()) if self.normal else None)
        except Problem:
            self._put(None)

    def _put(self, day: date | None) -> None:
        if day != self._day:
            self._day = day
            self.changed.emit()

    def _settle(self) -> None:
        if self._day is not None:
            self.setText(dates.display(self._day, language()))
        elif (problem := self.problem) is not None:
            self.set_problem(sentence(problem))
