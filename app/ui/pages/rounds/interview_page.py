"""One student of the second round: why, the talk, and what a person decides. Then on to the work."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.school_class import display as class_words
from app.domain.screening import Outcome
from app.services import decisions, drafts, second_round
from app.services.decisions import Decided, RelatedAlert
from app.services.drafts import DraftView
from app.services.queue_words import words as reason_words
from app.services.second_round import QueueRow
from app.ui import draft_store, theme
from app.ui.desk import Desk
from app.ui.drafts import Draft
from app.ui.i18n import label, language
from app.ui.pages.page import Page, Place
from app.ui.pages.rounds.decision_form import DecisionForm
from app.ui.pages.rounds.interview_form import InterviewForm
from app.ui.times import due_words, moment
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.flow import Flow
from app.ui.widgets.level_badge import word

_FORM = "interview"
_NEXT = {Outcome.COUNSELLING: "session", Outcome.PLAN: "plan", Outcome.REFERRAL: "referral"}


class InterviewPage(Page):
    """Place: ``{"entry": key}``. Ctrl+S keeps the talk; only the button decides."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_interview"))
        self.key: UUID | None = None
        self.round: str = ""
        self.row: QueueRow | None = None
        self._dirty = self._drafted = self._filling = False
        self.why = QLabel()
        self.form = InterviewForm()
        self.decision = DecisionForm()
        self.back_button = QPushButton(self.tr("Back to the queue"))
        self.keep_button = QPushButton(self.tr("Keep the talk  Ctrl+S"))
        self.decide_button = QPushButton(self.tr("Decide"))
        self.foot = ActionBar(self.decide_button, self.keep_button)
        self.area = QScrollArea()
        self._lay_out()
        for form in (self.form, self.decision):
            form.changed.connect(self._touch)
        self.decision.entered.connect(self._decide)
        self.keep_button.clicked.connect(self._keep)
        self.decide_button.clicked.connect(self._decide)
        self.back_button.clicked.connect(self._back)
        self._enable()

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the entry anew; what is being written stays."""
        key = self.key
        if key is None or (changes is not None and key not in changes.ids):
            return
        actor, now = self.desk.actor, self.desk.now()

        def work(db: Any) -> tuple[QueueRow, list[RelatedAlert], DraftView | None]:
            row = second_round.entry(db, key, by=actor, now=now)
            kept = drafts.load(db, _FORM, str(key), by=actor)
            return row, decisions.related_alerts(db, key, by=actor), kept

        self.read(work, lambda found: self._show(*found))

    def place(self) -> Place:
        """Return which talk is open."""
        return {**super().place(), **({"entry": str(self.key), "round": self.round} if self.key else {})}

    def restore(self, place: Place) -> None:
        """Open a talk."""
        try:
            key = UUID(str(place.get("entry")))
        except ValueError:
            self.show_problem(Problem("queue_entry_unknown"))
            return
        if key != self.key:
            self.key, self._dirty, self._drafted = key, False, False
        self.round = str(place.get("round") or "")
        self.bar.clear()
        self.refresh(None)
        super().restore(place)

    def drafts(self) -> Iterable[Draft]:
        """Return the talk and the decision as far as they are written."""
        if self.key is None:
            return
        if self._dirty:
            self._drafted = True
            yield Draft(f"{_FORM}:{self.key}", {"talk": self.form.values(), "decision": self.decision.content()})
        elif self._drafted:
            self._drafted = False
            yield Draft(f"{_FORM}:{self.key}", {})

    def save(self) -> bool:
        """Keep the talk."""
        self._keep()
        return self.row is not None

    def first_field(self) -> QWidget | None:
        """Return the first chip of the talk."""
        return next(iter(self.form.fields["place"].buttons.values()), None)  # type: ignore[union-attr] # a row of chips

    def _lay_out(self) -> None:
        self.buttons.addWidget(self.back_button)
        card = QFrame()
        theme.role(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 10, 16, 12)
        title = QLabel(self.tr("Why this talk"))
        theme.role(title, "card_title")
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setWordWrap(True)
        leads = QWidget()
        flow = Flow(leads)
        for page, words in (
            ("students", self.tr("Open the file")), ("session", self.tr("Session record")),
            ("plan", self.tr("Safety plan")), ("referral", self.tr("Referral")),
        ):  # fmt: skip
            button = QPushButton(words)
            button.clicked.connect(lambda _=False, page=page: self._lead(page))
            flow.addWidget(button)
        for widget in (title, self.why, leads):
            inside.addWidget(widget)
        content = QWidget()
        content.setProperty("role", "page")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for part in (card, self.form, self.decision):
            column.addWidget(part)
        column.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(content)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.foot)

    def _show(self, row: QueueRow, related: list[RelatedAlert], kept: DraftView | None) -> None:
        self.row = row
        where = class_words(row.school_class, language()) if row.school_class else ""
        self.set_title(f"{row.name}  {where}")
        by_when = self.tr("talk by {0}").format(due_words(row.due_at, self.desk.now()))
        lines = [f"{word(row.urgency)} · {by_when}"]
        lines += [f"· {reason_words(one.code, one.params, language())}" for one in row.reasons]
        self.why.setText("\n".join(lines))
        self.decision.who.setText(self.tr("decided by {0}").format(self.desk.actor.name))
        if not self._dirty:
            self._filling = True
            self.decision.offer(related)
            self.form.fill(kept.content.get("talk") or {} if kept else row.interview or {})
            self.decision.fill(kept.content.get("decision") or {} if kept else {})
            self._filling = False
            self._dirty = self._drafted = kept is not None
        self._enable()
        self._tell_decision(row)
        field = self.first_field()
        if field is not None and self.isVisible() and not self._dirty:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_decision(self, row: QueueRow) -> None:
        if row.outcome is None or row.decided_at is None:
            self.foot.say(self.tr("Self-harm must have been asked about before anybody writes “no concern”."))
            return
        words = [label(f"outcome_{row.outcome.value}"), *([word(row.level)] if row.level else []), row.decision]
        at = moment(row.decided_at, self.desk.now())
        self.foot.say(self.tr("{0}, {1}: {2}").format(row.decided_by, at, " · ".join(words)))

    def _enable(self) -> None:
        for widget in (self.keep_button, self.decide_button, self.form, self.decision):
            widget.setEnabled(self.row is not None)

    def _touch(self) -> None:
        if not self._filling:
            self._dirty = True
            self.touched.emit()

    def _keep(self) -> None:
        key, actor, now, values = self.key, self.desk.actor, self.desk.now(), self.form.values()
        if key is None or self.row is None:
            return

        def done(written: Changes) -> None:
            self._dirty = bool(self.decision.content()["outcome"] or self.decision.content()["reason"])
            self.touched.emit()
            self.desk.changes.tell(written, self)
            self.desk.notices.say(self.tr("The talk is kept."))

        self.write(lambda db: second_round.note_interview(db, key, values, by=actor, now=now), done)

    def _decide(self) -> None:
        """Keep talk and decision together. A refusal leaves everything as it is."""
        key, actor, now, values = self.key, self.desk.actor, self.desk.now(), self.form.values()
        decision = self.decision.decision()
        if key is None or self.row is None:
            return
        if decision is None:
            self.bar.show_problem(self.tr("Choose a decision first."))
            next(iter(self.decision.outcome.buttons.values())).setFocus()
            return

        def work(db: Any) -> Decided:
            noted = second_round.note_interview(db, key, values, by=actor, now=now)
            decided = decisions.decide(db, key, decision, by=actor, now=now)
            draft_store.discard(db, f"{_FORM}:{key}", by=actor)
            return Decided(decided.alert_id, noted | decided.changes)

        def done(_: Decided) -> None:
            self._dirty = self._drafted = False
            self.refresh(None)
            page = _NEXT.get(decision.outcome)
            words = self.tr("The decision is on file.")
            verbs = {label(f"outcome_{decision.outcome.value}"): lambda: self._lead(str(page))} if page else {}
            self.bar.show_info(words, {**verbs, self.tr("Back to the queue"): self._back})

        self.write(work, done)

    def _lead(self, page: str) -> None:
        if self.row is not None:
            self.go.emit(page, {"student": str(self.row.student_id)})

    def _back(self) -> None:
        self.go.emit("queue", {"round": self.round, "entry": str(self.key)})
