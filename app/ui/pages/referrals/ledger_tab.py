"""The ledger of bundles: five honest states, receipts taken in, phone codes, the stick checked again."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.services import bundle_export, bundle_import, issuing
from app.services.bundle_import import Imported
from app.services.bundles import BundleRow
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.page import Page
from app.ui.printing import Issuing
from app.ui.tables.paged_model import Column
from app.ui.tables.table_view import TableView
from app.ui.tables.whole_list import WholeList
from app.ui.times import moment
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.empty_state import EmptyState


class LedgerTab(QWidget):
    """What went out and came in, with what proves how far each one came."""

    def __init__(self, page: Page, issuing_: Issuing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._issuing = page, issuing_
        self.list = WholeList(self._columns(), self)
        self.table = TableView(self.tr("Ledger of bundles"))
        self.table.show_model(self.list.model)
        self.empty = EmptyState(self.tr("Nothing was sent or taken in yet. This PC on its own is fine."))
        self.detail = QLabel()
        self.detail.setWordWrap(True)
        theme.role(self.detail, "muted")
        self.import_button = QPushButton(self.tr("Import a file…"))
        self.code_button = QPushButton(self.tr("Phone code…"))
        self.again_button = QPushButton(self.tr("Check the stick…"))
        self.slip_button = QPushButton(self.tr("Handover slip…"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.empty, 1)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        column.addWidget(ActionBar(self.import_button, self.code_button, self.again_button, self.slip_button))
        self.empty.hide()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())
        self.import_button.clicked.connect(self.import_file)
        self.code_button.clicked.connect(self.phone_code)
        self.again_button.clicked.connect(self.check_again)
        self.slip_button.clicked.connect(self.slip)

    def show_rows(self, rows: list[BundleRow]) -> None:
        """Show the ledger."""
        self.list.show(rows)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if rows and self.current() is None:
            self.table.selectRow(0)
        self._show_current()

    def current(self) -> BundleRow | None:
        """Return the chosen bundle."""
        found = self.table.current()
        return found if isinstance(found, BundleRow) else None

    def import_file(self) -> None:
        """Take a receipt or a packet in; a packet is answered by a receipt beside it."""
        self._page.desk.ask.open_file(
            self._page,
            self.tr("The sealed file that came back"),
            patterns=self.tr("Sealed files (*.age)"),
            then=self.take,
        )

    def take(self, file: Path) -> None:
        """Check a file wholly and take it in, all or nothing."""
        page, actor, now = self._page, self._page.desk.actor, self._page.desk.now()
        page.bar.clear()
        page.write(lambda db: bundle_import.take(db, file, answer_into=file.parent, by=actor, now=now), self._taken)

    def phone_code(self) -> None:
        """Enter the eight digits that the other side reads out; who said them is asked first."""
        row, page = self.current(), self._page
        if row is None:
            return
        page.bar.clear()

        def with_name(teller: str) -> None:
            page.desk.ask.line(
                page,
                self.tr("The eight digits ({0} tries left)").format(row.tries_left),
                then=lambda digits: self._say(row, digits, teller),
            )

        page.desk.ask.line(page, self.tr("Who is on the telephone?"), then=with_name)

    def check_again(self) -> None:
        """Read the chosen bundle once more from a stick."""
        row, page, actor = self.current(), self._page, self._page.desk.actor
        if row is None:
            return

        def whole(_: str) -> None:
            page.bar.show_info(self.tr("Read again and opened: the file on the stick is whole."))

        def chosen(folder: Path) -> None:
            page.bar.clear()
            page.read(lambda db: bundle_export.check_again(db, row.id, folder, by=actor), whole)

        page.desk.ask.folder(page, self.tr("Which stick or folder?"), then=chosen)

    def slip(self) -> None:
        """Print the handover slip of the chosen bundle."""
        row, actor, now = self.current(), self._page.desk.actor, self._page.desk.now()
        if row is not None:
            self._issuing.to_printer(lambda db: issuing.slip(db, row.id, by=actor, now=now))

    def _say(self, row: BundleRow, digits: str, teller: str) -> None:
        page, actor, now = self._page, self._page.desk.actor, self._page.desk.now()

        def work(db: Any) -> Changes:
            return bundle_import.phone_receipt(db, row.id, digits, teller, by=actor, now=now)

        def done(changes: Changes) -> None:
            page.desk.notices.say(self.tr("The phone code is right: they have opened it."))
            self._touched(changes)

        def failed(problem: Problem) -> None:
            page.show_problem(problem)
            if problem.code == "phone_code_wrong":
                # Counted apart, since the refused transaction was rolled back.
                page.write(
                    lambda db: bundle_import.wrong_phone_code(db, row.id, by=actor, now=now),
                    self._touched,
                )

        page.write(work, done, failed=failed)

    def _taken(self, done: Imported) -> None:
        words = label(f"taken_{done.status}")
        who = f"{done.sender} · {label(f'bundle_kind_{done.kind}')}"
        more = self.tr("Read out on the telephone: {0}").format(done.phone_code) if done.phone_code else ""
        where = self.tr("The receipt lies beside it: {0}").format(done.receipt.name) if done.receipt else ""
        self._page.bar.show_info("  ".join(part for part in (words, who, more, where) if part))
        self._page.refresh(None)

    def _touched(self, changes: Changes) -> None:
        self._page.desk.changes.tell(changes, self._page)
        self._page.refresh(changes)

    def _show_current(self) -> None:
        row = self.current()
        for button in (self.code_button, self.again_button, self.slip_button):
            button.setEnabled(row is not None and row.direction == "out" and row.kind != "receipt")
        if row is None:
            self.detail.setText("")
            return
        self.code_button.setEnabled(row.awaits_receipt and row.tries_left > 0)
        now = self._page.desk.now()
        told = [f"{label(f'delivery_{state.value}')} {moment(at, now)}" for state, at in row.moments.items()]
        self.detail.setText(f"{row.file_name}\n{' → '.join(told)}")

    def _columns(self) -> list[Column[BundleRow]]:
        now = self._page.desk.now
        return [
            Column(self.tr("When"), lambda row: moment(row.at, now()), width=110),
            Column(self.tr("Way"), lambda row: label(f"bundle_{row.direction}"), width=64),
            Column(self.tr("Kind"), lambda row: label(f"bundle_kind_{row.kind}"), width=90),
            Column(self.tr("With"), lambda row: row.partner, width=170),
            Column(self.tr("State"), _state, width=150),
            Column(self.tr("File"), lambda row: row.file_name, width=240),
        ]


def _state(row: BundleRow) -> str:
    """Return the state: what was taken in waits for nothing, a receipt of ours for no receipt."""
    if row.direction == "in":
        return label("taken_imported")
    return label(f"delivery_{row.state.value}")
