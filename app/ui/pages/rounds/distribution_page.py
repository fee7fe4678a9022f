"""How the answers of a round spread over the bands, by class and grade. Small counts stay hidden."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.services import distribution, round_papers, rounds
from app.services.distribution import Distribution, Line
from app.services.rounds import Form, RoundRow
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import label, language
from app.ui.pages.page import Page, Place
from app.ui.pages.rounds.form_words import form_words, known
from app.ui.tables.list_model import ListModel
from app.ui.tables.paged_model import Column
from app.ui.tables.table_view import TableView
from app.ui.widgets.empty_state import EmptyState

_BLOCKS = 8
_HIDDEN = "·"


class DistributionPage(Page):
    """Place: ``{"round": key}``. A count with its share as a bar; hidden ones are a dot."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_distribution"))
        self.key: UUID | None = None
        self.found: Distribution | None = None
        self._name = ""
        self.form = _choice("form", self.tr("Form"))
        self.sets = _choice("cutoffs", self.tr("Cut-off set"))
        self.save_button = QPushButton(self.tr("Save as xlsx"))
        self.back_button = QPushButton(self.tr("Back to the round"))
        self.source = QLabel()
        self.source.setTextFormat(Qt.TextFormat.PlainText)
        self.source.setWordWrap(True)
        theme.role(self.source, "small")
        self.lines: ListModel[Line] = ListModel([], self)
        self.table = TableView(self.tr("Counts by class"))
        self.empty = EmptyState(self.tr("There are too few sheets to show anything."))
        for widget in (self.form, self.sets, self.save_button, self.back_button):
            self.buttons.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.source)
        self.table.hide()
        self.save_button.setEnabled(False)
        self.form.activated.connect(lambda _: self._offer_sets())
        self.sets.activated.connect(lambda _: self._count())
        self.save_button.clicked.connect(self._save)
        self.back_button.clicked.connect(lambda: self.go.emit("round", {"round": str(self.key)}))

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the round's forms and count anew."""
        key, actor = self.key, self.desk.actor
        if key is None or (changes is not None and not changes.kinds & {"assessment", "round_scale"}):
            return
        self.read(lambda db: rounds.get(db, key, by=actor), self._offer)

    def place(self) -> Place:
        """Return which round is open."""
        return {**super().place(), **({"round": str(self.key)} if self.key else {})}

    def restore(self, place: Place) -> None:
        """Open a round."""
        try:
            self.key = UUID(str(place.get("round")))
        except ValueError:
            self.show_problem(Problem("round_unknown"))
            return
        self.refresh(None)
        super().restore(place)

    def first_field(self) -> QWidget | None:
        """Return the table."""
        return self.table if self.table.isVisible() else self.back_button

    def _offer(self, found: RoundRow) -> None:
        self._name = found.text.name
        names, chosen = known(self.desk), self.form.currentIndex()
        self.form.clear()
        for one in found.text.forms:
            if distribution.sets_of(one.scale):
                self.form.addItem(form_words(one, names), one)
        self.form.setCurrentIndex(max(0, min(chosen, self.form.count() - 1)))
        self._offer_sets()

    def _offer_sets(self) -> None:
        form = self.form.currentData()
        self.sets.clear()
        if not isinstance(form, Form):
            self._show(None)
            return
        for key in distribution.sets_of(form.scale):
            self.sets.addItem(key, key)
        self._count()

    def _count(self) -> None:
        key, form, chosen, actor, now = (
            self.key,
            self.form.currentData(),
            self.sets.currentData(),
            self.desk.actor,
            self.desk.now(),
        )
        if key is None or not isinstance(form, Form):
            return
        spoken = language()
        self.read(
            lambda db: distribution.of_form(db, key, form, cutoffs=chosen, by=actor, now=now, language=spoken),
            self._show,
        )

    def _show(self, found: Distribution | None) -> None:
        self.found = found
        some = found is not None and not found.withheld and any(one.n != 0 for one in found.lines)
        self.table.setVisible(some)
        self.empty.setVisible(not some)
        self.save_button.setEnabled(some)
        if found is None or not some:
            self.source.setText("")
            return
        self.source.setText(f"{self._name} · {found.made_for} · {found.source}\n{label('small_cells_hidden')}")
        self.sets.setItemText(self.sets.currentIndex(), found.made_for)
        self.lines = ListModel(self._columns(found), self)
        self.table.show_model(self.lines)
        self.lines.show_rows(found.lines)
        self.table.setCurrentIndex(self.lines.index(0, 0))
        if self.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self, found: Distribution) -> list[Column[Line]]:
        spoken = language()
        columns: list[Column[Line]] = [
            Column(self.tr("Class"), lambda one: round_papers.place_name(one, spoken), width=110),
            Column("n", lambda one: _HIDDEN if one.n is None else str(one.n), width=64, right=True),
        ]
        for at, band in enumerate(found.columns):
            columns.append(Column(band.name, lambda one, at=at: _cell(one, at), width=132))  # type: ignore[misc] # bound
        return columns

    def _save(self) -> None:
        key, found, actor, now, spoken = self.key, self.found, self.desk.actor, self.desk.now(), language()
        if key is None or found is None:
            return

        def write(path: Path) -> None:
            self.write(
                lambda db: round_papers.save_distribution(db, key, found, path, by=actor, now=now, language=spoken),
                lambda _: self.desk.notices.say(self.tr("The table is saved.")),
            )

        name = f"{label('page_distribution')}{now:%m%d%H%M}.xlsx"
        self.desk.ask.save_file(self, self.tr("Save as xlsx"), name=name, patterns="Excel (*.xlsx)", then=write)


def _choice(name: str, words: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(9)
    return made


def _cell(line: Line, at: int) -> str:
    """Return 「12 ▓▓▓░░░░░」, the bar being the share of the line."""
    count = line.counts[at]
    if count is None:
        return _HIDDEN
    blocks = count * _BLOCKS // line.n if line.n else 0
    return f"{count}  {'▓' * blocks}{'░' * (_BLOCKS - blocks)}"
