"""Scales and screening: what is there, what came in today, what was imported, and the ways to more."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.dates import display as day_words
from app.domain.rights import Action, may
from app.domain.school_class import display as class_words
from app.services import entry, imports, scales
from app.services.entry import Kept
from app.services.imports import BatchRow
from app.services.scales import ScaleRow
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import joined, label, language
from app.ui.pages.entry.round import Round
from app.ui.pages.page import Page, Place
from app.ui.pages.screening.start_form import StartForm
from app.ui.tables.list_model import ListModel
from app.ui.tables.paged_model import Column
from app.ui.tables.table_view import TableView
from app.ui.times import moment
from app.ui.widgets.empty_state import EmptyState

_SHOWN = frozenset({"assessment", "import_batch", "student"})


class ScreeningPage(Page):
    """Three tabs: keying, scales, imports. Who only keys in has no imports and sees only her own sheets."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_screening"))
        self._names: dict[str, str] = {}
        self.form = StartForm(lambda: desk.now().date())
        self.sheets = ListModel(self._sheet_columns(), self)
        self.scales = ListModel(self._scale_columns(), self)
        self.batches = ListModel(self._batch_columns(), self)
        self.sheet_table = self._table(self.tr("Sheets keyed in today"), self.sheets)
        self.scale_table = self._table(self.tr("Scales"), self.scales)
        self.batch_table = self._table(self.tr("Imports"), self.batches)
        self.no_sheets = EmptyState(self.tr("No sheet was keyed in today."))
        self.no_batches = EmptyState(
            self.tr("Nothing was imported yet."), {self.tr("Import answers"): lambda: self._lead("import_answers")}
        )
        self.rounds_button = QPushButton(self.tr("Rounds"))
        theme.role(self.rounds_button, "primary")
        self.answers_button = QPushButton(self.tr("Import answers"))
        self.roster_button = QPushButton(self.tr("Import roster"))
        self.undo_button = QPushButton(self.tr("Undo this import…"))
        self.tabs = QTabWidget()
        self._lay_out()
        self.form.started.connect(self._start)
        self.rounds_button.clicked.connect(lambda: self._lead("rounds"))
        self.answers_button.clicked.connect(lambda: self._lead("import_answers"))
        self.roster_button.clicked.connect(lambda: self._lead("import_roster"))
        self.undo_button.clicked.connect(self._undo)
        self.sheet_table.opened.connect(self._open_sheet)
        self.scale_table.opened.connect(self._choose_scale)

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the lists anew."""
        if changes is not None and not changes.kinds & _SHOWN:
            return
        actor, now = self.desk.actor, self.desk.now()
        if not self._names:
            found = scales.listing(by=actor, language=language())
            self._names = {one.key: one.name for one in found}
            self.scales.show_rows(found)
            self.form.show_scales(found)
        importing = may(actor.role, Action.IMPORT)

        def work(db: Any) -> tuple[list[Kept], list[BatchRow]]:
            sheets = entry.kept_on(db, now.date(), by=actor, now=now)
            return sheets, imports.listing(db, by=actor) if importing else []

        self.read(work, lambda found: self._show(*found))

    def place(self) -> Place:
        """Return the tab and the field."""
        return {**super().place(), "tab": self.tabs.currentIndex()}

    def restore(self, place: Place) -> None:
        """Open a tab; a batch opens the imports with that one chosen."""
        tab, batch = place.get("tab"), place.get("batch")
        if isinstance(tab, int):
            self.tabs.setCurrentIndex(tab)
        if isinstance(batch, str) and self.tabs.count() > 2:
            self.tabs.setCurrentIndex(2)
            for at, row in enumerate(self.batches.rows):
                if str(row.id) == batch:
                    self.batch_table.setCurrentIndex(self.batches.index(at, 0))
        super().restore(place)

    def first_field(self) -> QWidget | None:
        """Return the choice of scale."""
        return self.form.scale

    def _lay_out(self) -> None:
        importing = may(self.desk.actor.role, Action.IMPORT)
        self.buttons.addWidget(self.rounds_button)
        for button in (self.answers_button, self.roster_button):
            button.setVisible(importing)
            if importing:
                self.buttons.addWidget(button)
        keying = QWidget()
        row = QHBoxLayout(keying)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.form, 2)
        today = QVBoxLayout()
        title = QLabel(self.tr("Sheets keyed in today"))
        theme.role(title, "card_title")
        for widget in (title, self.sheet_table, self.no_sheets):
            today.addWidget(widget)
        row.addLayout(today, 3)
        self.tabs.addTab(keying, self.tr("Key in"))
        self.tabs.addTab(self.scale_table, self.tr("Scales"))
        if importing:
            inside = QWidget()
            column = QVBoxLayout(inside)
            column.setContentsMargins(0, 8, 0, 0)
            for widget in (self.batch_table, self.no_batches):
                column.addWidget(widget, 1)
            foot = QHBoxLayout()
            foot.addWidget(self.undo_button)
            foot.addStretch(1)
            column.addLayout(foot)
            self.tabs.addTab(inside, self.tr("Imports"))
            self.batch_table.selectionModel().currentRowChanged.connect(lambda *_: self._offer_undo())
        self.tabs.setAccessibleName(self.tr("Parts of this page"))
        self.tabs.tabBar().setAccessibleName(self.tr("Parts of this page"))
        self.body.addWidget(self.tabs, 1)

    def _table(self, name: str, model: ListModel[Any]) -> TableView:
        table = TableView(name, self)
        table.show_model(model)
        return table

    def _sheet_columns(self) -> list[Column[Kept]]:
        return [
            Column(self.tr("Student"), lambda one: one.name, width=96),
            Column(
                self.tr("Class"),
                lambda one: class_words(one.school_class, language()) if one.school_class else "",
                width=92,
            ),
            Column(self.tr("Scale"), lambda one: self._names.get(one.scale, one.scale), width=140),
            Column(self.tr("State"), self._state, width=64),
            Column(self.tr("Time"), lambda one: f"{one.entered_at.astimezone(self.desk.now().tzinfo):%H:%M}", width=56),
        ]

    def _scale_columns(self) -> list[Column[ScaleRow]]:
        return [
            Column(self.tr("Name"), lambda one: one.name, width=260),
            Column(self.tr("Items"), lambda one: str(one.items), width=60, right=True),
            Column(
                self.tr("Filled in by"),
                lambda one: joined(label(f"respondent_{each}") for each in one.respondents),
                width=110,
            ),
            Column(self.tr("Stages"), lambda one: joined(label(f"stage_{each}") for each in one.stages), width=130),
            Column(
                self.tr("Key"),
                lambda one: label("scale_verified" if one.verified else "scale_not_verified"),
                width=80,
            ),
            Column(self.tr("Licence"), lambda one: label(f"licence_{one.licence}"), width=180),
        ]

    def _batch_columns(self) -> list[Column[BatchRow]]:
        return [
            Column(self.tr("When"), lambda one: moment(one.made_at, self.desk.now()), width=120),
            Column(self.tr("What"), self._batch_name, width=240),
            Column(self.tr("Taken in"), lambda one: str(one.taken), width=80, right=True),
            Column(self.tr("Merged"), lambda one: str(one.merged), width=80, right=True),
            Column(self.tr("Refused"), lambda one: str(one.refused), width=80, right=True),
            Column(
                self.tr("State"),
                lambda one: "" if one.undone_at is None else self.tr("undone {0}").format(self._when(one)),
                width=140,
            ),
        ]

    def _when(self, one: BatchRow) -> str:
        return "" if one.undone_at is None else moment(one.undone_at, self.desk.now())

    def _batch_name(self, one: BatchRow) -> str:
        kind = label(f"batch_{one.kind.value}")
        return kind if one.scale is None else f"{kind} · {self._names.get(one.scale, one.scale)}"

    def _state(self, one: Kept) -> str:
        if one.withdrawn:
            return self.tr("withdrawn")
        return self.tr("keyed twice") if one.verified else self.tr("kept")

    def _show(self, sheets: list[Kept], batches: list[BatchRow]) -> None:
        self.sheets.show_rows(sheets)
        self.sheet_table.setVisible(bool(sheets))
        self.no_sheets.setVisible(not sheets)
        self.batches.show_rows(batches)
        self.batch_table.setVisible(bool(batches))
        self.no_batches.setVisible(not batches)
        self.undo_button.setVisible(bool(batches))
        self._offer_undo()

    def _start(self, found: Round) -> None:
        self.go.emit("entry", found.to_place())

    def _lead(self, page: str) -> None:
        self.go.emit(page, {})

    def _open_sheet(self, one: Kept) -> None:
        if may(self.desk.actor.role, Action.READ_SCORE):
            self.go.emit("assessment", {"assessment": str(one.id)})

    def _choose_scale(self, one: ScaleRow) -> None:
        self.tabs.setCurrentIndex(0)
        self.form.choose(one.key)
        self.form.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_undo(self) -> None:
        row = self.batch_table.current()
        self.undo_button.setEnabled(isinstance(row, BatchRow) and row.undone_at is None)

    def _undo(self) -> None:
        row = self.batch_table.current()
        if not isinstance(row, BatchRow):
            return
        self.desk.ask.confirm(
            self,
            self.tr("Undo this import? Everything it brought in goes, and what it changed gets its old values."),
            verb=self.tr("Undo the import"),
            detail=f"{self._batch_name(row)} · {day_words(row.made_at.date(), language())}",
            then=lambda: self._undo_batch(row.id),
        )

    def _undo_batch(self, batch: UUID) -> None:
        actor, now = self.desk.actor, self.desk.now()

        def done(written: Changes) -> None:
            self.desk.notices.say(self.tr("The import is undone."))
            self.desk.changes.tell(written, self)
            self.refresh(None)

        self.write(lambda db: imports.undo(db, batch, by=actor, now=now), done)
