"""Partners and keys: this school's own key file to hand out, and the keys of those it exchanges with."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.services import institutions, nodes
from app.services.institutions import InstitutionView
from app.services.nodes import PublicNode
from app.services.students import Saved
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.page import Page
from app.ui.pages.referrals.institution_form import InstitutionForm
from app.ui.tables.paged_model import Column
from app.ui.tables.table_view import TableView
from app.ui.tables.whole_list import WholeList
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.empty_state import EmptyState


class PartnersTab(QWidget):
    """A list with the form in its place, and this school's own fingerprint above."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.own = QLabel()
        self.own.setWordWrap(True)
        self.own.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.file_button = QPushButton(self.tr("Save our key file…"))
        self.list = WholeList(self._columns(), self)
        self.table = TableView(self.tr("Institutions"))
        self.table.show_model(self.list.model)
        self.empty = EmptyState(self.tr("No institutions yet."))
        self.edit_button = QPushButton(self.tr("Open  Enter"))
        self.add_button = QPushButton(self.tr("Add one…"))
        self.trust_button = QPushButton(self.tr("Fingerprint compared…"))
        self.form = InstitutionForm(page)
        top = QHBoxLayout()
        top.addWidget(self.own, 1)
        top.addWidget(self.file_button)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(top)
        column.addWidget(self.empty, 1)
        column.addWidget(self.table, 1)
        column.addWidget(ActionBar(self.edit_button, self.add_button, self.trust_button))
        self.empty.hide()
        theme.role(self.own, "muted")
        self.stack = QStackedWidget()
        self.stack.addWidget(listing)
        self.stack.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())
        self.table.opened.connect(lambda _: self.edit())
        self.edit_button.clicked.connect(self.edit)
        self.add_button.clicked.connect(self.add)
        self.trust_button.clicked.connect(self.trust)
        self.file_button.clicked.connect(self.save_file)
        self.form.saved.connect(self._saved)
        self.form.left.connect(lambda: self.stack.setCurrentIndex(0))

    def show_partners(self, rows: list[InstitutionView], own: PublicNode | None) -> None:
        """Show the institutions and our own fingerprint."""
        self.list.show(rows)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if own is None:
            self.own.setText(self.tr("This store has no keys of its own yet."))
        else:
            self.own.setText(self.tr("Our fingerprint, to read out on the telephone: {0}").format(own.fingerprint))
        self.file_button.setEnabled(own is not None)
        if rows and self.current() is None:
            self.table.selectRow(0)
        self._show_current()

    def current(self) -> InstitutionView | None:
        """Return the chosen institution."""
        found = self.table.current()
        return found if isinstance(found, InstitutionView) else None

    def add(self) -> None:
        """Write a new institution."""
        self._edit(None)

    def edit(self) -> None:
        """Change the chosen institution."""
        if (view := self.current()) is not None:
            self._edit(view)

    def trust(self) -> None:
        """Say that the fingerprint was compared by telephone."""
        view, page = self.current(), self._page
        if view is None or view.fingerprint is None:
            return
        actor, now, key = page.desk.actor, page.desk.now(), view.id
        page.desk.ask.confirm(
            page,
            self.tr("Did you compare this fingerprint with {0} by telephone?").format(view.facts.name),
            detail=view.fingerprint,
            verb=self.tr("It is the same"),
            then=lambda: page.write(lambda db: institutions.trust(db, key, by=actor, now=now), self._touched),
        )

    def save_file(self) -> None:
        """Save the public halves of our keys for others; nothing secret is in it."""
        page, actor = self._page, self._page.desk.actor

        def saved(fingerprint: str) -> None:
            page.bar.show_info(
                self.tr("Saved. Hand the file over and read the fingerprint out by telephone: {0}").format(fingerprint)
            )

        def chosen(path: Path) -> None:
            page.bar.clear()
            page.read(lambda db: nodes.hand_out(db, path, by=actor), saved)

        page.desk.ask.save_file(
            page, self.tr("Save our key file"), name="xinqiao-keys.json", patterns="JSON (*.json)", then=chosen
        )

    def _edit(self, view: InstitutionView | None) -> None:
        self.form.show_institution(view)
        self.stack.setCurrentIndex(1)
        self.form.focus_first()

    def _saved(self, _key: UUID) -> None:
        self.stack.setCurrentIndex(0)
        self._page.refresh(None)
        self.table.setFocus()

    def _touched(self, _: Saved) -> None:
        self._page.refresh(None)

    def _show_current(self) -> None:
        view = self.current()
        self.edit_button.setEnabled(view is not None)
        self.trust_button.setEnabled(view is not None and view.fingerprint is not None and view.trusted_at is None)

    def _columns(self) -> list[Column[InstitutionView]]:
        return [
            Column(self.tr("Institution"), lambda row: row.facts.name, width=190),
            Column(self.tr("Kind"), lambda row: label(f"institution_{row.facts.kind.value}"), width=90),
            Column(
                self.tr("Seals"), lambda row: self.tr("yes") if row.facts.recipient else self.tr("no key"), width=80
            ),
            Column(self.tr("Compared"), self._compared, width=130),
            Column(self.tr("Fingerprint"), lambda row: row.fingerprint or "", width=300),
        ]

    def _compared(self, row: InstitutionView) -> str:
        if row.fingerprint is None:
            return self.tr("no signing key")
        return f"{row.trusted_at:%Y-%m-%d}" if row.trusted_at else self.tr("not yet")
