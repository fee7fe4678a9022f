"""Taking a questionnaire export in."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.services import answer_import, scales, sheets
from app.services.answer_import import Preview, Terms
from app.services.imports import Report
from app.services.scales import ScaleRow
from app.services.sheets import AnswersMapping
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import label, language
from app.ui.jobs import Meter
from app.ui.pages.imports.choices import Choices, who
from app.ui.pages.imports.columns_table import ColumnsTable
from app.ui.pages.imports.import_page import COLUMNS, DRY_RUN, ImportPage, Take
from app.ui.pages.imports.import_roster import left
from app.ui.pages.page import Place
from app.ui.widgets.chips import Chips
from app.ui.widgets.date_edit import DateEdit

_IDENTITY = ("name", "number", "grade", "klass", "seconds", "submitted")
_ITEM = "item"


class ImportAnswersPage(ImportPage):
    """A remembered kind of file goes to its dry run at once: scale, file, import."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_import_answers"))
        self._scales: dict[str, ScaleRow] = {}
        self.mapping: AnswersMapping | None = None
        self.preview: Preview | None = None
        self.round: UUID | None = None
        self.scale = QComboBox()
        self.scale.setObjectName("scale")
        self.scale.setAccessibleName(self.tr("Scale"))
        self.scale.setMinimumContentsLength(24)
        self.scale.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.respondent = Chips(self.tr("Filled in by"), [])
        self.columns = ColumnsTable(self.tr("Columns of the file"))
        self.columns.setObjectName("columns")
        self.kind = Chips(
            self.tr("The answers are"), [(one, label(f"answer_kind_{one}")) for one in ("text", "number", "score")]
        )
        self.options = Choices(self.tr("What are these answers worth?"))
        self.people = Choices(self.tr("Who is meant?"))
        self.day = DateEdit(self.tr("Day of the sheets without a date"), lambda: desk.now().date())
        self._day_words = QLabel()
        self._lay_out()
        self.scale.currentIndexChanged.connect(lambda _: self._offer())
        self.options.changed.connect(self._decide)
        self.people.changed.connect(self._decide)
        self.day.editingFinished.connect(self._decide)

    def refresh(self, changes: Changes | None = None) -> None:
        """Offer the scales once."""
        if changes is None and not self._scales:
            found = scales.listing(by=self.desk.actor, language=language())
            self._scales = {one.key: one for one in found}
            for one in found:
                self.scale.addItem(one.name, one.key)
            self._offer()

    def place(self) -> Place:
        """Return the screening round the sheets go to."""
        return {**super().place(), **({"round": str(self.round)} if self.round else {})}

    def restore(self, place: Place) -> None:
        """Take sheets in for a screening round, or outside of any."""
        try:
            self.round = UUID(str(place["round"])) if place.get("round") else None
        except ValueError:
            self.round = None
        if place.get("scale"):
            self.scale.setCurrentIndex(max(0, self.scale.findData(place["scale"])))
        if place.get("respondent"):
            self.respondent.set_value(str(place["respondent"]))
        self.set_title(
            label("page_import_answers") + (f" · {place['name']}" if self.round and place.get("name") else "")
        )
        super().restore(place)

    def begin_anew(self) -> None:
        """Forget the file and what was decided about it."""
        self.mapping = self.preview = None
        super().begin_anew()

    def read_done(self) -> None:
        """Guess the columns, or take those of the last file of this kind and go to the dry run."""
        file, scale, actor = self.file, str(self.scale.currentData()), self.desk.actor
        if file is None:
            return
        self.read(lambda db: answer_import.guess(db, file.sheet, scale, by=actor), lambda found: self._guessed(*found))

    def dry_run(self) -> None:
        """Plan and score the file against the store and show what would come of it."""
        try:
            self.mapping = self._chosen()
        except Problem as problem:
            self.show_problem(problem)
            return
        self.people.show_questions([], {})
        self._check(Terms(self.respondent.value(), self.day.day(), round_id=self.round))

    def ready(self) -> bool:
        """Return whether any sheet would be taken in."""
        return self.preview is not None and self.preview.taken > 0

    def taking(self) -> Take:
        """Return what imports the file as decided."""
        file, mapping, terms = self.file, self.mapping, self._terms()
        actor, now = self.desk.actor, self.desk.now()

        def take(db: Any, meter: Meter) -> Report:
            if file is None or mapping is None:
                raise Problem("cancelled")
            return answer_import.take(
                db,
                file.sheet,
                mapping,
                sha256=file.sha256,
                terms=terms,
                by=actor,
                now=now,
                progress=meter.report,
            )

        return take

    def counts(self, report: Report) -> list[tuple[str, int]]:
        """Return what the last step counts: sheets are never merged."""
        return [
            (self.tr("Taken in"), report.taken),
            (self.tr("There already"), report.unchanged),
            (self.tr("Refused"), len(report.refused)),
            (self.tr("Alerts"), len(report.alerts)),
        ]

    def _lay_out(self) -> None:
        words = QLabel(
            self.tr(
                "An export of a questionnaire platform as .xlsx or .csv, one row per sheet. Totals of the platform are "
                "not used: every sheet is scored here, and answers that call for a person raise alerts at once."
            )
        )
        words.setWordWrap(True)
        form = QFormLayout()
        form.addRow(self.tr("Scale"), self.scale)
        form.addRow(self.tr("Filled in by"), self.respondent)
        first = self.layout_of(self.file_step)
        first.addWidget(words)
        first.addLayout(form)
        first.addLayout(left(self.choose_button))
        first.addStretch(1)
        theme.role(self.choose_button, "primary")
        second = self.layout_of(self.columns_step)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("The answers are")))
        row.addWidget(self.kind, 1)
        second.addLayout(row)
        second.addWidget(self.columns, 1)
        third = self.layout_of(self.dry_step)
        day = QHBoxLayout()
        day.addWidget(self._day_words)
        day.addWidget(self.day)
        day.addStretch(1)
        questions = QVBoxLayout()
        for one in (self.options, self.people):
            questions.addWidget(one, 1)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.dry, 3)
        beside.addLayout(questions, 2)
        third.addLayout(day)
        third.addLayout(beside, 1)

    def _offer(self) -> None:
        row = self._scales.get(str(self.scale.currentData()))
        if row is not None:
            self.respondent.set_options([(one, label(f"respondent_{one}")) for one in row.respondents])
            if self.respondent.value() is None:
                self.respondent.set_value(row.respondents[0])

    def _guessed(self, mapping: AnswersMapping, remembered: bool) -> None:
        file = self.file
        if file is None:
            return
        self.mapping = mapping
        chosen = dict.fromkeys(mapping.items, _ITEM)
        for code in _IDENTITY:
            at = getattr(mapping, code)
            if at is not None:
                chosen[at] = code
        options = [(code, label(f"answer_column_{code}")) for code in _IDENTITY]
        self.columns.show_columns(
            dict(sheets.titles(file.sheet, mapping.header_row)),
            sheets.preview_rows(file.sheet, mapping.header_row),
            [*options, (_ITEM, self.tr("an item"))],
            chosen,
        )
        self.kind.set_value(None if mapping.kind == "unsure" else mapping.kind)
        self.options.show_questions([], {})
        if remembered:
            self.dry_run()
        else:
            self.show_step(COLUMNS)

    def _chosen(self) -> AnswersMapping:
        """Return the mapping as chosen. Raises Problem("mapping_column_twice")."""
        chosen, mapping = self.columns.chosen(), self.mapping
        if mapping is None:
            raise Problem("cancelled")
        places: dict[str, Any] = dict.fromkeys(_IDENTITY)
        for at, code in chosen.items():
            if code == _ITEM:
                continue
            if places[code] is not None:
                raise Problem("mapping_column_twice", field=label(f"answer_column_{code}"))
            places[code] = at
        items = tuple(at for at, code in chosen.items() if code == _ITEM)
        kind: Any = self.kind.value() or "unsure"
        return replace(mapping, items=items, kind=kind, **places)

    def _terms(self) -> Terms:
        chosen = {int(row): number for row, number in self.people.chosen().items()}
        return Terms(self.respondent.value(), self.day.day(), chosen, self.round)

    def _decide(self) -> None:
        """Check again with what the person decided."""
        if self.mapping is not None and self.step == DRY_RUN:
            values = {text: int(value) for text, value in self.options.chosen().items()}
            self.mapping = replace(self.mapping, options={**self.mapping.options, **values})
            self._check(self._terms())

    def _check(self, terms: Terms) -> None:
        file, mapping, actor, now = self.file, self.mapping, self.desk.actor, self.desk.now()
        if file is None or mapping is None:
            return
        self.with_meter(
            lambda meter: self.read(
                lambda db: answer_import.preview(
                    db,
                    file.sheet,
                    mapping,
                    terms=terms,
                    sha256=file.sha256,
                    by=actor,
                    now=now,
                    progress=meter.report,
                ),
                self._checked,
                progress=meter,
            )
        )

    def _checked(self, found: Preview) -> None:
        self.preview = found
        counts = [
            (self.tr("To take in"), found.taken),
            (self.tr("There already"), found.unchanged),
            (self.tr("Refused"), len(found.refused)),
            (self.tr("To look at"), len(found.warned)),
            (self.tr("Alerts"), found.alerts),
        ]
        self.dry.show_report(counts, found.refused, found.warned)
        undated = found.undated > 0
        self._day_words.setText(self.tr("{0} sheets have no date of their own. Filled in on").format(found.undated))
        self._day_words.setVisible(undated)
        self.day.setVisible(undated)
        if undated and self.day.day() is None:
            self.day.blockSignals(True)
            self.day.set_day(self.desk.now().date())
            self.day.blockSignals(False)
        self._ask(found)
        self.show_step(DRY_RUN)

    def _ask(self, found: Preview) -> None:
        """Ask what the file left open; what was decided before stays on screen, to be changed."""
        if self.mapping is None:
            return
        form = scales.form(self.mapping.scale, by=self.desk.actor, language=language())
        values = sorted({value for item in form.items for value in item.allowed})
        open_texts = [
            *found.unknown_options,
            *(text for text in self.options.combos if text not in found.unknown_options),
        ]
        worth = [(str(value), str(value)) for value in values]
        decided = {text: str(value) for text, value in self.mapping.options.items()}
        self.options.show_questions([(text, f"「{text}」", worth) for text in open_texts], decided)
        before = self.people.chosen()
        rows = [who(one, self.tr("row {0}").format(one.row)) for one in found.unknown if one.candidates]
        asked = {key for key, _, _ in rows}
        kept = [
            (key, self.people.words(key), [(number, combo.currentText())])
            for key, combo in self.people.combos.items()
            if key not in asked and (number := before.get(key))
        ]
        self.people.show_questions([*rows, *kept], before)
