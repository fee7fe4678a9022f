"""One opened file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.domain.rights import Actor
from app.domain.risk import Level, most_urgent
from app.domain.school_class import Schooling
from app.services import classes, consents, drafts, students, timeline
from app.services.consents import ConsentView
from app.services.students import StudentFile
from app.services.timeline import Line
from app.ui.drafts import Draft
from app.ui.pages.page import Page
from app.ui.pages.students import timeline_texts
from app.ui.pages.students.consents_part import ConsentsPart
from app.ui.pages.students.facts_part import FactsPart
from app.ui.pages.students.fields import Content
from app.ui.pages.students.guardians_part import GuardiansPart
from app.ui.pages.students.head import Head
from app.ui.pages.students.part import Part
from app.ui.pages.students.summary import Summary
from app.ui.pages.students.timeline_panel import TimelinePanel

SECTIONS = ("timeline", "facts", "people", "consents")
_FORMS = ("student", "guardian", "consent")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it is read in one go. ``drafts`` are what was typed before, by form."""

    file: StudentFile
    lines: list[Line]
    consents: list[ConsentView]
    schooling: Schooling
    drafts: dict[str, Content]

    @property
    def level(self) -> Level | None:
        """The most urgent level of the open alerts."""
        return most_urgent(level for line in self.lines if (level := timeline_texts.level_of(line)) is not None)


def opening(db: Any, student: UUID, *, by: Actor, now: datetime) -> Opened:
    """Read a file. That is logged before any of it is shown."""
    file = students.open_file(db, student, by=by, now=now)
    kept = {form: drafts.load(db, form, str(student), by=by) for form in _FORMS}
    return Opened(
        file=file,
        lines=timeline.timeline(db, student, by=by, now=now),
        consents=consents.of_student(db, student, by=by),
        schooling=classes.schooling_of(db),
        drafts={form: view.content for form, view in kept.items() if view is not None},
    )


class FileView(Part):
    """Head above, sections below: timeline, facts, people, consents."""

    shown = Signal()

    def __init__(self, page: Page, opened: Opened) -> None:
        super().__init__(page, opened.file.id)
        self.file, self.level = opened.file, opened.level
        self.head = Head(page, self.student)
        self.summary = Summary(page, self.student)
        self.timeline = TimelinePanel(page, self.student)
        self.facts = FactsPart(page, opened.file, opened.schooling, opened.drafts.get("student"))
        self.people = GuardiansPart(page, self.student)
        self.consents = ConsentsPart(page, self.student)
        self.tabs = QTabBar()
        self.tabs.setObjectName("file_sections")
        self.tabs.setAccessibleName(self.tr("Sections of the file"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for words in (self.tr("Timeline"), self.tr("Facts"), self.tr("Family"), self.tr("Consents")):
            self.tabs.addTab(words)
        self.sections = QStackedWidget()
        first = QWidget()
        row = QHBoxLayout(first)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.summary)
        row.addWidget(self.timeline, 1)
        for section in (first, self.facts, self.people, self.consents):
            self.sections.addWidget(section)
        self.tabs.currentChanged.connect(self.sections.setCurrentIndex)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.setSpacing(4)
        frame.addWidget(self.head)
        frame.addWidget(self.tabs)
        frame.addWidget(self.sections, 1)
        self._show(opened)
        self._restore(opened.drafts)

    @property
    def section(self) -> str:
        """The section in front."""
        return SECTIONS[self.tabs.currentIndex()]

    @property
    def dirty(self) -> bool:
        """Whether something is written and not saved."""
        return self.facts.dirty or self.people.dirty or self.consents.dirty

    def go_to(self, section: str) -> None:
        """Bring a section to the front; an unknown one is passed over."""
        if section in SECTIONS:
            self.tabs.setCurrentIndex(SECTIONS.index(section))

    def reload(self) -> None:
        """Show what is in the store now. What is being written stays."""
        actor, now = self.desk.actor, self.desk.now()
        self.read(lambda db: opening(db, self.student, by=actor, now=now), self._show)

    def save(self) -> bool:
        """Save the form in front."""
        if self.section == "facts" and self.facts.dirty:
            self.facts.save()
        elif self.section == "people" and self.people.writing:
            self.people.save()
        elif self.section == "consents" and self.consents.writing:
            self.consents.save()
        else:
            return False
        return True

    def drafts(self) -> Iterable[Draft]:
        """Return what is written in this file and not saved."""
        yield from self.facts.drafts()
        yield from self.people.drafts()
        yield from self.consents.drafts()

    def _show(self, opened: Opened) -> None:
        self.file, self.level = opened.file, opened.level
        self.head.show_file(opened.file, opened.level)
        self.summary.show_lines(opened.lines)
        self.timeline.show_lines(opened.lines)
        self.facts.show_file(opened.file, opened.schooling)
        self.people.show_people(opened.file.guardians)
        self.consents.show_consents(opened.consents)
        self.shown.emit()

    def _restore(self, kept: dict[str, Content]) -> None:
        for form, part, section in (
            ("guardian", self.people, "people"),
            ("consent", self.consents, "consents"),
        ):
            if form in kept:
                part.restore_draft(kept[form])
                self.go_to(section)
        if "student" in kept:
            self.go_to("facts")
