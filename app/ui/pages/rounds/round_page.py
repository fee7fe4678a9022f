"""One round: how far each class is, what comes next, what to mind, and the ways to the work."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.changes import Changes
from app.domain.dates import display as day_words
from app.domain.problems import Problem
from app.domain.rights import Action, may
from app.domain.school_class import SchoolClass
from app.domain.school_class import display as class_words
from app.domain.screening import SUICIDE_SCREEN, RoundState
from app.services import round_progress, rounds, scales, unscored
from app.services.round_progress import ClassProgress, Progress, RetestRow
from app.services.rounds import Form
from app.services.scales import ScaleRow
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import joined, label, language
from app.ui.pages.entry.round import Round
from app.ui.pages.page import Page, Place
from app.ui.pages.rounds.form_words import form_words, forms_words, known, short
from app.ui.pages.rounds.mind import mind
from app.ui.tables.list_model import ListModel
from app.ui.tables.paged_model import Column
from app.ui.tables.table_view import TableView
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.flow import Flow

_SHOWN = frozenset({"screening_round", "round_scale", "round_target", "assessment", "student", "consent"})
_BLOCKS = 6


class RoundPage(Page):
    """Place: ``{"round": key}``. Enter on a class keys in its missing sheets."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_round"))
        self.key: UUID | None = None
        self.progress: Progress | None = None
        self._scales: dict[str, ScaleRow] = {}
        self.screening = may(desk.actor.role, Action.SCREENING)
        self.form = QComboBox()
        self.form.setObjectName("form")
        self.form.setAccessibleName(self.tr("Form to key in"))
        self.form.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.form.setMinimumContentsLength(12)
        self.critical_button = QPushButton(self.tr("Critical items first"))
        self.key_button = QPushButton(self.tr("Key in"))
        self.queue_button = QPushButton(self.tr("Who to talk to"))
        self.import_button = QPushButton(self.tr("Import answers"))
        self.named_button = QPushButton(self.tr("Teachers' nominations"))
        self.sheets_button = QPushButton(self.tr("Blank sheets"))
        self.missing_button = QPushButton(self.tr("Missing list"))
        self.spread_button = QPushButton(self.tr("Distribution"))
        self.close_button = QPushButton(self.tr("Close the round…"))
        self.facts = ElidedLabel()
        theme.role(self.facts, "muted")
        self.steps = QLabel()
        self.steps.setWordWrap(True)
        self.steps.setTextFormat(Qt.TextFormat.PlainText)
        self.classes = ListModel(self._columns(), self)
        self.table = TableView(self.tr("Progress by class"))
        self.table.show_model(self.classes)
        self._lay_out()
        self.table.opened.connect(lambda one: self._key_in(one.school_class))
        self.form.activated.connect(lambda _: self._offer_critical())
        self._offer()

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the progress anew."""
        key = self.key
        if key is None or (changes is not None and not changes.kinds & _SHOWN):
            return
        actor, now, screening = self.desk.actor, self.desk.now(), self.screening
        self._scales = self._scales or known(self.desk)

        def work(db: Any) -> tuple[Progress, list[RetestRow], int]:
            found = round_progress.progress(db, key, by=actor, now=now)
            if not screening:
                return found, [], 0
            return found, round_progress.retest(db, key, by=actor), unscored.waiting(db, key, by=actor)

        self.read(work, lambda found: self._show(*found))

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
        self.bar.clear()
        self.refresh(None)
        super().restore(place)

    def first_field(self) -> QWidget | None:
        """Return the table of classes."""
        return self.table

    def _lay_out(self) -> None:
        theme.role(self.queue_button, "primary")
        for widget in (self.form, self.critical_button, self.key_button, self.queue_button):
            self.buttons.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.facts, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.steps)
        foot = QWidget()
        flow = Flow(foot)
        papers = (self.sheets_button, self.missing_button)
        for button in (self.import_button, *papers, self.named_button, self.spread_button, self.close_button):
            flow.addWidget(button)
            button.setVisible(self.screening or button in papers)
        self.sheets_button.clicked.connect(lambda: self._paper("answer_sheets"))
        self.missing_button.clicked.connect(lambda: self._paper("missing_list"))
        self.spread_button.clicked.connect(lambda: self._lead("distribution"))
        self.body.addWidget(foot)
        self.queue_button.setVisible(self.screening)
        self.queue_button.clicked.connect(lambda: self._lead("queue"))
        self.named_button.clicked.connect(lambda: self._lead("nominations"))
        self.key_button.clicked.connect(lambda: self._key_in(None))
        self.critical_button.clicked.connect(lambda: self._key_in(None, critical=True))
        self.import_button.clicked.connect(self._import)
        self.close_button.clicked.connect(self._close)

    def _columns(self) -> list[Column[ClassProgress]]:
        return [
            Column(self.tr("Class"), lambda one: _class(one.school_class), width=96),
            Column(self.tr("Expected"), lambda one: str(one.expected), width=84, right=True),
            Column(self.tr("Tested"), lambda one: str(one.done), width=60, right=True),
            Column(self.tr("Missing"), lambda one: str(one.missing), width=74, right=True),
            Column(self.tr("Keyed once"), lambda one: str(one.unverified), width=96, right=True),
            Column(self.tr("To review"), lambda one: _number(one.to_review), width=80, right=True),
            Column(self.tr("No consent"), lambda one: str(one.no_consent or ""), width=96, right=True),
            Column(
                self.tr("Source"),
                lambda one: joined(f"{label(f'answer_source_{s.value}')} {n}" for s, n in one.by_source.items()),
                width=104,
            ),
            Column(self.tr("Progress"), _bar, width=110),
        ]

    def _show(self, found: Progress, retest: list[RetestRow], waiting: int) -> None:
        self.progress = found
        text = found.round.text
        self.set_title(short(text.name))
        state = label(f"round_state_{found.round.state.value}")
        days = f"{day_words(text.starts_on, language())} — {day_words(text.ends_on, language())}"
        students = self.tr("{0} students").format(found.total.students)
        name = () if short(text.name) == text.name else (text.name,)
        self.facts.setText(" · ".join((*name, state, days, students, forms_words(text.forms, self._scales))))
        chosen = self.form.currentIndex()
        self.form.clear()
        for one in text.forms:
            self.form.addItem(form_words(one, self._scales), one)
        self.form.setCurrentIndex(max(0, min(chosen, self.form.count() - 1)))
        self.form.setVisible(len(text.forms) > 1)
        self.classes.show_rows(found.classes)
        if found.classes and self.table.current() is None:
            self.table.setCurrentIndex(self.classes.index(0, 0))
        self.steps.setText(self._next(found))
        self._offer()
        mind(self, found, retest, waiting)
        if self.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self, found: Progress) -> str:
        """Return the next steps in words."""
        total, steps = found.total, []
        behind = [one for one in found.classes if one.missing]
        if behind and found.round.state is RoundState.OPEN:
            named = joined(_class(one.school_class) for one in behind[:3]) + ("…" if len(behind) > 3 else "")
            steps.append(self.tr("get the {0} missing sheets of {1}").format(total.missing, named))
        if total.unverified:
            steps.append(self.tr("key {0} sheets a second time").format(total.unverified))
        if total.to_review:
            steps.append(self.tr("look at {0} doubtful sheets").format(total.to_review))
        steps.append(self.tr("decide who to talk to"))
        marks = "①②③④"
        return self.tr("Next: {0}").format("  ".join(f"{marks[at]} {one}" for at, one in enumerate(steps)))

    def _offer(self) -> None:
        """Offer what can be done with the round as it stands."""
        found = self.progress
        taking = found is not None and found.round.state is RoundState.OPEN
        for button in (self.key_button, self.import_button):
            button.setEnabled(taking)
        for button in (self.queue_button, self.named_button, self.spread_button, self.close_button):
            button.setEnabled(found is not None)
        for button in (self.sheets_button, self.missing_button):
            button.setEnabled(found is not None)
        self.close_button.setText(
            self.tr("Open it again…") if found is not None and not taking else self.tr("Close the round…")
        )
        self._offer_critical()

    def _offer_critical(self) -> None:
        form = self.form.currentData()
        self.critical_button.setEnabled(
            self.key_button.isEnabled()
            and isinstance(form, Form)
            and bool(scales.form(form.scale, by=self.desk.actor, language=language()).critical)
        )

    def _key_in(self, school_class: SchoolClass | None, *, critical: bool = False) -> None:
        form = self.form.currentData()
        if not isinstance(form, Form) or not self.key_button.isEnabled():
            return
        where = school_class or self._behind()
        today = self.desk.now().date()
        pile = Round(form.scale, today, form.respondent, screening=self.key, critical=critical)
        self.go.emit("entry", {**pile.to_place(), **({"grade": where.grade, "class": where.number} if where else {})})

    def _behind(self) -> SchoolClass | None:
        """Return the first class with sheets missing."""
        classes = self.progress.classes if self.progress else ()
        return next((one.school_class for one in classes if one.missing), None)

    def _import(self) -> None:
        form = self.form.currentData()
        if isinstance(form, Form) and self.progress is not None:
            place = {"scale": form.scale, "respondent": form.respondent, "name": self.progress.round.text.name}
            self.go.emit("import_answers", {"round": str(self.key), **place})

    def _paper(self, kind: str) -> None:
        """Show a paper of the class in hand: blank sheets for it; who is missing, of all classes."""
        form, row = self.form.currentData(), self.table.current()
        place: Place = {"round": str(self.key), "paper": kind}
        if kind == "answer_sheets" and isinstance(form, Form):
            place |= {"scale": form.scale, "respondent": form.respondent}
            if isinstance(row, ClassProgress) and row.school_class.grade:
                place |= {"grade": row.school_class.grade, "class": row.school_class.number}
        self.go.emit("round_paper", place)

    def _lead(self, page: str) -> None:
        self.go.emit(page, {"round": str(self.key)})

    def _close(self) -> None:
        key, actor = self.key, self.desk.actor
        if key is None or self.progress is None:
            return
        if self.progress.round.state is RoundState.CLOSED:
            self.desk.ask.line(
                self,
                self.tr("Why is the round opened again?"),
                then=lambda reason: self.change(
                    lambda db: rounds.reopen(db, key, reason=reason, by=actor, now=self.desk.now())
                ),
            )
            return
        self.desk.ask.confirm(
            self,
            self.tr("Close the round? It takes no more sheets; the talks go on."),
            verb=self.tr("Close the round"),
            detail=self.tr("{0} sheets are missing.").format(self.progress.total.missing),
            then=lambda: self.change(lambda db: rounds.close(db, key, by=actor, now=self.desk.now())),
        )

    def change(self, work: Any) -> None:
        """Write, tell the other pages, and read anew."""

        def done(written: Changes) -> None:
            self.desk.changes.tell(written, self)
            self.refresh(None)

        self.write(work, done)

    def add_suicide_screen(self) -> None:
        """Add the scale that asks about self-harm, filled in by the students."""
        found, key, actor = self.progress, self.key, self.desk.actor
        if found is None or key is None:
            return
        old = found.round.text
        forms = (*old.forms, Form(SUICIDE_SCREEN))
        text = rounds.RoundText(old.name, old.starts_on, old.ends_on, forms, old.hours_available)
        self.change(lambda db: rounds.edit(db, key, text, by=actor, now=self.desk.now()))

    def score_waiting(self) -> None:
        """Score the sheets whose consent has come."""
        key, actor = self.key, self.desk.actor
        if key is not None:
            self.change(lambda db: unscored.score_with_consent(db, key, by=actor, now=self.desk.now()))


def _class(one: SchoolClass) -> str:
    return class_words(one, language()) if one.grade else label("class_unknown")


def _number(count: int | None) -> str:
    return "—" if count is None else str(count)


def _bar(one: ClassProgress) -> str:
    """Return 「39% ▓▓░░░░」; rounded down, so that only a whole class is 100 %."""
    if not one.expected:
        return "—"
    blocks = one.done * _BLOCKS // one.expected
    return f"{one.done * 100 // one.expected}% {'▓' * blocks}{'░' * (_BLOCKS - blocks)}"
