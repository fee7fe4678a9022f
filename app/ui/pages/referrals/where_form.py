"""First step of a referral: where to, how urgent, and what the school has done before it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.risk import Level
from app.services.institutions import InstitutionView
from app.services.referrals import DAYS, ReferralText
from app.ui import theme
from app.ui.i18n import joined, label
from app.ui.pages.page import Page
from app.ui.pages.referrals.institution_form import InstitutionForm
from app.ui.pages.students.fields import Content, Fields, scrolled
from app.ui.widgets.chips import Chips
from app.ui.widgets.date_edit import DateEdit
from app.ui.widgets.level_badge import word

URGENCIES = ("now", "24h", "72h", "appointment")


class WhereForm(QWidget):
    """Chooses the institution (or adds one in place), level and urgency, and dates the checklist."""

    changed = Signal()
    added = Signal(object)
    writing = Signal(bool)

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._institutions: dict[UUID, InstitutionView] = {}
        self.institution = QComboBox()
        self.institution.setAccessibleName(self.tr("Where to"))
        self.institution.setMinimumWidth(280)
        self.add_button = QPushButton(self.tr("Add one…"))
        self.contact = QLabel()
        self.contact.setWordWrap(True)
        theme.role(self.contact, "muted")
        self.fields = Fields("referral")
        self.level = Chips(self.tr("Level"), [(one.value, word(one)) for one in Level], required=True)
        self.urgency = Chips(self.tr("How soon"), [(one, label(f"urgency_{one}")) for one in URGENCIES])
        self.fields.add("level", self.level, wide=True)
        self.fields.add("urgency", self.urgency, wide=True)
        self.days = {
            "meeting_on": DateEdit(self.tr("School meeting held"), lambda: page.desk.now().date()),
            "contacted_on": DateEdit(self.tr("Guardian contacted"), lambda: page.desk.now().date()),
            "talk_on": DateEdit(self.tr("Talk with everybody"), lambda: page.desk.now().date()),
        }
        for code in DAYS:
            self.fields.add(code, self.days[code])
        self.warning = QLabel()
        self.warning.setWordWrap(True)
        theme.role(self.warning, "muted")
        self.editor = InstitutionForm(page)
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolled(self._front()))
        self.stack.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.institution.currentIndexChanged.connect(lambda _: self._chosen())
        self.fields.changed.connect(self._warn)
        self.fields.changed.connect(self.changed)
        self.add_button.clicked.connect(self.add_institution)
        self.editor.left.connect(self._leave)
        self.stack.currentChanged.connect(lambda at: self.writing.emit(at == 1))
        self.editor.saved.connect(self._added)

    def show_institutions(self, views: Sequence[InstitutionView], chosen: UUID | None) -> None:
        """Offer the institutions."""
        self._institutions = {one.id: one for one in views}
        self.institution.blockSignals(True)
        self.institution.clear()
        self.institution.addItem(self.tr("Not chosen yet"), "")
        for one in views:
            shown = joined(part for part in (one.facts.name, one.facts.department) if part)
            self.institution.addItem(shown, str(one.id))
        self.institution.setCurrentIndex(max(0, self.institution.findData(str(chosen or ""))))
        self.institution.blockSignals(False)
        self._chosen(tell=False)

    def fill(self, text: ReferralText) -> None:
        """Show what is known."""
        self.fields.set_content(
            {
                "level": text.level.value,
                "urgency": text.urgency,
                **{name: day.isoformat() if (day := getattr(text, name)) else "" for name in DAYS},
            }
        )
        self._warn()

    def content(self) -> Content:
        """Return what is entered, as a draft holds it."""
        chosen = self.chosen
        return {**self.fields.content(), "institution": str(chosen) if chosen else ""}

    def set_content(self, content: Content) -> None:
        """Put a draft back."""
        self.fields.set_content({code: value for code, value in content.items() if code != "institution"})
        self.institution.setCurrentIndex(max(0, self.institution.findData(str(content.get("institution") or ""))))

    @property
    def chosen(self) -> UUID | None:
        """The institution, or None."""
        found = self.institution.currentData()
        return UUID(found) if found else None

    def level_now(self) -> Level:
        """Return the level; none chosen counts as yellow."""
        return Level(self.level.value() or Level.YELLOW.value)

    def dates(self) -> dict[str, Any]:
        """Return the dates of the checklist."""
        return {code: field.day() for code, field in self.days.items()}

    def add_institution(self) -> None:
        """Write a new institution in this place."""
        self.editor.show_institution(None)
        self.stack.setCurrentIndex(1)
        self.editor.focus_first()

    def _leave(self) -> None:
        self.stack.setCurrentIndex(0)

    def _added(self, key: UUID) -> None:
        self.stack.setCurrentIndex(0)
        self.added.emit(key)

    def _chosen(self, *, tell: bool = True) -> None:
        view = self._institutions.get(self.chosen) if self.chosen else None
        self.contact.setText(self._about(view) if view else "")
        self.contact.setVisible(bool(self.contact.text()))
        if tell:
            self.changed.emit()

    def _warn(self) -> None:
        """Say which of the three was not dated; where it is red the child goes first."""
        missing = [field.accessibleName() for field in self.days.values() if field.day() is None]
        if not missing:
            self.warning.setText(self.tr("All three are dated."))
        elif self.level.value() == Level.RED.value:
            self.warning.setText(
                self.tr("Not dated yet: {0}. Red: refer now, make up for it afterwards.").format(joined(missing))
            )
        else:
            self.warning.setText(self.tr("Not dated yet: {0}. You can go on all the same.").format(joined(missing)))

    def _front(self) -> QWidget:
        inside = QWidget()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.institution, 1)
        row.addWidget(self.add_button)
        row.addStretch(1)
        words = QLabel(self.tr("Where to"))
        words.setBuddy(self.institution)
        theme.role(words, "muted")
        top = QGridLayout()
        top.setHorizontalSpacing(12)
        top.addWidget(words, 0, 0)
        top.addLayout(row, 0, 1)
        top.addWidget(self.contact, 1, 1)
        top.setColumnStretch(1, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.fields)
        column.addWidget(self.warning)
        column.addStretch(1)
        return inside

    def _about(self, view: InstitutionView) -> str:
        facts = view.facts
        parts = [part for part in (facts.contact, facts.phone) if part]
        if not facts.recipient:
            parts.append(self.tr("no key: paper only"))
        return joined(parts)
