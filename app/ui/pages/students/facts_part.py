"""The facts of an opened file, edited in place."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.school_class import Schooling
from app.services import students
from app.services.students import StudentFile
from app.ui import draft_store
from app.ui.drafts import Draft
from app.ui.pages.page import Page
from app.ui.pages.students.facts_form import FactsForm
from app.ui.pages.students.fields import Content, scrolled
from app.ui.pages.students.part import Part
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.composition import finish_composition


class FactsPart(Part):
    """What was typed and not saved is a draft; a refresh never overwrites it."""

    def __init__(self, page: Page, file: StudentFile, schooling: Schooling, draft: Content | None) -> None:
        super().__init__(page, file.id)
        self.form = FactsForm(lambda: self.desk.now().date())
        self._saved: Content = {}
        self._pinyin = ""
        self._kept = bool(draft)
        self.save_button = QPushButton(self.tr("Save changes  Ctrl+S"))
        self.save_button.clicked.connect(self.save)
        self.back_button = QPushButton(self.tr("Take back"))
        self.back_button.clicked.connect(self.take_back)
        self.actions_ = ActionBar(self.save_button, self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(self.form), 1)
        column.addWidget(self.actions_)
        self.form.changed.connect(self._touched)
        self._fill(file, schooling)
        if draft:
            self.form.set_content(draft)
        self._tell()

    @property
    def dirty(self) -> bool:
        """Whether something is typed and not saved."""
        return self.form.content() != self._saved

    def show_file(self, file: StudentFile, schooling: Schooling) -> None:
        """Show what is saved, unless something is being written."""
        if not self.dirty:
            self._fill(file, schooling)

    def drafts(self) -> Iterable[Draft]:
        """Return the form where it differs from what is saved."""
        if self.dirty:
            self._kept = True
            yield Draft(self._key, self.form.content())
        elif self._kept:
            yield Draft(self._key, {})

    def save(self) -> None:
        """Save the facts, and the pinyin where it was corrected."""
        finish_composition()
        self.page.bar.clear()
        try:
            facts = self.form.facts()
        except Problem as problem:
            self.page.show_problem(problem)
            return
        student, actor, now, key = self.student, self.desk.actor, self.desk.now(), self._key
        typed = self.form.pinyin.text().strip()
        pinyin = typed if typed != self._pinyin else None
        sent = self.form.content()

        def work(db: Any) -> Changes:
            written = students.edit(db, student, facts, by=actor, now=now)
            if pinyin is not None:
                written |= students.set_pinyin(db, student, pinyin, by=actor, now=now)
            draft_store.discard(db, key, by=actor)
            return written

        def done() -> None:
            if self.form.content() == sent:
                self._saved, self._kept = sent, False
            self._tell()
            self.desk.notices.say(self.tr("Saved"))

        self.write(work, done)

    def take_back(self) -> None:
        """Show again what is saved."""
        self.form.set_content(self._saved)
        self.page.bar.clear()

    @property
    def _key(self) -> str:
        return f"student:{self.student}"

    def _fill(self, file: StudentFile, schooling: Schooling) -> None:
        self._pinyin = file.pinyin
        self.form.show_facts(file.facts, file.school_class, file.pinyin, schooling)
        self._saved = self.form.content()

    def _touched(self) -> None:
        self._tell()
        self.page.touched.emit()

    def _tell(self) -> None:
        self.save_button.setEnabled(self.dirty)
        self.back_button.setEnabled(self.dirty)
        self.actions_.say(self.tr("Not saved yet. It is kept as a draft.") if self.dirty else "")
