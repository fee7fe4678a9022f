"""The card of one alert, and the form that raises one by hand."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QWidget

from app.domain.alerts import AlertState, Closing
from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.risk import Level
from app.services import alerts, drafts, students
from app.services.alerts import AlertView, Raised
from app.services.drafts import DraftView
from app.ui import draft_store
from app.ui.desk import Desk
from app.ui.drafts import Draft
from app.ui.i18n import label
from app.ui.pages.alert_act import ActPanel
from app.ui.pages.alert_facts import AlertFacts
from app.ui.pages.alert_raise import RaiseForm
from app.ui.pages.page import Page, Place
from app.ui.widgets.composition import finish_composition

_NEW = "alert:new"
"""The key of the draft of an alert that is not raised yet."""


class AlertPage(Page):
    """Places: ``{"alert": key}`` shows one, with ``"close": True`` ready to close it;
    ``{"student": key}`` or an empty one raises a new one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_alert"))
        self.alert: AlertView | None = None
        self.facts = AlertFacts()
        self.act = ActPanel()
        self.form = RaiseForm(desk)
        self._kept = False
        self.board_button = QPushButton(self.tr("All alerts"))
        self.board_button.clicked.connect(lambda: self.go.emit("alerts", {}))
        self.buttons.addWidget(self.board_button)
        self._lay_out()
        for panel in (self.act, self.form):
            panel.changed.connect(self.touched)
        self.act.recorded.connect(self.record)
        self.act.closed.connect(self.close_alert)
        self.act.lead.connect(self._lead)
        self.form.raised.connect(self.raise_alert)
        self.form.chosen.connect(self._begin)

    def refresh(self, changes: Changes | None = None) -> None:
        """Show the alert anew; what is being written stays."""
        alert = self.alert
        if alert is not None and (changes is None or alert.id in changes.ids):
            self._load(alert.id, {}, keep=True)

    def place(self) -> Place:
        """Return the alert, or for whom one is raised."""
        place = super().place()
        if self.alert is not None:
            return {**place, "alert": str(self.alert.id)}
        return {**place, "student": str(self.form.student)} if self.form.student else place

    def restore(self, place: Place) -> None:
        """Open an alert, or the empty form."""
        key = place.get("alert")
        if isinstance(key, str):
            if self.alert is not None and str(self.alert.id) == key:
                self._settle(place)
            else:
                self._shelve()
                self._load(UUID(key), place)
            return
        self._shelve()
        self.alert, self._kept = None, False
        self.form.start(None)
        self.bar.clear()
        self.panels.setCurrentIndex(1)
        self.set_title(self.tr("Raise an alert"))
        actor = self.desk.actor
        self.read(lambda db: drafts.load(db, "alert", "new", by=actor), lambda kept: self._new(kept, place))

    def drafts(self) -> Iterable[Draft]:
        """Return the line that is not recorded yet."""
        if self.alert is None:
            yield from self._unraised()
            return
        content = {"kind": self.act.kind.value(), "text": self.act.text.text(), "sentence": self.act.sentence.text()}
        if any(content.values()):
            self._kept = True
            yield Draft(self._draft_key, {"student": str(self.alert.student_id), **content})
        elif self._kept:
            yield Draft(self._draft_key, {})

    def _unraised(self) -> Iterable[Draft]:
        form = self.form
        if form.why.text().strip():
            self._kept = True
            student = str(form.student) if form.student else None
            yield Draft(_NEW, {"student": student, "level": form.level.value(), "why": form.why.text()})
        elif self._kept:
            yield Draft(_NEW, {})

    def save(self) -> bool:
        """Record, close or raise: what is on the screen."""
        if self.alert is None:
            self.raise_alert()
        elif self.act.ending.isVisible():
            self.close_alert()
        else:
            self.record()
        return True

    def first_field(self) -> QWidget | None:
        """Return the first chip of what was done, or the search for a student."""
        if self.alert is None:
            return self.form.picker if self.form.student is None else self.form.level.buttons[Level.RED.value]
        return next(iter(self.act.kind.buttons.values())) if self.act.isEnabled() else self.board_button

    def record(self) -> None:
        """Record what was done; the first to act becomes the owner."""
        finish_composition()
        alert, kind, state = self.alert, self.act.kind.value(), self.act.state.value()
        if alert is None:
            return
        if kind is None:
            self.show_problem(Problem("action_kind_missing"))
            return
        text, actor, now = self.act.text.text(), self.desk.actor, self.desk.now()
        moved = AlertState(state) if state else AlertState.IN_PROGRESS

        def work(db: Any) -> Changes:
            written = alerts.act(db, alert.id, kind=kind, text=text, state=moved, by=actor, now=now)
            draft_store.discard(db, self._draft_key, by=actor)
            return written

        self.write(work, lambda written: self._done(written, self.tr("Recorded: {0}").format(label(f"action_{kind}"))))

    def close_alert(self) -> None:
        """Close it, for a reason from the list and with a sentence of the person who decides."""
        finish_composition()
        alert, closing = self.alert, self.act.closing.value()
        if alert is None:
            return
        if closing is None:
            self.show_problem(Problem("alert_close_apart"))
            return
        text, actor, now = self.act.sentence.text(), self.desk.actor, self.desk.now()

        def work(db: Any) -> Changes:
            written = alerts.close(db, alert.id, closing=Closing(closing), text=text, by=actor, now=now)
            draft_store.discard(db, self._draft_key, by=actor)
            return written

        self.write(work, lambda written: self._done(written, self.tr("The alert is closed.")))

    def raise_alert(self) -> None:
        """Raise an alert by hand. What is missing is said, nothing is cleared."""
        finish_composition()
        form = self.form
        student, level, text = form.student, form.level.value(), form.why.text()
        missing = "alert_student_missing" if student is None else "alert_level_missing" if level is None else ""
        if missing or student is None or level is None:
            self.show_problem(Problem(missing))
            return
        actor, now = self.desk.actor, self.desk.now()

        def done(made: Raised) -> None:
            self.desk.notices.say(self.tr("The alert is raised."))
            self._load(made.ids[0], {})

        def work(db: Any) -> Raised:
            made = alerts.raise_alert(db, student, Level(level), text, by=actor, now=now)
            draft_store.discard(db, _NEW, by=actor)
            return made

        self.write(work, done)

    @property
    def _draft_key(self) -> str:
        return f"alert:{self.alert.id}" if self.alert is not None else ""

    def _done(self, written: Changes, words: str) -> None:
        self._kept = False
        self.bar.clear()
        self.desk.changes.tell(written, self)
        self.desk.notices.say(words)
        if self.alert is not None:
            self._load(self.alert.id, {})

    def _shelve(self) -> None:
        waiting = list(self.drafts())
        if waiting:
            actor, now = self.desk.actor, self.desk.now()
            self.write(lambda db: draft_store.put_all(db, waiting, by=actor, now=now), lambda _: None)

    def _load(self, key: UUID, place: Place, *, keep: bool = False) -> None:
        actor, now = self.desk.actor, self.desk.now()

        def work(db: Any) -> tuple[AlertView, dict[str, Any]]:
            view = alerts.card(db, key, by=actor, now=now)
            kept = drafts.load(db, "alert", str(key), by=actor)
            return view, kept.content if kept else {}

        def done(found: tuple[AlertView, dict[str, Any]]) -> None:
            view, draft = found
            self.alert = view
            self.facts.show_alert(view, now)
            self.set_title(self.tr("Alert · {0}").format(view.name))
            self.panels.setCurrentIndex(0)
            if keep:
                return
            self.bar.clear()
            self.act.start(view.state)
            self._kept = bool(draft)
            self.act.kind.set_value(draft.get("kind"))
            self.act.text.setText(str(draft.get("text") or ""))
            self.act.sentence.setText(str(draft.get("sentence") or ""))
            self._settle(place)

        self.read(work, done)

    def _settle(self, place: Place) -> None:
        if place.get("close") or (self.act.sentence.text() and self.act.isEnabled()):
            self.act.show_closing(shown=True)
        elif not place.get("field"):
            field = self.first_field()
            if field is not None:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
        super().restore(place)

    def _new(self, kept: DraftView | None, place: Place) -> None:
        """Show the empty form, or what was written in it before."""
        content = kept.content if kept else {}
        student = place.get("student") or content.get("student")
        if content.get("student") == student:
            self.form.level.set_value(content.get("level"))
            self.form.why.setText(str(content.get("why") or ""))
            self._kept = bool(content)
        if isinstance(student, str):
            self._begin(UUID(student))
        super().restore(place)

    def _begin(self, student: UUID) -> None:
        actor, now = self.desk.actor, self.desk.now()
        self.form.set_student(student)
        self.read(
            lambda db: students.open_file(db, student, by=actor, now=now).facts.name,
            lambda name: self.set_title(self.tr("Raise an alert · {0}").format(name)),
        )
        self.form.level.buttons[Level.RED.value].setFocus()

    def _lead(self, page: str) -> None:
        if self.alert is not None:
            self.go.emit(page, {"student": str(self.alert.student_id)})

    def _lay_out(self) -> None:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.act)
        row.addWidget(self.facts, 1)
        row.addWidget(area, 1)
        self.panels = QStackedWidget()
        self.panels.addWidget(both)
        self.panels.addWidget(self.form)
        self.panels.setCurrentIndex(1)
        self.body.addWidget(self.panels, 1)
