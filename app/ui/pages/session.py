"""The editor of a session record."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from app.domain.changes import Changes
from app.domain.ids import new_id
from app.domain.problems import Problem
from app.domain.session import SessionState
from app.services import sessions
from app.services.sessions import Recorded, SessionText, SessionView
from app.ui import draft_store
from app.ui.desk import Desk
from app.ui.drafts import Draft
from app.ui.i18n import label
from app.ui.pages.page import Page, Place
from app.ui.pages.risk_steps import RiskSteps
from app.ui.pages.session_amend import Amendments
from app.ui.pages.session_form import Fields, SessionForm, fields_of
from app.ui.pages.session_reads import Offers, Opening, offers, opening
from app.ui.student_picker import StudentPicker
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.composition import finish_composition
from app.ui.widgets.note_edit import NoteEdit
from app.ui.widgets.phrases import PhraseButton


class SessionPage(Page):
    """One record at a time. Its key is made when the page opens, so that saving twice makes one record.

    Places: ``{"session": key}`` opens a record or its draft, ``{"student": key}`` begins a new one, an
    empty place asks for whom.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_session"))
        self.risk = RiskSteps()
        self.form = SessionForm(desk.now, self.risk)
        self.amendments = Amendments()
        self.picker = StudentPicker(desk)
        self.student: UUID | None = None
        self.session = new_id()
        self.view: SessionView | None = None
        self._baseline: Fields = {}
        self._sending: Fields | None = None
        self._kept = False
        self.save_button = QPushButton(self.tr("&Save  Ctrl+S"))
        self.sign_button = QPushButton(self.tr("Sign and lock"))
        self.last_button = QPushButton(self.tr("Load last"))
        self.phrases = PhraseButton(self.tr("Phrases  Ctrl+/"), self._note_in_hand)
        self.phrases.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where it was
        self.actions_ = ActionBar(self.save_button, self.sign_button)
        self._lay_out()
        self._connect()
        self._begin(None)

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the school's topics and phrases; show the record anew where nothing is unsaved."""
        if changes is None or "school_setting" in changes.kinds:
            self.read(lambda db: offers(db, by=self.desk.actor), self._offer)
        if self.view is not None and not self._dirty and (changes is None or self.session in changes.ids):
            self._load(self.session, self.student, {})

    def place(self) -> Place:
        """Return the record and the field."""
        place: Place = {**super().place(), "session": str(self.session)}
        return {**place, "student": str(self.student)} if self.student else place

    def restore(self, place: Place) -> None:
        """Open what the place names. What is unsaved here goes to its draft first."""
        student = _key(place.get("student"))
        session = _key(place.get("session"))
        if session is None and student == self.student and self.view is None:
            self._focus()
        elif session is not None and session == self.session:
            super().restore(place)
        elif session is None:
            self._shelve()
            self._begin(student)
        else:
            self._load(session, student, place)

    def drafts(self) -> Iterable[Draft]:
        """Return the record as it stands, where it differs from what is saved."""
        if self._dirty and self._fields() != self._sending:
            self._kept = True
            student = str(self.student) if self.student else None
            yield Draft(self._draft_key, {"student": student, **self._fields()})
        elif self._kept and self._sending is None:
            yield Draft(self._draft_key, {})

    def begin(self, kind: str) -> bool:
        """Ctrl+N: the next record of the same student once this one is saved."""
        if kind != "session" or self.student is None:
            return False
        if self.view is not None and not self._dirty:
            self._begin(self.student)
        self._focus()
        return True

    def first_field(self) -> QWidget | None:
        """Return the search for a student, or the words."""
        return self.picker if self.student is None else self.form.words

    def save(self) -> bool:
        """Save; a middle or high tick raises its alert in the same step. Nothing is cleared."""
        if self.save_button.isEnabled():
            self._save(lambda: None)
        elif self.amendments.isVisible() and self.amendments.field.text.strip():
            self.add_amendment()
        return True

    def sign(self) -> None:
        """Ask, save what is unsaved, then sign."""
        self.desk.ask.confirm(
            self,
            self.tr("Sign this record? Afterwards it can only be added to."),
            verb=self.tr("Sign"),
            then=lambda: self._save(self._sign),
        )

    def add_amendment(self) -> None:
        """Add to the signed record."""
        finish_composition()
        text, actor, now, key = self.amendments.field.text, self.desk.actor, self.desk.now(), self.session
        draft = self._draft_key

        def work(db: Any) -> Changes:
            written = sessions.amend(db, key, text, by=actor, now=now)
            draft_store.discard(db, draft, by=actor)
            return written

        def done(written: Changes) -> None:
            self.amendments.field.clear()
            self._kept = False
            self.desk.changes.tell(written, self)
            self._load(key, self.student, {})

        self.write(work, done)

    def load_last(self) -> None:
        """Start from the structure of the last record: never its risk, never its words."""
        student, actor, now = self.student, self.desk.actor, self.desk.now()
        if student is None:
            self.show_problem(Problem("session_student_missing"))
            return
        self.read(lambda db: sessions.last(db, student, by=actor, now=now), self._take_last)

    @property
    def _draft_key(self) -> str:
        return f"session:{self.session}"

    @property
    def _dirty(self) -> bool:
        return self._fields() != self._baseline

    def _fields(self) -> Fields:
        return {**self.form.fields(), "amendment": self.amendments.field.text}

    def _save(self, then: Callable[[], object]) -> None:
        finish_composition()
        self.bar.clear()
        student, key = self.student, self.session
        try:
            if student is None:
                raise Problem("session_student_missing")
            text = self.form.text()
        except Problem as problem:
            self.show_problem(problem)
            (self.picker if student is None else self.form.day).setFocus()
            return
        if self.view is not None and not self._dirty:
            self.desk.notices.note_saved()
            then()
            return
        sent, actor, now, draft = self._fields(), self.desk.actor, self.desk.now(), self._draft_key
        self._sending = sent

        def work(db: Any) -> Recorded:
            made = sessions.record(db, student, text, session_id=key, by=actor, now=now)
            draft_store.discard(db, draft, by=actor)
            return made

        def done(made: Recorded) -> None:
            self._sending = None
            if key == self.session:
                view = SessionView(
                    key, student, actor.user_id, made.number, text, SessionState.OPEN, saved_at=now, signed_at=None
                )
                self._saved(made, view, sent)
                then()

        self.write(work, done, failed=self._refused)

    def _refused(self, problem: Problem) -> None:
        self._sending = None
        self.show_problem(problem)

    def _saved(self, made: Recorded, view: SessionView, sent: Fields) -> None:
        self.view, self._baseline, self._kept = view, sent, False
        self._show_state()
        if made.alert_id is not None:
            alert = str(made.alert_id)
            self.bar.show_warning(
                label("risk_saved"), {self.tr("Open the alert"): lambda: self.go.emit("alert", {"alert": alert})}
            )
            self.risk.show_tick(self.form.tick.value(), raised=True)
        self.desk.notices.say(self.tr("Saved: session {0}").format(made.number))

    def _sign(self) -> None:
        key, actor, now = self.session, self.desk.actor, self.desk.now()

        def done(written: Changes) -> None:
            self.desk.changes.tell(written, self)
            self._load(key, self.student, {})

        self.write(lambda db: sessions.sign(db, key, by=actor, now=now), done)

    def _shelve(self) -> None:
        """Keep what is unsaved at once, before another record takes the page."""
        waiting = list(self.drafts())
        if waiting:
            actor, now = self.desk.actor, self.desk.now()
            self.write(lambda db: draft_store.put_all(db, waiting, by=actor, now=now), lambda _: None)

    def _begin(self, student: UUID | None) -> None:
        """Begin a new record, for somebody or for a student still to be chosen."""
        self.session, self.view, self._kept = new_id(), None, False
        self.student = None
        now = self.desk.now()
        self._fill(fields_of(SessionText(started_at=now), now))
        if student is None:
            self._show_state()
        else:
            self._load(self.session, student, {})

    def _load(self, session: UUID, student: UUID | None, place: Place) -> None:
        if session != self.session:
            self._shelve()
        actor, now = self.desk.actor, self.desk.now()
        self.read(lambda db: opening(db, session, student, by=actor, now=now), lambda found: self._opened(found, place))

    def _opened(self, found: Opening, place: Place) -> None:
        typed = self.form.fields() if found.session_id == self.session and self.view is None else None
        self.session, self.student, self.view = found.session_id, found.student_id, found.view
        self.bar.clear()
        if found.student_id is not None:
            self.set_title(self.tr("Session {0} · {1}").format(found.number, found.name))
        now = self.desk.now()
        if found.view is not None:
            self._fill(fields_of(found.view.text, now))
        elif typed is None:
            self._fill(fields_of(SessionText(started_at=now), now))
        self._kept = False
        if found.draft:
            self.form.fill({**self.form.fields(), **found.draft})
            self.amendments.field.setPlainText(str(found.draft.get("amendment") or ""))
            self._kept = True
            self.bar.show_info(
                self.tr("This is what you had written before. It is not saved yet."),
                {self.tr("Discard it"): self._discard},
            )
        self._show_state()
        if place.get("field"):
            super().restore(place)
        else:
            self._focus()

    def _discard(self) -> None:
        key, actor = self._draft_key, self.desk.actor

        def done(_: None) -> None:
            self._kept = False
            self.amendments.field.clear()
            self.form.fill(self._baseline)
            self.bar.clear()

        self.desk.ask.confirm(
            self,
            self.tr("Discard what is not saved?"),
            verb=self.tr("Discard"),
            then=lambda: self.write(lambda db: draft_store.discard(db, key, by=actor), done),
        )

    def _fill(self, fields: Fields) -> None:
        self.form.fill(fields)
        self.form.show_note(shown=bool(self.form.note.text))
        self.amendments.field.clear()
        self._baseline = self._fields()
        self.risk.show_tick(self.form.tick.value(), raised=self.view is not None)

    def _take_last(self, text: SessionText | None) -> None:
        if text is None:
            self.desk.notices.say(self.tr("There is no earlier record."))
            return
        now = self.desk.now()
        taken = fields_of(text, now)
        kept = {key: taken[key] for key in ("minutes", "mode", "topics", "next_step")}
        self.form.fill({**self.form.fields(), **kept})
        self.touched.emit()

    def _offer(self, offered: Offers) -> None:
        self.phrases.phrases = offered.snippets
        self.form.set_topics(offered.topics)

    def _show_state(self) -> None:
        view = self.view
        signed = view is not None and view.state is SessionState.SIGNED
        other = view is not None and view.author_id != self.desk.actor.user_id
        if self.student is None:
            self.set_title(label("page_session"))
        self.picker.setVisible(self.student is None)
        self.form.set_locked(locked=signed or other)
        for button in (self.save_button, self.sign_button):
            button.setEnabled(not (signed or other))
        self.last_button.setEnabled(self.student is not None and view is None)
        self.phrases.setEnabled(not other)
        self.amendments.setVisible(signed)
        if signed and view is not None:
            self.amendments.show_list(view.amendments, self.desk.now())
        elif other:
            self.bar.show_info(label("session_of_other"))
        self._hint()

    def _hint(self) -> None:
        left = self.form.unfilled()
        signed = self.view is not None and self.view.state is SessionState.SIGNED
        words = self.tr("Not filled in, saving works all the same: {0}").format(self.tr(", ").join(left))
        self.actions_.say(words if left and not signed else "")

    def _note_in_hand(self) -> NoteEdit:
        field = self.focusWidget()
        return field if isinstance(field, NoteEdit) and not field.isReadOnly() else self.form.observation

    def _focus(self) -> None:
        field = self.first_field()
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        self._hint()
        self.touched.emit()

    def _ticked(self, tick: str | None) -> None:
        self.risk.show_tick(tick)
        if self.risk.isVisible():
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.risk, 0, 8))

    def _chosen(self, student: UUID) -> None:
        """A student for what is already written here."""
        self._load(self.session, student, {})
        self.touched.emit()

    def _lay_out(self) -> None:
        for button in (self.last_button, self.phrases):
            self.buttons.addWidget(button)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        area.setMinimumHeight(120)
        self.body.addWidget(self.picker)
        self.body.addWidget(self.amendments)
        self.body.addWidget(area, 1)
        self.body.addWidget(self.actions_)

    def _connect(self) -> None:
        self.form.changed.connect(self._changed)
        self.form.ticked.connect(self._ticked)
        self.amendments.changed.connect(self.touched)
        self.amendments.added.connect(self.add_amendment)
        self.picker.chosen.connect(self._chosen)
        self.save_button.clicked.connect(self.save)
        self.sign_button.clicked.connect(self.sign)
        self.last_button.clicked.connect(self.load_last)
        self.risk.plan.connect(lambda: self._lead("plan"))
        self.risk.referral.connect(lambda: self._lead("referral"))
        shortcut = QShortcut(QKeySequence("Ctrl+/"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.phrases.offer)

    def _lead(self, page: str) -> None:
        if self.student is not None:
            self.go.emit(page, {"student": str(self.student)})


def _key(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
