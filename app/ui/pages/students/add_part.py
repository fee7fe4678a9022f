"""The form for a new student."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.domain.school_class import Schooling
from app.services import classes, drafts, students
from app.services.students import Saved, StudentFacts
from app.ui import draft_store
from app.ui.drafts import Draft
from app.ui.pages.page import Page
from app.ui.pages.students.facts_form import FactsForm
from app.ui.pages.students.fields import Content, scrolled
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.composition import finish_composition

KEY = "new_student:"


class AddPart(QWidget):
    """``added`` carries the key of the new student; ``closed`` says that the list may come back."""

    added = Signal(object)
    closed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.form = FactsForm(lambda: page.desk.now().date())
        self._empty: Content = {}
        self._kept = False
        self.save_button = QPushButton(self.tr("Add  Ctrl+S"))
        self.save_button.clicked.connect(self.save)
        self.close_button = QPushButton(self.tr("Back to the list"))
        self.close_button.clicked.connect(self.leave)
        bar = ActionBar(self.save_button, self.close_button)
        bar.say(self.tr("Only name and number are required."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(self.form), 1)
        column.addWidget(bar)
        self.form.changed.connect(page.touched)
        self._show(Schooling())

    @property
    def dirty(self) -> bool:
        """Whether something is typed and not saved."""
        return self.form.content() != self._empty

    def begin(self) -> None:
        """Start, with what was typed before the last lock if there is such."""
        actor = self._page.desk.actor
        self.form.focus_first()

        def work(db: Any) -> tuple[Schooling, Content]:
            kept = drafts.load(db, "new_student", "", by=actor)
            return classes.schooling_of(db), kept.content if kept else {}

        def done(found: tuple[Schooling, Content]) -> None:
            schooling, kept = found
            if not self.dirty:
                self._show(schooling)
                self.form.set_content(kept)
                self._kept = bool(kept)
            self.form.focus_first()

        self._page.read(work, done)

    def save(self) -> None:
        """Add the student."""
        finish_composition()
        self._page.bar.clear()
        try:
            facts = self.form.facts()
        except Problem as problem:
            self._page.show_problem(problem)
            return
        desk, pinyin = self._page.desk, self.form.pinyin.text().strip()
        actor, now = desk.actor, desk.now()

        def work(db: Any) -> Saved:
            saved = students.add(db, facts, by=actor, now=now)
            told = saved.changes
            if pinyin:
                told |= students.set_pinyin(db, saved.id, pinyin, by=actor, now=now)
            draft_store.discard(db, KEY, by=actor)
            return Saved(saved.id, told)

        def done(saved: Saved) -> None:
            self._forget()
            self._added(saved.id)

        self._page.write(work, done)

    def leave(self) -> None:
        """Go back; what is not saved is asked about."""
        if not self.dirty:
            self.closed.emit()
            return
        self._page.desk.ask.confirm(
            self, self.tr("Discard what is not saved?"), verb=self.tr("Discard"), then=self._discard
        )

    def drafts(self) -> Iterable[Draft]:
        """Return what is typed and not saved."""
        if self.dirty:
            self._kept = True
            yield Draft(KEY, self.form.content())
        elif self._kept:
            yield Draft(KEY, {})

    def _discard(self) -> None:
        self._forget()
        self._page.bar.clear()
        self._page.touched.emit()
        self.closed.emit()

    def _added(self, student: UUID) -> None:
        self._page.desk.notices.say(self.tr("Added"))
        self.added.emit(student)

    def _forget(self) -> None:
        self.form.set_content(self._empty)

    def _show(self, schooling: Schooling) -> None:
        self.form.show_facts(StudentFacts("", ""), None, "", schooling)
        self._empty = self.form.content()
