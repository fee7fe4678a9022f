"""The referral wizard: where to, what the letter says, the exact letter. Everything may stay empty at first."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.services import issuing, letters, referral_proposal, referrals
from app.services.letters import LetterView
from app.services.referral_proposal import Proposal
from app.services.referrals import ReferralSaved, ReferralText
from app.ui import draft_store
from app.ui.desk import Desk
from app.ui.drafts import Draft
from app.ui.i18n import label
from app.ui.pages.page import Page, Place
from app.ui.pages.referrals.basis_part import BasisPart
from app.ui.pages.referrals.content_form import ContentForm
from app.ui.pages.referrals.paper import ReferralPaper
from app.ui.pages.referrals.reads import Opening, opening
from app.ui.pages.referrals.where_form import WhereForm
from app.ui.pages.students.fields import Content, scrolled
from app.ui.printing import Issuing
from app.ui.student_picker import StudentPicker
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.chips import Chips
from app.ui.widgets.composition import finish_composition

WHERE, CONTENT, PAPER = range(3)
_SHOWN = frozenset({"institution", "consent", "guardian", "referral", "referral_event"})


class ReferralPage(Page):
    """Places: ``{"student": key}``, ``{"referral": key}`` or ``{"alert": key}``; an empty one asks for whom."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_referral"))
        self.proposal: Proposal | None = None
        self.referral: UUID | None = None
        self._baseline: Content = {}
        self._kept = False
        self._sending = False
        self.picker = StudentPicker(desk)
        self.steps = Chips(
            self.tr("Step"),
            [
                (str(WHERE), self.tr("① Where to")),
                (str(CONTENT), self.tr("② Content")),
                (str(PAPER), self.tr("③ Preview and print")),
            ],
        )
        self.where = WhereForm(self)
        self.form = ContentForm()
        self.basis = BasisPart(self)
        self.paper = ReferralPaper()
        self.issuing = Issuing(self)
        self.preview_button = QPushButton(self.tr("&Preview  Ctrl+P"))
        self.next_button = QPushButton(self.tr("Next step"))
        self.save_button = QPushButton(self.tr("Save  Ctrl+S"))
        self.actions_ = ActionBar(self.preview_button, self.next_button, self.save_button)
        self.forms = QStackedWidget()
        self.stack = QStackedWidget()
        self.step = WHERE
        self._lay_out()
        self._connect()
        self._to(WHERE)
        self._show_state()

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the file anew where nothing is unsaved."""
        touched = changes is None or changes.kinds & {
            "institution",
            "consent",
            "guardian",
            "referral",
            "referral_event",
        }
        if self.proposal is not None and touched and not self._dirty and self.step != PAPER:
            self._load({"student": str(self.proposal.student_id)}, {"field": ""})

    def place(self) -> Place:
        """Return whose referral it is and the field."""
        if self.proposal is None:
            return super().place()
        known = {"referral": str(self.referral)} if self.referral else {}
        return {**super().place(), "student": str(self.proposal.student_id), **known}

    def restore(self, place: Place) -> None:
        """Open what the place names; what is unsaved here goes to its draft first."""
        named = {name: place[name] for name in ("referral", "alert", "student") if isinstance(place.get(name), str)}
        if not named:
            return
        same = self.proposal is not None and named.get("student") == str(self.proposal.student_id)
        if same and "field" in place:
            super().restore(place)
            return
        self._shelve()
        self._load(named, place)

    def drafts(self) -> Iterable[Draft]:
        """Return the form as it stands, where it differs from what is saved."""
        if self.proposal is None:
            return
        if self._dirty and not self._sending:
            self._kept = True
            yield Draft(self._draft_key, {"student": str(self.proposal.student_id), **self.content()})
        elif self._kept and not self._sending:
            yield Draft(self._draft_key, {})

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the steps in one row beside the title."""
        super().showEvent(event)
        self.steps.setMinimumWidth(sum(one.sizeHint().width() + 8 for one in self.steps.buttons.values()))

    def first_field(self) -> QWidget | None:
        """Return the search for a student, or the button that the most common case needs."""
        return self.picker if self.proposal is None else self.preview_button

    def save(self) -> bool:
        """Save the referral."""
        if self.proposal is not None:
            self._save(lambda: self.desk.notices.say(self.tr("The referral is saved.")))
        return True

    def content(self) -> Content:
        """Return all that is entered, as a draft holds it."""
        basis, reason = self.basis.value()
        return {**self.where.content(), **self.form.content(), "basis": basis, "basis_reason": reason}

    def text(self) -> ReferralText:
        """Return what is entered as the referral's text."""
        basis, reason = self.basis.value()
        chosen = self.form.rides_along()
        text = ReferralText(
            institution_id=self.where.chosen,
            level=self.where.level_now(),
            urgency=self.where.urgency.value() or "appointment",
            basis=basis,
            basis_reason=reason,
            scores=chosen.scores,
            plan=chosen.plan,
            session_ids=chosen.session_ids,
            **self.form.texts(),
        )
        return replace(text, **self.where.dates())

    def preview(self) -> None:
        """Show the exact letter: with its number where it has one, as it would be where it is not saved."""
        finish_composition()
        self.bar.clear()
        found, actor, now = self.proposal, self.desk.actor, self.desk.now()
        if found is None:
            self.picker.setFocus()
            return
        text, student = self.text(), found.student_id
        if text.basis == "emergency" and not text.basis_reason:
            self._refused(Problem("emergency_reason_missing"))
            return
        key = None if self._dirty else self.referral

        def work(db: Any) -> LetterView:
            if key is not None:
                return letters.referral(db, key, by=actor, now=now)
            return letters.referral_preview(db, student, text, by=actor, now=now)

        self.read(work, self._show_letter)

    def to_printer(self) -> None:
        """Save, number, print, log."""
        self._issue(self.issuing.to_printer)

    def to_file(self) -> None:
        """Save, number, write the PDF, log."""
        self._issue(self.issuing.to_file)

    def seal(self) -> None:
        """Save, then go on to the bundle."""
        self._save(lambda: self.go.emit("bundle", {"referral": str(self.referral)}))

    @property
    def _draft_key(self) -> str:
        return f"referral:{self.proposal.student_id if self.proposal else ''}"

    @property
    def _dirty(self) -> bool:
        return self.proposal is not None and self.content() != self._baseline

    def _issue(self, way: Callable[..., None]) -> None:
        actor, now = self.desk.actor, self.desk.now()

        def go() -> None:
            key = self.referral
            if key is not None:
                way(lambda db: issuing.referral(db, key, by=actor, now=now), referral_id=key)

        self._save(go)

    def _save(self, then: Callable[[], None]) -> None:
        finish_composition()
        self.bar.clear()
        found, actor, now = self.proposal, self.desk.actor, self.desk.now()
        if found is None:
            return
        if not self._dirty and self.referral is not None:
            then()
            return
        text, sent, key, draft = self.text(), self.content(), self.referral, self._draft_key
        self._sending = True

        def work(db: Any) -> ReferralSaved:
            if key is not None:
                saved = referrals.edit(db, key, text, by=actor, now=now)
            else:
                saved = referrals.create(db, found.student_id, text, alert_id=found.alert_id, by=actor, now=now)
            draft_store.discard(db, draft, by=actor)
            return saved

        def done(saved: ReferralSaved) -> None:
            self._sending, self._kept = False, False
            self.referral, self._baseline = saved.id, sent
            self._show_state()
            then()

        def refused(problem: Problem) -> None:
            self._sending = False
            self._refused(problem)

        self.write(work, done, failed=refused)

    def _refused(self, problem: Problem) -> None:
        """Say what is missing and go where it is entered. Nothing closes, nothing is cleared."""
        self.show_problem(problem)
        if problem.code == "institution_unknown":
            self._to(WHERE)
            self.where.institution.setFocus()
        elif problem.code in {"referral_reason_missing", "emergency_reason_missing", "consent_missing"}:
            self._to(CONTENT)
            (self.form.reason if problem.code == "referral_reason_missing" else self.basis.reason).setFocus()

    def _load(self, named: Place, place: Place) -> None:
        actor, now = self.desk.actor, self.desk.now()
        keys = {f"{name}_id": UUID(str(value)) for name, value in named.items()}
        if "referral_id" in keys:
            keys = {"referral_id": keys["referral_id"]}

        self.read(
            lambda db: opening(db, keys, by=actor, now=now),
            lambda found: self._opened(found, place),
        )

    def _opened(self, read: Opening, place: Place) -> None:
        found = read.proposal
        self.proposal, self.referral = found, found.referral_id
        self.bar.clear()
        self.set_title(self.tr("Referral · {0} {1}").format(found.name, found.class_name))
        self.where.show_institutions(found.institutions, found.text.institution_id)
        self.form.offer(found)
        self.basis.offer(found.student_id, found.consent)
        self.where.fill(found.text)
        self.form.fill(found.text)
        self.basis.fill(found.text.basis, found.text.basis_reason)
        self._baseline = self.content()
        self._kept = bool(read.draft)
        if read.draft:
            self._put(read.draft)
            self.bar.show_info(self.tr("This is what you had written before. It is not saved yet."))
        self._to(WHERE)
        self._show_state()
        if "field" in place:
            super().restore(place)
        else:
            self.preview_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, content: Content) -> None:
        mine = {code: value for code, value in content.items() if code in self.where.content()}
        self.where.set_content(mine)
        self.form.set_content({code: value for code, value in content.items() if code in self.form.content()})
        basis = content.get("basis")
        self.basis.fill(basis if isinstance(basis, str) else None, str(content.get("basis_reason") or ""))

    def _shelve(self) -> None:
        waiting = list(self.drafts())
        if waiting:
            actor, now = self.desk.actor, self.desk.now()
            self.write(lambda db: draft_store.put_all(db, waiting, by=actor, now=now), lambda _: None)

    def _show_letter(self, view: LetterView) -> None:
        try:
            self.paper.show_letter(view)
        except Problem as problem:
            self.show_problem(problem)
            return
        self._to(PAPER)

    def _to(self, step: int) -> None:
        self.step = step
        self.stack.setCurrentIndex(int(step == PAPER))
        if step != PAPER:
            self.forms.setCurrentIndex(step)
            self.actions_.setVisible(step == CONTENT or self.where.stack.currentIndex() == 0)
        self.steps.set_value(str(step))
        self.next_button.setVisible(step == WHERE)
        if step != PAPER:
            self.paper.clear()

    def _pressed(self) -> None:
        wanted = self.steps.value()
        if wanted is None or int(wanted) == self.step:
            self.steps.set_value(str(self.step))
        elif int(wanted) == PAPER:
            self.steps.set_value(str(self.step))
            self.preview()
        else:
            self._to(int(wanted))

    def _institution_added(self, key: UUID) -> None:
        """Offer the new institution and choose it; what is typed stays."""
        typed = {**self.content(), "institution": str(key)}
        self._reread(typed)

    def _reread(self, typed: Content) -> None:
        found, actor, now = self.proposal, self.desk.actor, self.desk.now()
        if found is None:
            return
        student = found.student_id

        def again(fresh: Proposal) -> None:
            self.proposal = fresh
            self.where.show_institutions(fresh.institutions, None)
            self.basis.offer(student, fresh.consent)
            self._put(typed)
            self._show_state()

        self.read(lambda db: referral_proposal.proposal(db, student_id=student, by=actor, now=now), again)

    def _show_state(self) -> None:
        known = self.proposal is not None
        self.picker.setVisible(not known)
        for part in (self.steps, self.stack, self.preview_button, self.next_button, self.save_button):
            part.setEnabled(known)
        if not known:
            self.actions_.say(self.tr("From the student's file, the button Referral is quickest."))
        elif self.referral is not None:
            self.actions_.say(self.tr("Saved; not sent yet."))
        else:
            self.actions_.say(self.tr("Filled in from the file. Check it, then preview."))

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self.basis)
        column.addStretch(1)
        for part in (self.where, scrolled(content)):
            self.forms.addWidget(part)
        self.buttons.addWidget(self.steps)
        writing = QWidget()
        column = QVBoxLayout(writing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.forms, 1)
        column.addWidget(self.actions_)
        self.stack.addWidget(writing)
        self.stack.addWidget(self.paper)
        self.body.addWidget(self.picker)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.picker.chosen.connect(lambda student: self._load({"student": str(student)}, {}))
        self.steps.changed.connect(self._pressed)
        for part in (self.where, self.form, self.basis):
            part.changed.connect(self.touched)
        self.where.writing.connect(lambda on: self.actions_.setVisible(not on))
        self.where.added.connect(self._institution_added)
        self.basis.recorded.connect(lambda: self._reread({**self.content(), "basis": "consent"}))
        self.preview_button.clicked.connect(self.preview)
        self.next_button.clicked.connect(lambda: self._to(CONTENT))
        self.save_button.clicked.connect(self.save)
        self.paper.print_asked.connect(self.to_printer)
        self.paper.save_asked.connect(self.to_file)
        self.paper.seal_asked.connect(self.seal)
        self.issuing.issued.connect(lambda _: self.preview())  # now with its number
        self.paper.left.connect(lambda: self._to(CONTENT))
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.to_printer() if self.step == PAPER else self.preview())
