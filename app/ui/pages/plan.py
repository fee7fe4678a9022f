"""The safety plan in six steps. Every save is a new version; what is missing is said and never blocks."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.safety_plan import Step, gaps
from app.services import guardians, plan_issuing, safety_plans
from app.services.letters import LetterView
from app.services.safety_plans import PlanSaved, PlanText, PlanView
from app.services.students import GuardianView
from app.ui import draft_store
from app.ui.desk import Desk
from app.ui.drafts import Draft
from app.ui.i18n import label
from app.ui.pages.page import Page, Place
from app.ui.pages.plan_compare import Comparison
from app.ui.pages.plan_form import Fields, PlanForm, fields_of
from app.ui.pages.plan_paper import PaperPanel
from app.ui.pages.plan_reads import Opening, opening
from app.ui.pages.plan_row import Offer
from app.ui.printing import Issuing
from app.ui.student_picker import StudentPicker
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.chips import Chips
from app.ui.widgets.composition import finish_composition


class PlanPage(Page):
    """Places: ``{"student": key}``; an empty one asks for whom."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_plan"))
        self.student: UUID | None = None
        self.plan: PlanView | None = None
        self.form = PlanForm(lambda: desk.now().date())
        self.picker = StudentPicker(desk)
        self.comparison = Comparison()
        self.paper = PaperPanel()
        self.issuing = Issuing(self)
        self._letter: tuple[str, LetterView] | None = None
        self._baseline: Fields = self.form.fields()
        self._sending: Fields | None = None
        self._kept = False
        self.nav = Chips(self.tr("Step"), [(str(one.value), label(f"step_{one.value}")) for one in Step])
        self.save_button = QPushButton(self.tr("&Save  Ctrl+S"))
        self.compare_button = QPushButton(self.tr("Compare"))
        self.compare_button.setCheckable(True)
        self.papers = {
            "safety_plan": QPushButton(self.tr("Print A4")),
            "guardian_sheet": QPushButton(self.tr("Guardian's sheet")),
            "wallet_card": QPushButton(self.tr("Wallet card")),
        }
        self.actions_ = ActionBar(self.save_button)
        self._lay_out()
        self._connect()
        self._show_state()

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the plan anew where nothing is unsaved."""
        touched = changes is None or changes.kinds & {"safety_plan", "guardian"}
        if self.student is not None and touched and not self._dirty:
            self._load(self.student, {"field": ""})

    def place(self) -> Place:
        """Return whose plan it is and the field."""
        place = super().place()
        return {**place, "student": str(self.student)} if self.student else place

    def restore(self, place: Place) -> None:
        """Open a student's plan, or the draft of it."""
        self._leave_paper()
        key = place.get("student")
        student = UUID(key) if isinstance(key, str) else None
        if student is None or student == self.student:
            self._settle(place)
            return
        self._shelve()
        self._load(student, place)

    def drafts(self) -> Iterable[Draft]:
        """Return the plan as it stands, where it differs from what is saved."""
        if self.student is None:
            return
        fields = self.form.fields()
        if self._dirty and fields != self._sending:
            self._kept = True
            yield Draft(self._draft_key, {"student": str(self.student), **fields})
        elif self._kept and self._sending is None:
            yield Draft(self._draft_key, {})

    def first_field(self) -> QWidget | None:
        """Return the search for a student, or the first line."""
        return self.picker if self.student is None else self.form.steps[Step.WARNING_SIGNS].rows[0].text

    def save(self) -> bool:
        """Save a new version."""
        self._save(lambda: None)
        return True

    def show_paper(self, kind: str) -> None:
        """Preview a paper of the newest version; what is unsaved becomes that version first."""
        if self._dirty:
            self._save(lambda: self._preview(kind))
        else:
            self._preview(kind)

    @property
    def _draft_key(self) -> str:
        return f"plan:{self.student}"

    @property
    def _dirty(self) -> bool:
        return self.form.fields() != self._baseline

    def _save(self, then: Callable[[], None]) -> None:
        finish_composition()
        self.bar.clear()
        student = self.student
        if student is None:
            self.show_problem(Problem("session_student_missing"))
            self.picker.setFocus()
            return
        if not self._dirty and self.plan is not None:
            self.desk.notices.note_saved()
            then()
            return
        text, sent, actor, now, draft = (
            self.form.text(), self.form.fields(), self.desk.actor, self.desk.now(), self._draft_key,
        )  # fmt: skip
        self._sending = sent

        def work(db: Any) -> PlanSaved:
            made = safety_plans.save(db, student, text, by=actor, now=now)
            draft_store.discard(db, draft, by=actor)
            return made

        def done(made: PlanSaved) -> None:
            self._sending = None
            if student == self.student:
                self.plan = PlanView(made.id, student, made.version, text, now, made.gaps)
                self._baseline, self._kept = sent, False
                self._show_state()
                self.desk.notices.say(self.tr("Saved as version {0}").format(made.version))
                then()

        def refused(problem: Problem) -> None:
            self._sending = None
            self.show_problem(problem)

        self.write(work, done, failed=refused)

    def _load(self, student: UUID, place: Place) -> None:
        actor, now = self.desk.actor, self.desk.now()
        self.read(lambda db: opening(db, student, by=actor, now=now), lambda found: self._opened(found, place))

    def _opened(self, found: Opening, place: Place) -> None:
        self.student, self.plan = found.student_id, found.plan
        self.bar.clear()
        self.set_title(self.tr("Safety plan · {0}").format(found.name))
        self.form.fill(fields_of(found.plan.text if found.plan else PlanText()))
        self._baseline = self.form.fields()
        self._kept = bool(found.draft)
        if found.draft:
            self.form.fill(found.draft)
            self.bar.show_info(
                self.tr("This is what you had written before. It is not saved yet."),
                {self.tr("Discard it"): self._discard},
            )
        people = [Offer(_words(one), partial(self._fetch, one)) for one in found.guardians if one.phone_masked]
        lines = [Offer(f"{name} {number}", partial(_hand, name, number)) for name, number in found.lines]
        self.form.steps[Step.PEOPLE_TO_ASK].set_offers(people)
        self.form.steps[Step.PROFESSIONALS].set_offers(lines)
        self._show_state()
        self._settle(place)

    def _settle(self, place: Place) -> None:
        if "field" in place:
            super().restore(place)
            return
        field = self.first_field()
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fetch(self, one: GuardianView, take: Callable[[str, str], None]) -> None:
        """Look a guardian's number up; each look is logged."""
        actor, now = self.desk.actor, self.desk.now()
        name = " ".join(part for part in (label(f"relation_{one.relation.value}"), one.name) if part)
        self.read(lambda db: guardians.phone(db, one.id, by=actor, now=now), lambda number: take(name, number))

    def _discard(self) -> None:
        key, actor = self._draft_key, self.desk.actor

        def done(_: None) -> None:
            self._kept = False
            self.form.fill(self._baseline)
            self.bar.clear()

        self.desk.ask.confirm(
            self,
            self.tr("Discard what is not saved?"),
            verb=self.tr("Discard"),
            then=lambda: self.write(lambda db: draft_store.discard(db, key, by=actor), done),
        )

    def _shelve(self) -> None:
        waiting = list(self.drafts())
        if waiting:
            actor, now = self.desk.actor, self.desk.now()
            self.write(lambda db: draft_store.put_all(db, waiting, by=actor, now=now), lambda _: None)

    def _compare(self) -> None:
        """Show the version before what is on the screen."""
        plan, student = self.plan, self.student
        self.comparison.hide()
        if not self.compare_button.isChecked() or plan is None or student is None:
            return
        if self._dirty:
            self.comparison.compare(plan, self.form.text())
            return
        actor, now, before = self.desk.actor, self.desk.now(), plan.version - 1
        if before:
            self.read(
                lambda db: safety_plans.version(db, student, before, by=actor, now=now),
                lambda found: self.comparison.compare(found, self.form.text()),
            )
        else:
            self.desk.notices.say(self.tr("There is no earlier version."))

    def _preview(self, kind: str) -> None:
        student, actor, now = self.student, self.desk.actor, self.desk.now()
        if student is None or self.plan is None:
            self.show_problem(Problem("plan_nothing_to_print"))
            return

        def work(db: Any) -> LetterView:
            guardian = guardians.first(db, student, by=actor) if kind == "guardian_sheet" else None
            return plan_issuing.preview(db, student, kind, guardian_id=guardian, by=actor, now=now)

        self.read(work, lambda view: self._show_letter(kind, view))

    def _show_letter(self, kind: str, view: LetterView) -> None:
        try:
            self.paper.show_letter(view)
        except Problem as problem:
            self.show_problem(problem)
            return
        self._letter = (kind, view)
        self.panels.setCurrentIndex(1)
        self._show_state()
        self.paper.print_button.setFocus()

    def _leave_paper(self) -> None:
        if self._letter is not None:
            self._letter = None
            self.paper.clear()
            self.panels.setCurrentIndex(0)
            self._show_state()

    def _print(self) -> None:
        self._issue(self.issuing.to_printer)

    def _save_pdf(self) -> None:
        self._issue(self.issuing.to_file)

    def _issue(self, way: Callable[[Callable[[Any], Any]], None]) -> None:
        if self._letter is None or self.student is None:
            return
        (kind, view), student, actor, now = self._letter, self.student, self.desk.actor, self.desk.now()
        way(lambda db: plan_issuing.issue(db, student, kind, view, by=actor, now=now))

    def _show_state(self) -> None:
        for button in (*self.papers.values(), self.compare_button):
            button.setVisible(self._letter is None)
        self.picker.setVisible(self.student is None)
        for part in (self.form, self.nav, self.save_button, *self.papers.values()):
            part.setEnabled(self.student is not None)
        self.compare_button.setEnabled(self.plan is not None)
        self._hint()
        self._compare()

    def _hint(self) -> None:
        text = self.form.text()
        if not text.entries:
            self.actions_.say(self.tr("Step by step; much may stay empty at first."))
            return
        missing = [label(code) for code in gaps(text.entries, text.review_on)]
        version = self.tr("Version {0}").format(self.plan.version) if self.plan else ""
        words = self.tr("Still missing: {0}").format(self.tr(", ").join(missing)) if missing else self.tr("Complete.")
        self.actions_.say(f"{version}  {words}".strip())

    def _changed(self) -> None:
        self._hint()
        if self.compare_button.isChecked() and self._dirty:
            self._compare()
        self.touched.emit()

    def _to_step(self) -> None:
        chosen = self.nav.value()
        if chosen is None:
            return
        section = self.form.steps[Step(int(chosen))]
        section.rows[0].text.setFocus()
        self.nav.set_value(None)  # a way there, not a choice
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(section, 0, 0))

    def _lay_out(self) -> None:
        self.buttons.addWidget(self.compare_button)
        for button in self.papers.values():
            self.buttons.addWidget(button)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(120)
        area.setWidget(self.form)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(area, 3)
        both.addWidget(self.comparison, 1)
        writing = QWidget()
        column = QVBoxLayout(writing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picker)
        column.addWidget(self.nav)
        column.addLayout(both, 1)
        column.addWidget(self.actions_)
        self.panels = QStackedWidget()
        self.panels.addWidget(writing)
        self.panels.addWidget(self.paper)
        self.body.addWidget(self.panels, 1)

    def _connect(self) -> None:
        self.form.changed.connect(self._changed)
        self.picker.chosen.connect(lambda student: self._load(student, {}))
        self.nav.changed.connect(self._to_step)
        self.save_button.clicked.connect(self.save)
        self.compare_button.toggled.connect(lambda _: self._compare())
        for kind, button in self.papers.items():
            button.clicked.connect(partial(self._paper_pressed, kind))
        self.paper.print_asked.connect(self._print)
        self.paper.save_asked.connect(self._save_pdf)
        self.paper.left.connect(self._leave_paper)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self._print() if self._letter else self.show_paper("safety_plan"))

    def _paper_pressed(self, kind: str, *_: object) -> None:
        self.show_paper(kind)


def _words(one: GuardianView) -> str:
    return " ".join(part for part in (label(f"relation_{one.relation.value}"), one.name, one.phone_masked) if part)


def _hand(name: str, number: str, take: Callable[[str, str], None]) -> None:
    take(name, number)
