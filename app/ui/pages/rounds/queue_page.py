"""The second round: who is to be talked to, how soon and why. The core of a screening, not the scores."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.school_class import display as class_words
from app.services import rounds, second_round
from app.services.queue_words import words as reason_words
from app.services.second_round import Queue, QueueRow, Refreshed
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import joined, label, language
from app.ui.pages.page import Page, Place
from app.ui.tables.list_model import ListModel
from app.ui.tables.paged_model import Column
from app.ui.tables.table_view import TableView
from app.ui.times import due_words
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.inline_bar import InlineBar
from app.ui.widgets.level_badge import word

_SHOWN = frozenset({"assessment", "nomination", "second_round", "student", "screening_round"})
_NAMED = 6


class QueuePage(Page):
    """Place: ``{"round": key}``. Enter opens the talk with the student in hand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_queue"))
        self.key: UUID | None = None
        self.found: Queue | None = None
        self._wanted = ""
        self.undecided = QCheckBox(self.tr("Only undecided"))
        self.undecided.setObjectName("undecided")
        self.round_button = QPushButton(self.tr("Back to the round"))
        self.talk_button = QPushButton(self.tr("Talk to this student"))
        theme.role(self.talk_button, "primary")
        self.meeting_button = QPushButton(self.tr("Case meeting sheet"))
        self.help_button = QPushButton(self.tr("Request to the county"))
        self.today = InlineBar()
        self.hours = QLabel()
        self.rows = ListModel(self._columns(), self)
        self.table = TableView(self.tr("Students to talk to"))
        self.table.show_model(self.rows)
        self.why = QLabel()
        self.empty = EmptyState(
            self.tr("Nobody is waiting for a talk. Low scores are no proof that all is well."),
            {self.tr("Back to the round"): self._back},
        )
        self._lay_out()
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._explain())
        self.rows.modelReset.connect(self._explain)
        self.undecided.toggled.connect(lambda _: self._fill())
        self.talk_button.clicked.connect(lambda: self._open(self.table.current()))
        self.round_button.clicked.connect(self._back)

    def refresh(self, changes: Changes | None = None) -> None:
        """Bring the queue up to the sheets and nominations there are, and show it."""
        key = self.key
        if key is None or (changes is not None and not changes.kinds & _SHOWN):
            return
        actor, now = self.desk.actor, self.desk.now()

        def look(db: Any) -> tuple[str, Queue]:
            return rounds.get(db, key, by=actor).text.name, second_round.queue(db, key, by=actor, now=now)

        def done(refreshed: Refreshed) -> None:
            if refreshed.changes.kinds:
                self.desk.changes.tell(refreshed.changes, self)
            self.read(look, lambda found: self._show(*found))

        self.write(lambda db: second_round.refresh(db, key, by=actor, now=now), done)

    def place(self) -> Place:
        """Return which round is open and who is in hand."""
        row = self.table.current()
        return {
            **super().place(),
            **({"round": str(self.key)} if self.key else {}),
            **({"entry": str(row.id)} if isinstance(row, QueueRow) else {}),
        }

    def restore(self, place: Place) -> None:
        """Open the queue of a round."""
        try:
            self.key = UUID(str(place.get("round")))
        except ValueError:
            self.show_problem(Problem("round_unknown"))
            return
        self.bar.clear()
        self._wanted = str(place.get("entry") or "")
        self.refresh(None)
        super().restore(place)

    def first_field(self) -> QWidget | None:
        """Return the table."""
        return self.table if self.rows.rows else None

    def _lay_out(self) -> None:
        for widget in (self.undecided, self.round_button, self.talk_button):
            self.buttons.addWidget(widget)
        self.hours.setTextFormat(Qt.TextFormat.PlainText)
        self.hours.setWordWrap(True)
        theme.role(self.hours, "muted")
        line = QHBoxLayout()
        line.addWidget(self.hours, 1)
        for button, kind in ((self.meeting_button, "case_meeting"), (self.help_button, "county_help")):
            line.addWidget(button)
            button.setEnabled(False)
            button.clicked.connect(lambda _=False, kind=kind: self._paper(kind))
        self.help_button.hide()
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setWordWrap(True)
        self.why.setAccessibleName(self.tr("Reasons"))
        self.body.addWidget(self.today)
        self.body.addLayout(line)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.why)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()

    def _columns(self) -> list[Column[QueueRow]]:
        return [
            Column(self.tr("Urgency"), lambda one: word(one.urgency), width=84, level=lambda one: one.urgency),
            Column(self.tr("Student"), lambda one: one.name, width=92),
            Column(
                self.tr("Class"),
                lambda one: class_words(one.school_class, language()) if one.school_class else "",
                width=92,
            ),
            Column(self.tr("Talk by"), self._due, width=104),
            Column(self.tr("Decided"), self._outcome, width=116),
            Column(self.tr("Why"), reasons_of, width=380),
        ]

    def _due(self, one: QueueRow) -> str:
        return due_words(one.due_at, self.desk.now()) if one.open else "—"

    def _outcome(self, one: QueueRow) -> str:
        if one.outcome is None:
            return self.tr("talk noted") if one.interview else ""
        words = label(f"outcome_{one.outcome.value}")
        return self.tr("{0}, something new").format(words) if one.renewed else words

    def _show(self, name: str, found: Queue) -> None:
        self.found = found
        first = [one for one in found.rows if one.id in found.today]
        if first:
            named = joined(one.name for one in first[:_NAMED]) + ("…" if len(first) > _NAMED else "")
            self.today.show_problem(self.tr("To be talked to today, {0}: {1}").format(len(first), named))
        else:
            self.today.clear()
        self.hours.setText(f"{name} · {self._hours(found)}")
        self.meeting_button.setEnabled(any(one.open for one in found.rows))
        self.help_button.setEnabled(True)
        self.help_button.setVisible(not found.fits)
        self._fill()
        field = self.first_field()
        if field is not None and self.isVisible():
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hours(self, found: Queue) -> str:
        to_do = sum(one.open for one in found.rows)
        needed = self.tr("{0} students to talk to, about {1} hours").format(to_do, _as_hours(found.minutes_needed))
        if found.minutes_available is None:
            return needed
        words = needed + self.tr("; {0} hours available").format(_as_hours(found.minutes_available))
        return words if found.fits else words + self.tr(". It does not fit: ask the county for help.")

    def _fill(self) -> None:
        rows = [one for one in (self.found.rows if self.found else ()) if one.open or not self.undecided.isChecked()]
        self.rows.show_rows(rows)
        for widget in (self.table, self.why):
            widget.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.talk_button.setEnabled(bool(rows))
        wanted = next((at for at, one in enumerate(rows) if str(one.id) == self._wanted), None)
        self._wanted = ""
        if rows and (wanted is not None or self.table.current() is None):
            self.table.setCurrentIndex(self.rows.index(wanted or 0, 0))
        self._explain()

    def _explain(self) -> None:
        """Say the reasons of the student in hand in full."""
        row = self.table.current()
        words = f"{row.name}：{reasons_of(row)}" if isinstance(row, QueueRow) else ""
        if isinstance(row, QueueRow) and row.decided_by:
            words += "\n" + self.tr("Decided by {0}: {1}").format(row.decided_by, row.decision)
        self.why.setText(words)

    def _open(self, row: object) -> None:
        if isinstance(row, QueueRow):
            self.go.emit("interview", {"entry": str(row.id), "round": str(self.key)})

    def _paper(self, kind: str) -> None:
        self.go.emit("round_paper", {"round": str(self.key), "paper": kind})

    def _back(self) -> None:
        self.go.emit("round", {"round": str(self.key)})


def reasons_of(row: QueueRow) -> str:
    """Return the reasons in words, one after the other."""
    said = (reason_words(one.code, one.params, language()) for one in row.reasons)
    return ("；" if language() == "zh" else "; ").join(said)


def _as_hours(minutes: int) -> str:
    """Return hours, halves rounded up: 135 minutes are 2.5 hours."""
    halves = -(-minutes // 30)
    return f"{halves / 2:g}"
