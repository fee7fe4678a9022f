"""Everything on file of one student, newest first."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.services import search
from app.services.timeline import Kind, Line
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.page import Page
from app.ui.pages.students import timeline_texts
from app.ui.pages.students.part import Part
from app.ui.pages.students.timeline_row import TimelineRow
from app.ui.times import moment
from app.ui.widgets.chips import Chips
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.line_edit import LineEdit

AT_ONCE = 40
"""Lines shown at first; a button brings the older ones."""

_SYMBOLS = {
    Kind.SESSION: "mdi6.message-text-outline",
    Kind.ASSESSMENT: "mdi6.clipboard-text-outline",
    Kind.ALERT: "mdi6.flag-outline",
    Kind.PLAN: "mdi6.lifebuoy",
    Kind.DOCUMENT: "mdi6.file-document-outline",
}


class TimelinePanel(Part):
    """Filters by kind and by words. Lines open in place; their buttons lead to the record."""

    def __init__(self, page: Page, student: UUID) -> None:
        super().__init__(page, student)
        self._lines: Sequence[Line] = ()
        self._noted: set[UUID] = set()
        self._shown = AT_ONCE
        self.rows: list[TimelineRow] = []
        kinds = [("all", self.tr("All")), *((kind.value, label(f"timeline_{kind.value}")) for kind in Kind)]
        self.kinds = Chips(self.tr("Show"), kinds)
        self.kinds.set_value("all")
        self.kinds.changed.connect(self._draw_anew)
        self.field = LineEdit(self.tr("Search in this file"))
        self.field.setObjectName("file_search")
        self.field.setPlaceholderText(self.tr("Search in this file"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(140)
        self.field.setMaximumWidth(200)
        self.field.searched.connect(self._typed)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._list.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        theme.role(inside, "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        self.older = QPushButton(self.tr("Show older ones"))
        theme.role(self.older, "flat")
        self.older.clicked.connect(self._more)
        column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self.empty = EmptyState("")
        column.addWidget(self.empty)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        top = QHBoxLayout()
        top.addWidget(self.kinds, 1)
        top.addWidget(self.field)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addLayout(top)
        frame.addWidget(area, 1)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; filters stay."""
        self._lines = lines
        self._draw()

    def _typed(self, text: str) -> None:
        actor, student = self.desk.actor, self.student
        if not text.strip():
            self._noted = set()
            self._draw_anew()
            return

        def done(found: set[UUID]) -> None:
            if self.field.text() + self.field.preedit == text:
                self._noted = found
                self._draw_anew()

        self.read(lambda db: search.notes_of(db, student, text, by=actor), done)

    def _draw_anew(self) -> None:
        self._shown = AT_ONCE
        self._draw()

    def _more(self) -> None:
        at = len(self.rows)
        self._shown += AT_ONCE
        self._draw()
        if at < len(self.rows):
            self.rows[at].button.setFocus()

    def _draw(self) -> None:
        now, actor = self.desk.now(), self.desk.actor
        typed = (self.field.text() + self.field.preedit).strip().casefold()
        wanted = self.kinds.value()
        found = []
        for line in self._lines:
            text = timeline_texts.summary(line, actor)
            kind_fits = wanted in (None, "all", line.kind.value)
            if kind_fits and (not typed or line.id in self._noted or typed in f"{text} {line.text}".casefold()):
                found.append((line, text))
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for line, text in found[: self._shown]:
            row = TimelineRow(
                moment(line.at, now),
                label(f"timeline_{line.kind.value}"),
                text,
                symbol=_SYMBOLS[line.kind],
                level=timeline_texts.level_of(line),
                verb=self._verb(line),
            )
            row.unfolded.connect(partial(self._unfold, row, line))
            row.opened.connect(partial(self._open, line))
            row.button.moved.connect(partial(self._step, row))
            self._list.addWidget(row)
            self.rows.append(row)
        self.older.setVisible(len(found) > self._shown)
        self.empty.setVisible(not found)
        filtered = bool(typed) or wanted not in (None, "all")
        self.empty.set_text(
            self.tr("Nothing found here.") if filtered else self.tr("No records yet. Write the first one: Ctrl+N")
        )

    def _verb(self, line: Line) -> str:
        verbs = {
            Kind.SESSION: self.tr("Open the record"),
            Kind.ALERT: self.tr("Open the alert"),
            Kind.ASSESSMENT: self.tr("Open the result"),
            Kind.PLAN: self.tr("Open the plan"),
        }
        if line.kind is Kind.DOCUMENT and line.params.get("referral_id"):
            return self.tr("Open the referral")
        return verbs.get(line.kind, "")

    def _unfold(self, row: TimelineRow, line: Line) -> None:
        student, actor, now = self.student, self.desk.actor, self.desk.now()

        def done(paragraphs: list[str]) -> None:
            if row in self.rows:
                row.show_paragraphs(paragraphs)

        self.read(lambda db: timeline_texts.details(db, student, line, by=actor, now=now), done)

    def _open(self, line: Line) -> None:
        student = str(self.student)
        if line.kind is Kind.SESSION:
            self.page.go.emit("session", {"session": str(line.id)})
        elif line.kind is Kind.ALERT:
            self.page.go.emit("alert", {"alert": str(line.id)})
        elif line.kind is Kind.ASSESSMENT:
            self.page.go.emit("assessment", {"assessment": str(line.id)})
        elif line.kind is Kind.PLAN:
            self.page.go.emit("plan", {"student": student})
        else:
            self.page.go.emit("referral", {"student": student, "referral": str(line.params["referral_id"])})

    def _step(self, row: TimelineRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].button.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(self.rows[at].button)
