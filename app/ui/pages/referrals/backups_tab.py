"""Backups: which were opened and checked, one more onto a stick, and a rehearsal of the restore."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.services import backups
from app.services.backups import BackupRow
from app.ui.i18n import label
from app.ui.jobs import Meter
from app.ui.pages.page import Page
from app.ui.tables.paged_model import Column
from app.ui.tables.table_view import TableView
from app.ui.tables.whole_list import WholeList
from app.ui.times import moment
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.empty_state import EmptyState


class BackupsTab(QWidget):
    """The store's own backups, made at each lock, and the way to a stick."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.list = WholeList(self._columns(), self)
        self.table = TableView(self.tr("Backups"))
        self.table.show_model(self.list.model)
        self.stick_button = QPushButton(self.tr("Back up to a stick…"))
        self.rehearse_button = QPushButton(self.tr("Rehearse a restore"))
        self.empty = EmptyState(
            self.tr("No backup yet. If this PC breaks, everything is gone."), {self.tr("Back up now"): self.to_stick}
        )
        self.actions_ = ActionBar(self.stick_button, self.rehearse_button)
        self.actions_.say(self.tr("A backup is made at every lock and checked at the next unlock."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.empty, 1)
        column.addWidget(self.table, 1)
        column.addWidget(self.actions_)
        self.empty.hide()
        self.stick_button.clicked.connect(self.to_stick)
        self.rehearse_button.clicked.connect(self.rehearse)

    def show_backups(self, rows: list[BackupRow]) -> None:
        """Show the backups."""
        self.list.show(rows)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.rehearse_button.setEnabled(any(row.verified_at for row in rows))

    def to_stick(self) -> None:
        """Copy the open store onto a stick, open the copy and check it."""
        self._page.desk.ask.folder(self._page, self.tr("Which stick or folder?"), then=self._copy)

    def rehearse(self) -> None:
        """Restore the latest backup into a temporary file, check it, remove it."""
        page, actor, now = self._page, self._page.desk.actor, self._page.desk.now()
        page.bar.clear()

        def done(row: BackupRow) -> None:
            page.bar.show_info(
                self.tr("The backup of {0} opens and is whole: {1}. Your data was not touched.").format(
                    moment(row.made, now), self._counts(row)
                )
            )

        page.read(lambda db: backups.rehearse(db, by=actor, now=now), done)

    def _copy(self, folder: Path) -> None:
        page, actor, now = self._page, self._page.desk.actor, self._page.desk.now()
        page.bar.clear()
        meter = Meter(page)

        def copied(row: BackupRow) -> None:
            page.bar.show_info(
                self.tr("Copied, opened and checked: {0}. Eject the stick safely.").format(self._counts(row))
            )
            page.write(lambda db: backups.note(db, row, by=actor, now=now), lambda _: None)

        page.read(lambda db: backups.make(db, folder, by=actor, now=now, progress=meter.report), copied, progress=meter)

    def _counts(self, row: BackupRow) -> str:
        return self.tr("{0} students, {1} sessions, {2} referrals").format(
            row.rows.get("student", 0), row.rows.get("session_record", 0), row.rows.get("referral", 0)
        )

    def _columns(self) -> list[Column[BackupRow]]:
        now = self._page.desk.now
        return [
            Column(self.tr("Made"), lambda row: moment(row.made, now()), width=150),
            Column(
                self.tr("Opened and checked"),
                lambda row: moment(row.verified_at, now()) if row.verified_at else label("backup_unchecked"),
                width=180,
            ),
            Column(self.tr("Holds"), lambda row: self._counts(row) if row.verified_at else "", width=300),
        ]
