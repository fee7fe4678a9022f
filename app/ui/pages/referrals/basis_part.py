"""Why the letter may leave the school: a consent on record, an emergency with its reason, or a draft."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.consent import Purpose
from app.domain.problems import Problem
from app.services import consents
from app.services.consents import ConsentView
from app.services.students import Saved
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.page import Page
from app.ui.pages.students.consents_part import ConsentForm
from app.ui.widgets.chips import Chips
from app.ui.widgets.composition import finish_composition
from app.ui.widgets.note_edit import NoteEdit


class BasisPart(QWidget):
    """Chips for the basis; a consent can be recorded in this place."""

    changed = Signal()
    recorded = Signal()

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._student: UUID | None = None
        self._consent: ConsentView | None = None
        title = QLabel(self.tr("Legal basis"))
        theme.role(title, "card_title")
        self.basis = Chips(
            self.tr("Legal basis"),
            [("consent", self.tr("Consent on record")), ("emergency", self.tr("Emergency"))],
        )
        self.words = QLabel()
        self.words.setWordWrap(True)
        theme.role(self.words, "muted")
        self.reason = NoteEdit(self.tr("Why there was no time to ask"), lines=2)
        self.reason.setPlaceholderText(self.reason.accessibleName())
        self.record_button = QPushButton(self.tr("Record a consent…"))
        self.form = ConsentForm(page)
        self.keep_button = QPushButton(self.tr("Save consent"))
        self.drop_button = QPushButton(self.tr("Back"))
        self._editor = QWidget()
        column = QVBoxLayout(self._editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(self.keep_button)
        row.addWidget(self.drop_button)
        row.addStretch(1)
        column.addLayout(row)
        top = QHBoxLayout()
        top.addWidget(self.basis, 1)
        top.addWidget(self.record_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 12, 0)
        whole.addWidget(title)
        whole.addLayout(top)
        whole.addWidget(self.words)
        whole.addWidget(self.reason)
        whole.addWidget(self._editor)
        self._editor.hide()
        self.basis.changed.connect(self._show)
        self.basis.changed.connect(self.changed)
        self.reason.textChanged.connect(self.changed)
        self.record_button.clicked.connect(self.write)
        self.keep_button.clicked.connect(self.record)
        self.drop_button.clicked.connect(self._editor.hide)
        self._show()

    def offer(self, student: UUID, consent: ConsentView | None) -> None:
        """Show whose basis it is and what is on record."""
        self._student, self._consent = student, consent
        self.basis.buttons["consent"].setEnabled(consent is not None)
        self._show()

    def fill(self, basis: str | None, reason: str) -> None:
        """Show what is known; a consent that is not on record is none."""
        self.basis.set_value(None if basis == "consent" and self._consent is None else basis)
        if self.reason.text != reason:
            self.reason.set_text(reason)
        self._show()

    def value(self) -> tuple[str | None, str]:
        """Return the basis and, for an emergency, its reason."""
        basis = self.basis.value()
        return basis, self.reason.text.strip() if basis == "emergency" else ""

    def write(self) -> None:
        """Write a consent of the guardian for the hospital."""
        self.form.empty()
        self.form.purpose.set_value(Purpose.HOSPITAL.value)
        self._editor.show()
        self.form.person.setFocus()

    def record(self) -> None:
        """Record it; what is missing is said and nothing is cleared."""
        finish_composition()
        self._page.bar.clear()
        student, actor, now = self._student, self._page.desk.actor, self._page.desk.now()
        if student is None:
            return
        try:
            decision = self.form.decision()
        except Problem as problem:
            self._page.show_problem(problem)
            return

        def work(db: Any) -> Saved:
            return consents.record(db, student, decision, by=actor, now=now)

        self._page.write(work, lambda _: self._recorded())

    def _recorded(self) -> None:
        self._editor.hide()
        self.recorded.emit()

    def _show(self) -> None:
        basis, consent = self.basis.value(), self._consent
        self.reason.setVisible(basis == "emergency")
        if basis == "consent" and consent is not None:
            one = consent.decision
            self.words.setText(f"{one.person}  {one.decided_on:%Y-%m-%d}  {label(f'way_{one.way.value}')}")
        elif basis == "emergency":
            self.words.setText(self.tr("Only while life or health is in danger. Ask for the consent afterwards."))
        elif consent is None:
            self.words.setText(self.tr("No consent for the hospital is on record. The letter carries a draft mark."))
        else:
            self.words.setText(self.tr("Nothing chosen: the letter carries a draft mark."))
