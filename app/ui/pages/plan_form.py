"""The six steps of a safety plan, below each other, with the date of review and who was told."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.safety_plan import Step
from app.services.safety_plans import PlanText
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.plan_row import Offer, PlanRow, Row, row_of
from app.ui.pages.session_form import caption, put_day
from app.ui.widgets.date_edit import DateEdit

Fields = dict[str, Any]


class StepSection(QFrame):
    """One step: its lines and a button for one more."""

    changed = Signal()

    def __init__(self, step: Step, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "card")
        self.step, self._today = step, today
        self.rows: list[PlanRow] = []
        self._offers: Sequence[Offer] = ()
        title = QLabel(f"{step.value}  " + label(f"step_{step.value}"))
        theme.role(title, "card_title")
        self.more = QPushButton(self.tr("+ One more line"))
        self.more.setAccessibleName(self.tr("One more line") + " " + label(f"step_{step.value}"))
        theme.role(self.more, "flat")
        self.more.clicked.connect(self._add_empty)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.more)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._lines)
        self.fill([])

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Offer people to call in each line."""
        self._offers = offers
        for row in self.rows:
            row.set_offers(offers)

    def fill(self, rows: Sequence[Row]) -> None:
        """Show these lines; always at least one."""
        for old in list(self.rows):
            self._drop(old)
        for row in rows or [{}]:
            self._add().fill(row)

    def fields(self) -> list[Row]:
        """Return the lines that hold something."""
        return [row.fields() for row in self.rows if not row.empty]

    def _add(self) -> PlanRow:
        row = PlanRow(self.step, f"{self.step.value}_{len(self.rows)}", self._today)
        row.changed.connect(self.changed)
        row.entered.connect(lambda: self._next(row))
        row.removed.connect(lambda: self._remove(row))
        row.set_offers(self._offers)
        self.rows.append(row)
        self._lines.addWidget(row)
        row.show()
        return row

    def _add_empty(self) -> None:
        self._add().text.setFocus()

    def _next(self, row: PlanRow) -> None:
        """Enter goes to the next line; behind the last one a new one begins."""
        at = self.rows.index(row) + 1
        if at == len(self.rows):
            if row.empty:
                return
            self._add()
        self.rows[at].text.setFocus()

    def _remove(self, row: PlanRow) -> None:
        at = self.rows.index(row)
        self._drop(row)
        if not self.rows:
            self._add()
        self.rows[min(at, len(self.rows) - 1)].text.setFocus()
        self.changed.emit()

    def _drop(self, row: PlanRow) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()


class PlanForm(QWidget):
    """Fields only; the page around it loads and saves."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = {step: StepSection(step, today) for step in Step}
        self.review = DateEdit(self.tr("Review on"), today)
        self.review.setObjectName("plan_review")
        self.agreed = QCheckBox(self.tr("made with the student"))
        self.guardian = QCheckBox(self.tr("guardian told"))
        self.teacher = QCheckBox(self.tr("class teacher told"))
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(caption(self.tr("Review on")))
        last.addWidget(self.review)
        for tick in self._ticks():
            last.addWidget(tick)
            tick.toggled.connect(self.changed)
        last.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for section in self.steps.values():
            column.addWidget(section)
            section.changed.connect(self.changed)
        column.addLayout(last)
        column.addStretch(1)
        self.review.textChanged.connect(self.changed)

    def fields(self) -> Fields:
        """Return everything as it stands."""
        review = self.review.day()
        return {
            "steps": {str(step.value): section.fields() for step, section in self.steps.items()},
            "review": review.isoformat() if review else self.review.text(),
            "told": [tick.isChecked() for tick in self._ticks()],
        }

    def fill(self, fields: Fields) -> None:
        """Show what ``fields`` returned."""
        steps = fields.get("steps") or {}
        for step, section in self.steps.items():
            section.fill(steps.get(str(step.value)) or [])
        put_day(self.review, str(fields.get("review") or ""))
        told = [*(fields.get("told") or []), False, False, False]
        for tick, on in zip(self._ticks(), told, strict=False):
            tick.setChecked(bool(on))

    def text(self) -> PlanText:
        """Return what is to be saved."""
        entries = [row.entry() for section in self.steps.values() for row in section.rows]
        return PlanText(
            entries=tuple(one for one in entries if one.text),
            review_on=self.review.day(),
            student_agreed=self.agreed.isChecked(),
            guardian_told=self.guardian.isChecked(),
            teacher_told=self.teacher.isChecked(),
        )

    def _ticks(self) -> tuple[QCheckBox, QCheckBox, QCheckBox]:
        return self.agreed, self.guardian, self.teacher


def fields_of(text: PlanText) -> Fields:
    """Return a saved plan as fields."""
    return {
        "steps": {str(step.value): [row_of(entry) for entry in text.entries if entry.step is step] for step in Step},
        "review": text.review_on.isoformat() if text.review_on else "",
        "told": [text.student_agreed, text.guardian_told, text.teacher_told],
    }
