"""Taking a roster in."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.domain.problems import Problem
from app.services import roster_import, sheets
from app.services.imports import Report
from app.services.sheets import Field, RosterMapping
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import label
from app.ui.jobs import Meter
from app.ui.pages.imports.columns_table import ColumnsTable
from app.ui.pages.imports.import_page import COLUMNS, DRY_RUN, ImportPage, Take

_HEADER_ROWS = 12


class ImportRosterPage(ImportPage):
    """A file whose columns are all known goes to its dry run at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_import_roster"))
        self._takes = 0
        words = QLabel(
            self.tr(
                "The school's own roster will do: .xlsx or .csv with a name and a number per student. Columns are "
                "guessed from their titles. Known students get their changed facts, nothing is erased."
            )
        )
        words.setWordWrap(True)
        column = self.layout_of(self.file_step)
        column.addWidget(words)
        column.addLayout(left(self.choose_button))
        column.addStretch(1)
        theme.role(self.choose_button, "primary")
        self.header = QComboBox()
        self.header.setAccessibleName(self.tr("Row of the titles"))
        self.columns = ColumnsTable(self.tr("Columns of the file"))
        self.columns.setObjectName("columns")
        titles = QHBoxLayout()
        titles.addWidget(QLabel(self.tr("Titles are in row")))
        titles.addWidget(self.header)
        titles.addStretch(1)
        below = self.layout_of(self.columns_step)
        below.addLayout(titles)
        below.addWidget(self.columns, 1)
        self.header.activated.connect(lambda row: self._show_columns(row, {}))

    def read_done(self) -> None:
        """Guess the columns; a header that is not found is chosen by hand."""
        if self.file is None:
            return
        rows = min(_HEADER_ROWS, len(self.file.sheet.rows))
        self.header.clear()
        self.header.addItems([str(row + 1) for row in range(rows)])
        try:
            guessed = roster_import.guess(self.file.sheet, by=self.desk.actor)
        except Problem as problem:
            self._show_columns(0, {})
            self.show_step(COLUMNS)
            self.show_problem(problem)
            return
        mapping = guessed.mapping()
        self.header.setCurrentIndex(mapping.header_row)
        self._show_columns(mapping.header_row, {at: field.value for at, field in mapping.columns.items()})
        certain = all(one.field is not None and one.confidence >= 1 for one in guessed.columns)
        if certain and Field.NUMBER in mapping.columns.values():
            self.dry_run()
        else:
            self.show_step(COLUMNS)

    def mapping(self) -> RosterMapping:
        """Return the columns as chosen. Raises Problem("mapping_column_twice")."""
        fields: dict[int, Field] = {}
        for at, code in self.columns.chosen().items():
            field = Field(code)
            if field in fields.values():
                raise Problem("mapping_column_twice", field=label(f"field_{code}"))
            fields[at] = field
        return RosterMapping(self.header.currentIndex(), fields)

    def dry_run(self) -> None:
        """Plan the import against the store and show what it would do."""
        if self.file is None:
            return
        try:
            mapping = self.mapping()
        except Problem as problem:
            self.show_problem(problem)
            return
        sheet, actor, today = self.file.sheet, self.desk.actor, self.desk.now().date()

        def work(db: Any) -> tuple[list[int], list[sheets.RowReason], list[sheets.RowReason]]:
            plan = roster_import.preview(db, sheet, mapping=mapping, by=actor, today=today)
            return [len(plan.taken), len(plan.merged), len(plan.unchanged)], plan.refused, plan.warned

        def done(found: tuple[list[int], list[sheets.RowReason], list[sheets.RowReason]]) -> None:
            (taken, merged, unchanged), refused, warned = found
            self._takes = taken + merged
            counts = [
                (self.tr("New"), taken),
                (self.tr("Changed"), merged),
                (self.tr("Unchanged"), unchanged),
                (self.tr("Refused"), len(refused)),
                (self.tr("To look at"), len(warned)),
            ]
            self.dry.show_report(counts, refused, warned)
            self.show_step(DRY_RUN)

        self.read(work, done)

    def ready(self) -> bool:
        """Return whether there is anything new or changed."""
        return self._takes > 0

    def taking(self) -> Take:
        """Return what imports the file with the columns as chosen."""
        file, mapping, actor, now = self.file, self.mapping(), self.desk.actor, self.desk.now()

        def take(db: Any, meter: Meter) -> Report:
            if file is None:
                raise Problem("cancelled")
            meter.report(0, 1)
            return roster_import.take(db, file.sheet, sha256=file.sha256, mapping=mapping, by=actor, now=now)

        return take

    def _show_columns(self, header_row: int, chosen: dict[int, str]) -> None:
        if self.file is None:
            return
        options = [(field.value, label(f"field_{field.value}")) for field in Field]
        self.columns.show_columns(
            dict(sheets.titles(self.file.sheet, header_row)),
            sheets.preview_rows(self.file.sheet, header_row),
            options,
            chosen,
        )


def left(widget: QWidget) -> QHBoxLayout:
    """Return a row with the widget at its left, as wide as it asks."""
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row
