"""One line of one step of a safety plan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from app.domain.safety_plan import Entry, Step
from app.ui.pages.session_form import put_day
from app.ui.widgets.date_edit import DateEdit
from app.ui.widgets.line_edit import LineEdit

Row = dict[str, Any]
"""A line as JSON holds it, dates as typed."""


@dataclass(frozen=True)
class Offer:
    """Somebody to call: shown as ``words``; ``take`` calls back with name and number when chosen."""

    words: str
    take: Callable[[Callable[[str, str], None]], None]


class PlanRow(QWidget):
    """Text, and beside it what the step calls for: an obstacle, a phone, or who does it and when confirmed."""

    changed = Signal()
    entered = Signal()
    removed = Signal()

    def __init__(self, step: Step, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """``name`` names the fields, so that a lock leads back to the same one."""
        super().__init__(parent)
        self.step = step
        self.text = LineEdit(self.tr("In the student's own words"))
        self.obstacle = LineEdit(self.tr("What could get in the way"))
        self.phone = LineEdit(self.tr("Phone"))
        self.who = LineEdit(self.tr("Who does it"))
        self.confirmed = DateEdit(self.tr("Confirmed on"), today)
        self.phone_button = QPushButton(self.tr("Take over…"))
        self.phone_button.setAccessibleName(self.tr("Take over a phone number"))
        self.remove = QToolButton()
        self.remove.setText("✕")
        self.remove.setAccessibleName(self.tr("Remove this line"))
        self.remove.clicked.connect(self.removed)
        self._offers: Sequence[Offer] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for field, wanted, stretch, part in (
            (self.text, True, 3, "text"),
            (self.obstacle, step in (Step.OWN_COPING, Step.PEOPLE_AND_PLACES), 2, "obstacle"),
            (self.phone, step in (Step.PEOPLE_TO_ASK, Step.PROFESSIONALS), 1, "phone"),
            (self.who, step is Step.SAFER_SURROUNDINGS, 1, "who"),
            (self.confirmed, step is Step.SAFER_SURROUNDINGS, 1, "confirmed"),
        ):
            field.setObjectName(f"plan_{name}_{part}")
            field.setPlaceholderText(field.accessibleName())
            field.textChanged.connect(self.changed)
            field.entered.connect(self.entered)
            field.setParent(self)
            field.setVisible(wanted)
            if wanted:
                row.addWidget(field, stretch)
        self.phone_button.setParent(self)
        self.phone_button.hide()
        row.addWidget(self.phone_button)
        row.addWidget(self.remove)
        self.phone_button.clicked.connect(self._offer)

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Offer people to call, in the steps where somebody is called."""
        self._offers = offers
        self.phone_button.setVisible(bool(offers) and not self.phone.isHidden())

    def fields(self) -> Row:
        """Return the line as it stands."""
        confirmed = self.confirmed.day()
        return {
            "text": self.text.text(),
            "obstacle": self.obstacle.text(),
            "phone": self.phone.text(),
            "who": self.who.text(),
            "confirmed": confirmed.isoformat() if confirmed else self.confirmed.text(),
        }

    def fill(self, row: Row) -> None:
        """Show a line."""
        for field, key in (
            (self.text, "text"), (self.obstacle, "obstacle"), (self.phone, "phone"), (self.who, "who"),
        ):  # fmt: skip
            field.setText(str(row.get(key) or ""))
        put_day(self.confirmed, str(row.get("confirmed") or ""))

    def entry(self) -> Entry:
        """Return the line as it is saved."""
        return Entry(
            self.step,
            self.text.text().strip(),
            phone=self.phone.normal,
            obstacle=self.obstacle.text().strip(),
            who=self.who.text().strip(),
            confirmed=self.confirmed.day(),
        )

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the line."""
        return not any(self.fields().values())

    def take(self, name: str, number: str) -> None:
        """Take over a number, and the name where none is written yet."""
        self.phone.setText(number)
        if not self.text.text().strip():
            self.text.setText(name)
        self.text.setFocus()

    def _offer(self) -> None:
        menu = QMenu(self)
        for one in self._offers:
            menu.addAction(one.words).triggered.connect(lambda _=False, one=one: one.take(self.take))
        menu.popup(self.phone_button.mapToGlobal(self.phone_button.rect().bottomLeft()))


def row_of(entry: Entry) -> Row:
    """Return a saved line as fields."""
    return {
        "text": entry.text,
        "obstacle": entry.obstacle,
        "phone": entry.phone,
        "who": entry.who,
        "confirmed": entry.confirmed.isoformat() if entry.confirmed else "",
    }
