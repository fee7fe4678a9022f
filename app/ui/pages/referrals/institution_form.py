"""An institution: what a letter says of it, and its keys from a file."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.institution import InstitutionKind
from app.services import institutions
from app.services.institutions import InstitutionFacts, InstitutionView, Keys
from app.services.students import Saved
from app.ui import theme
from app.ui.i18n import joined, label
from app.ui.pages.page import Page
from app.ui.pages.students.fields import Content, Fields, scrolled
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.chips import Chips
from app.ui.widgets.composition import finish_composition
from app.ui.widgets.line_edit import LineEdit

_TEXTS = ("name", "department", "contact", "phone", "site_code")


class InstitutionForm(QWidget):
    """Adds an institution or changes one. ``saved`` carries its key; ``left`` asks for nothing more."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._facts: InstitutionFacts | None = None
        self.subject: UUID | None = None
        self.fields = Fields("institution")
        self.kind = Chips(self.tr("Kind"), [(one.value, label(f"institution_{one.value}")) for one in InstitutionKind])
        self.fields.add("kind", self.kind, wide=True)
        names = (
            self.tr("Name"),
            self.tr("Department"),
            self.tr("Contact"),
            self.tr("Phone"),
            self.tr("Code in file names"),
        )
        for code, name in zip(_TEXTS, names, strict=True):
            self.fields.add(code, LineEdit(name), wide=code == "name")
        self.keys = QLabel()
        self.keys.setWordWrap(True)
        theme.role(self.keys, "muted")
        self.file_button = QPushButton(self.tr("Keys from a file…"))
        self.save_button = QPushButton(self.tr("Save institution"))
        self.close_button = QPushButton(self.tr("Back"))
        row = QHBoxLayout()
        row.addWidget(self.file_button)
        row.addWidget(self.keys, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fields)
        column.addLayout(row)
        column.addStretch(1)
        self.actions_ = ActionBar(self.save_button, self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside), 1)
        whole.addWidget(self.actions_)
        self.file_button.clicked.connect(self.choose_file)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.left)
        self.show_institution(None)

    def show_institution(self, view: InstitutionView | None) -> None:
        """Show one to change, or an empty form for a new one."""
        self.subject = view.id if view else None
        self._facts = view.facts if view else InstitutionFacts(InstitutionKind.HOSPITAL, "")
        self._put(self._facts)
        self._tell()

    def focus_first(self) -> None:
        """Put the cursor into the name."""
        field = self.fields.findChild(LineEdit, "institution.name")
        if field is not None:
            field.setFocus()

    def choose_file(self) -> None:
        """Take keys from a file; what is typed stays."""
        self._page.desk.ask.open_file(
            self._page,
            self.tr("The key file that the other side handed over"),
            patterns=self.tr("Key files (*.json *.txt *.pub);;All files (*)"),
            then=lambda path: self._page.read(lambda _: institutions.read_keys(path), self._take),
        )

    def save(self) -> None:
        """Save; what is wrong is said and nothing is cleared."""
        finish_composition()
        self._page.bar.clear()
        facts, key, actor, now = self.facts(), self.subject, self._page.desk.actor, self._page.desk.now()

        def done(saved: Saved) -> None:
            self._page.desk.notices.say(self.tr("Saved"))
            self.saved.emit(saved.id)

        self._page.write(lambda db: institutions.save(db, facts, institution_id=key, by=actor, now=now), done)

    def facts(self) -> InstitutionFacts:
        """Return what is in the form, with the keys that were taken from a file."""
        content = self.fields.content()
        before = self._facts or InstitutionFacts(InstitutionKind.HOSPITAL, "")
        texts = {name: str(content[name] or "").strip() for name in _TEXTS}
        return InstitutionFacts(
            InstitutionKind(self.kind.value() or InstitutionKind.HOSPITAL.value),
            **texts,
            address=before.address,
            recipient=before.recipient,
            recovery_recipient=before.recovery_recipient,
            signing_key=before.signing_key,
            active=before.active,
        )

    def _take(self, keys: Keys) -> None:
        self._facts = institutions.with_keys(self.facts(), keys)
        self._put(self._facts)
        self._tell()

    def _put(self, facts: InstitutionFacts) -> None:
        content: Content = {"kind": facts.kind.value, **{name: getattr(facts, name) for name in _TEXTS}}
        self.fields.set_content(content)

    def _tell(self) -> None:
        facts = self._facts
        if facts is None or not (facts.recipient or facts.signing_key):
            self.keys.setText(self.tr("No keys yet: letters can be printed, bundles cannot be sealed for it."))
            return
        parts = [
            self.tr("can be sealed to") if facts.recipient else self.tr("no key to seal to"),
            self.tr("signs with {0}").format(institutions.print_of(facts)) if facts.signing_key else "",
        ]
        self.keys.setText(self.tr("Keys: {0}").format(joined(part for part in parts if part)))
