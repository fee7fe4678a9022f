"""The steps that both imports share: file, columns, dry run, done."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.services import imports, sheets
from app.services.imports import Report
from app.services.sheets import FileRead
from app.ui import theme
from app.ui.desk import Desk
from app.ui.jobs import Meter
from app.ui.pages.imports.report_panel import ReportPanel
from app.ui.pages.page import Page
from app.ui.widgets.action_bar import ActionBar

Take = Callable[[Any, Meter], Report]
FILE, COLUMNS, DRY_RUN, DONE = range(4)


class ImportPage(Page):
    """Subclasses fill the first two steps and say what a dry run and an import are.

    Nothing is written before the last button, and then all of it or nothing.
    """

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(desk, title)
        self.file: FileRead | None = None
        self.report: Report | None = None
        self._meter: Meter | None = None
        self.steps = QStackedWidget()
        self.file_step, self.columns_step, self.dry_step, self.done_step = (QWidget() for _ in range(4))
        for step in (self.file_step, self.columns_step, self.dry_step, self.done_step):
            column = QVBoxLayout(step)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
            self.steps.addWidget(step)
        self.where = QLabel()
        theme.role(self.where, "muted")
        self.buttons.addWidget(self.where)
        self.choose_button = QPushButton(self.tr("Choose a file…"))
        self.choose_button.setObjectName("choose")
        self.dry = ReportPanel()
        self.done = ReportPanel()
        self.next_button = QPushButton(self.tr("Check the file"))
        self.back_button = QPushButton(self.tr("Back"))
        self.undo_button = QPushButton(self.tr("Undo this import"))
        self.alerts_button = QPushButton(self.tr("Go to the alerts"))
        self.again_button = QPushButton(self.tr("Another file"))
        self.foot = ActionBar(
            self.next_button, self.back_button, self.alerts_button, self.undo_button, self.again_button
        )
        self.body.addWidget(self.steps, 1)
        self.body.addWidget(self.foot)
        self.layout_of(self.dry_step).addWidget(self.dry, 1)
        self.layout_of(self.done_step).addWidget(self.done, 1)
        self.choose_button.clicked.connect(self.choose)
        self.next_button.clicked.connect(self._next)
        self.back_button.clicked.connect(self._back)
        self.undo_button.clicked.connect(self._undo)
        self.again_button.clicked.connect(self.begin_anew)
        self.alerts_button.clicked.connect(self._to_alerts)
        self.show_step(FILE)

    @staticmethod
    def layout_of(step: QWidget) -> QVBoxLayout:
        """Return a step's column."""
        column = step.layout()
        assert isinstance(column, QVBoxLayout)  # noqa: S101 - made in the constructor
        return column

    @property
    def step(self) -> int:
        """The step shown."""
        return self.steps.currentIndex()

    def first_field(self) -> QWidget | None:
        """Return the button that chooses a file, or the one that goes on."""
        return self.choose_button if self.step == FILE else self.next_button

    def choose(self) -> None:
        """Ask for a file and read it in the capped child, off the windows' thread."""
        self.desk.ask.open_file(
            self,
            self.tr("Choose a spreadsheet"),
            patterns=self.tr("Spreadsheets (*.xlsx *.csv);;All files (*)"),
            then=self._read_file,
        )

    def begin_anew(self) -> None:
        """Forget the file and begin again."""
        self.file = self.report = None
        self.bar.clear()
        self.show_step(FILE)

    def read_done(self) -> None:
        """The file is read: guess its columns. Subclasses override."""
        raise NotImplementedError

    def dry_run(self) -> None:
        """Check the file with the columns as chosen, then show the third step. Subclasses override."""
        raise NotImplementedError

    def taking(self) -> Take:
        """Return what imports within a session, on the worker thread: it may touch no widget."""
        raise NotImplementedError

    def ready(self) -> bool:
        """Return whether the dry run left something to import."""
        return True

    def counts(self, report: Report) -> list[tuple[str, int]]:
        """Return what the last step counts."""
        return [
            (self.tr("Taken in"), report.taken),
            (self.tr("Merged"), report.merged),
            (self.tr("Unchanged"), report.unchanged),
            (self.tr("Refused"), len(report.refused)),
        ]

    def with_meter(self, run: Callable[[Meter], None]) -> None:
        """Run something that reports its progress and can be stopped."""
        self._meter = Meter(self)
        run(self._meter)

    def show_step(self, step: int) -> None:
        """Show a step and its buttons."""
        self.steps.setCurrentIndex(step)
        done = step == DONE
        self.next_button.setVisible(step in (COLUMNS, DRY_RUN))
        self.next_button.setText(self.tr("Import now") if step == DRY_RUN else self.tr("Check the file"))
        self.next_button.setEnabled(step != DRY_RUN or self.ready())
        self.back_button.setVisible(step in (COLUMNS, DRY_RUN))
        self.undo_button.setVisible(done and self.report is not None and self.report.batch is not None)
        self.alerts_button.setVisible(done and self.report is not None and bool(self.report.alerts))
        self.again_button.setVisible(done)
        names = (self.tr("File"), self.tr("Columns"), self.tr("Dry run"), self.tr("Done"))
        self.where.setText("  ›  ".join(f"【{name}】" if at == step else name for at, name in enumerate(names)))
        self.foot.say("" if done else self.tr("Nothing is written before “Import now”."))
        field = self.first_field()
        if field is not None and self.isVisible():
            field.setFocus()

    def _read_file(self, path: Path) -> None:
        self.bar.clear()

        def done(found: FileRead) -> None:
            self.file = found
            self.read_done()

        self.with_meter(
            lambda meter: self.read(lambda _: sheets.read(path, progress=meter.report), done, progress=meter)
        )

    def _next(self) -> None:
        self.bar.clear()
        if self.step == COLUMNS:
            self.dry_run()
        elif self.step == DRY_RUN:
            self.next_button.setEnabled(False)  # a second press must not import twice
            take = self.taking()
            self.with_meter(
                lambda meter: self.write(lambda db: take(db, meter), self._taken, failed=self._failed, progress=meter)
            )

    def _failed(self, problem: Problem) -> None:
        self.next_button.setEnabled(self.ready())
        self.show_problem(problem)

    def _taken(self, report: Report) -> None:
        self.report = report
        self.done.show_report(self.counts(report), report.refused, report.warned)
        self.show_step(DONE)
        if report.alerts:
            words = self.tr("{0} alerts were raised. Somebody has to look at them today.").format(len(report.alerts))
            self.bar.show_problem(words, {self.tr("Go to the alerts"): self._to_alerts})
        batch = report.batch
        if batch is not None:
            self.desk.notices.say(
                self.tr("{0} rows taken in.").format(report.taken + report.merged), lambda: self._undo_batch(batch)
            )

    def _back(self) -> None:
        self.bar.clear()
        self.show_step(max(FILE, self.step - 1))

    def _to_alerts(self) -> None:
        self.go.emit("alerts", {})

    def _undo(self) -> None:
        batch = self.report.batch if self.report is not None else None
        if batch is not None:
            self.desk.ask.confirm(
                self,
                self.tr("Undo this import? Everything it brought in goes, and what it changed gets its old values."),
                verb=self.tr("Undo the import"),
                then=lambda: self._undo_batch(batch),
            )

    def _undo_batch(self, batch: UUID) -> None:
        actor, now = self.desk.actor, self.desk.now()

        def done(written: Changes) -> None:
            self.desk.changes.tell(written, self)
            self.desk.notices.say(self.tr("The import is undone."))
            self.begin_anew()

        self.write(lambda db: imports.undo(db, batch, by=actor, now=now), done)
