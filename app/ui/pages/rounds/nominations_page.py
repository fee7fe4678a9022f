"""What class teachers saw, written down before anybody has looked at a result."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.school_class import display as class_words
from app.domain.screening import SIGNS
from app.services import drafts, nominations, round_progress, rounds
from app.services.drafts import DraftView
from app.services.nominations import Named, NominationRow, NominationText
from app.services.round_progress import TargetRow
from app.services.rounds import RoundRow
from app.ui import draft_store, theme
from app.ui.desk import Desk
from app.ui.drafts import Draft
from app.ui.i18n import joined, label, language
from app.ui.pages.page import Page, Place
from app.ui.pages.rounds.form_words import short
from app.ui.tables.list_model import ListModel
from app.ui.tables.paged_model import Column
from app.ui.tables.table_view import TableView
from app.ui.widgets.chips import Chips
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.line_edit import LineEdit

_FORM = "nomination"


class NominationsPage(Page):
    """Place: ``{"round": key}``. The teacher's name stays for the next student of the class."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_nominations"))
        self.key: UUID | None = None
        self._drafted = False
        self.teacher = LineEdit(self.tr("Teacher"))
        self.teacher.setObjectName("teacher")
        self.teacher.setPlaceholderText(self.tr("Which teacher?"))
        self.student = QComboBox()
        self.student.setObjectName("student")
        self.student.setAccessibleName(self.tr("Student"))
        self.student.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.student.setMinimumContentsLength(14)
        self.student.setEditable(False)
        self.signs = Chips(self.tr("What was seen"), [(one, label(f"sign_{one}")) for one in SIGNS], multi=True)
        self.signs.setObjectName("signs")
        self.text = LineEdit(self.tr("One sentence, facts only"))
        self.text.setObjectName("text")
        self.text.setPlaceholderText(self.tr("One sentence, facts only; may stay empty"))
        self.add_button = QPushButton(self.tr("Write it down  Ctrl+S"))
        self.back_button = QPushButton(self.tr("Back to the round"))
        self.remove_button = QPushButton(self.tr("Take back…"))
        self.rows = ListModel(self._columns(), self)
        self.table = TableView(self.tr("Nominations"))
        self.table.show_model(self.rows)
        self.empty = EmptyState(self.tr("No teacher has named anybody yet."))
        self._lay_out()
        self.add_button.clicked.connect(self._add)
        self.text.entered.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.back_button.clicked.connect(lambda: self.go.emit("round", {"round": str(self.key)}))
        for line in (self.teacher, self.text):
            line.textChanged.connect(self.touched)
        self.signs.changed.connect(self.touched)

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the round's students and nominations anew."""
        key = self.key
        if key is None or (changes is not None and not changes.kinds & {"nomination", "round_target", "student"}):
            return
        actor, now = self.desk.actor, self.desk.now()

        def work(db: Any) -> tuple[RoundRow, list[TargetRow], list[NominationRow], DraftView | None]:
            return (
                rounds.get(db, key, by=actor),
                round_progress.targets(db, key, by=actor, now=now),
                nominations.listing(db, key, by=actor, now=now),
                drafts.load(db, _FORM, str(key), by=actor),
            )

        self.read(work, lambda found: self._show(*found))

    def place(self) -> Place:
        """Return which round is open."""
        return {**super().place(), **({"round": str(self.key)} if self.key else {})}

    def restore(self, place: Place) -> None:
        """Open the nominations of a round."""
        try:
            self.key = UUID(str(place.get("round")))
        except ValueError:
            self.show_problem(Problem("round_unknown"))
            return
        self.refresh(None)
        super().restore(place)

    def drafts(self) -> Iterable[Draft]:
        """Return what is written but not yet on file."""
        if self.key is None:
            return
        content = {"teacher": self.teacher.text(), "signs": self.signs.values(), "text": self.text.text()}
        if content["signs"] or content["text"]:
            self._drafted = True
            yield Draft(f"{_FORM}:{self.key}", {**content, "student": str(self.student.currentData())})
        elif self._drafted:
            self._drafted = False
            yield Draft(f"{_FORM}:{self.key}", {})

    def save(self) -> bool:
        """Write the nomination down."""
        self._add()
        return True

    def first_field(self) -> QWidget | None:
        """Return the teacher."""
        return self.teacher

    def _lay_out(self) -> None:
        theme.role(self.add_button, "primary")
        for button in (self.remove_button, self.back_button):
            self.buttons.addWidget(button)
        card = QFrame()
        theme.role(card, "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.teacher, 2)
        row.addWidget(self.student, 3)
        column.addLayout(row)
        column.addWidget(self.signs)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.text, 1)
        foot.addWidget(self.add_button)
        column.addLayout(foot)
        self.hint = QLabel(self.tr("Ask the teachers before you look at any result."))
        theme.role(self.hint, "muted")
        for widget in (self.hint, card):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.table.hide()
        self.remove_button.setEnabled(False)

    def _columns(self) -> list[Column[NominationRow]]:
        return [
            Column(self.tr("Student"), lambda one: one.name, width=100),
            Column(
                self.tr("Class"),
                lambda one: class_words(one.school_class, language()) if one.school_class else "",
                width=92,
            ),
            Column(self.tr("Teacher"), lambda one: one.nomination.teacher, width=100),
            Column(self.tr("When"), lambda one: label("nomination_late") if one.late else "", width=120),
            Column(self.tr("What was seen"), _seen, width=360),
        ]

    def _show(
        self, found: RoundRow, targets: list[TargetRow], named: list[NominationRow], kept: DraftView | None
    ) -> None:
        self.set_title(f"{label('page_nominations')} · {short(found.text.name)}")
        chosen = self.student.currentData()
        self.student.clear()
        for one in targets:
            where = class_words(one.school_class, language()) if one.school_class.grade else ""
            self.student.addItem(f"{where} {one.name} {one.number[-4:]}".strip(), str(one.student_id))
        self.rows.show_rows(named)
        self.table.setVisible(bool(named))
        self.empty.setVisible(not named)
        self.remove_button.setEnabled(bool(named))
        if found.results_seen_at is not None:
            self.hint.setText(self.tr("Results of this round were looked at: what is written now is marked as late."))
        if kept is not None and not self._drafted:
            self._drafted = True
            self.teacher.setText(str(kept.content.get("teacher") or ""))
            self.text.setText(str(kept.content.get("text") or ""))
            self.signs.set_values(kept.content.get("signs") or ())
            chosen = str(kept.content.get("student"))
        self.student.setCurrentIndex(max(0, self.student.findData(chosen)))

    def _add(self) -> None:
        key, student, actor, now = self.key, self.student.currentData(), self.desk.actor, self.desk.now()
        if key is None or not isinstance(student, str):
            return
        text = NominationText(UUID(student), self.teacher.text(), tuple(self.signs.values()), self.text.text())

        def work(db: Any) -> Named:
            named = nominations.add(db, key, text, by=actor, now=now)
            draft_store.discard(db, f"{_FORM}:{key}", by=actor)
            return named

        def done(_: Named) -> None:
            self.bar.clear()
            self._drafted = False
            self.signs.set_values([])
            self.text.clear()
            self.refresh(None)
            self.student.setFocus(Qt.FocusReason.OtherFocusReason)

        self.write(work, done)

    def _remove(self) -> None:
        row, actor = self.table.current(), self.desk.actor
        if not isinstance(row, NominationRow):
            return

        def done(written: Changes) -> None:
            self.desk.changes.tell(written, self)
            self.refresh(None)

        def reasoned(reason: str) -> None:
            now = self.desk.now()
            self.write(lambda db: nominations.remove(db, row.id, reason=reason, by=actor, now=now), done)

        self.desk.ask.line(self, self.tr("Why is it taken back?"), then=reasoned)


def _seen(one: NominationRow) -> str:
    words = joined(label(f"sign_{sign}") for sign in one.nomination.signs)
    return " · ".join(each for each in (words, one.nomination.text) if each)
