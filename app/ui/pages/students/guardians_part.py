"""The people around a student: a list, and a form for each."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.services import guardians
from app.services.guardians import GuardianFacts
from app.services.students import GuardianView
from app.ui import draft_store, theme
from app.ui.pages.page import Page
from app.ui.pages.students.guardian_form import GuardianForm
from app.ui.pages.students.list_and_form import ListAndForm
from app.ui.pages.students.phone_button import PhoneButton
from app.ui.pages.students.words import guardian_words
from app.ui.widgets.composition import finish_composition


class GuardiansPart(ListAndForm):
    """Opening a person's form is logged: the whole phone number is in it."""

    def __init__(self, page: Page, student: UUID) -> None:
        form = GuardianForm(lambda: page.desk.now().date())
        super().__init__(page, student, form, kind="guardian")
        self.people = form
        self.name(
            self.tr("Add a person"),
            self.tr("Nobody is on file yet. Until then nobody can say whether the student is left behind."),
        )

    def show_people(self, people: tuple[GuardianView, ...]) -> None:
        """Show who is on file."""
        self.clear_rows()
        for person in people:
            self.add_row(self._row(person))
        self.show_count(len(people))

    def begin(self) -> None:
        """Add a person."""
        if not self.dirty:
            self.people.show_facts(None)
        super().begin()

    def change(self, guardian: UUID) -> None:
        """Open a person's form."""
        actor, now = self.desk.actor, self.desk.now()

        def done(facts: GuardianFacts) -> None:
            self.people.show_facts(facts)
            self.edit(str(guardian))

        self.read(lambda db: guardians.facts(db, guardian, by=actor, now=now), done)

    def save(self) -> None:
        """Save the person in the form."""
        finish_composition()
        self.page.bar.clear()
        try:
            facts = self.people.facts()
        except Problem as problem:
            self.page.show_problem(problem)
            return
        guardian = UUID(self.subject) if self.subject else None
        student, actor, now, key = self.student, self.desk.actor, self.desk.now(), self.draft_key

        def work(db: Any) -> Changes:
            written = guardians.save(db, student, facts, guardian_id=guardian, by=actor, now=now)
            draft_store.discard(db, key, by=actor)
            return written.changes

        self.write(work, self.saved)

    def _row(self, person: GuardianView) -> QFrame:
        words = QLabel(guardian_words(person))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        note = QLabel(person.note)
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setWordWrap(True)
        theme.role(note, "muted")
        change = QPushButton(self.tr("Change"))
        change.setAccessibleName(f"{self.tr('Change')} {guardian_words(person)}")
        change.clicked.connect(partial(self.change, person.id))
        row = QFrame()
        theme.role(row, "row")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 4, 0, 4)
        line.addWidget(words, 3)
        if person.phone_masked:
            line.addWidget(PhoneButton(self.page, person))
        line.addWidget(note, 2)
        line.addWidget(change)
        return row
