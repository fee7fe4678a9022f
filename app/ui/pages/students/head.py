"""The head of an opened file: facts, flags, the people to call, standing."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from app.domain.changes import Changes
from app.domain.risk import Level
from app.domain.student import Standing
from app.services import students
from app.services.students import GuardianView, StudentFile
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.page import Page
from app.ui.pages.students.part import Part
from app.ui.pages.students.phone_button import PhoneButton
from app.ui.pages.students.words import facts_line, flags, standing_words
from app.ui.widgets.flow import Flow
from app.ui.widgets.level_badge import LevelBadge


class Head(Part):
    """Wraps like text where the window is narrow."""

    def __init__(self, page: Page, student: UUID) -> None:
        super().__init__(page, student)
        self._flow = Flow(self, spacing=8)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.name, self.facts = QLabel(), QLabel()
        for words in (self.name, self.facts):
            words.setTextFormat(Qt.TextFormat.PlainText)
        theme.role(self.name, "card_title")
        self.standing = QPushButton()
        theme.role(self.standing, "flat")
        self.standing.setMenu(self._menu())
        self.flags: list[QLabel] = []
        self.phones: list[PhoneButton] = []
        self._badge = LevelBadge(None, self)
        self._was: tuple[Standing, date | None] = (Standing.ENROLLED, None)

    def show_file(self, file: StudentFile, level: Level | None) -> None:
        """Show the facts. ``level`` is that of the most urgent open alert."""
        while self._flow.takeAt(0) is not None:
            pass
        for old in (*self.flags, *self.phones):
            old.hide()
            old.deleteLater()
        self.name.setText(file.facts.name)
        self._flow.addWidget(self.name)
        self._badge.setVisible(level is not None)
        if level is not None:
            self._badge.set_level(level)
            self._flow.addWidget(self._badge)
        self.facts.setText(facts_line(file, self.desk.now().date()))
        self._flow.addWidget(self.facts)
        self._was = (file.standing, file.left_on)
        self.standing.setText(standing_words(file.standing, file.left_on))
        self.standing.setAccessibleName(self.tr("Standing: {0}").format(self.standing.text()))
        self._flow.addWidget(self.standing)
        self.flags = [_flag(text) for text in flags(file.left_behind)]
        self.phones = [
            PhoneButton(self.page, person, before=label(f"relation_{person.relation.value}"))
            for person in _to_call(file.guardians)
        ]
        for widget in (*self.flags, *self.phones):
            self._flow.addWidget(widget)
            widget.show()
        self.updateGeometry()

    def set_standing(self, standing: Standing) -> None:
        """Change the standing at once; the toast takes it back."""
        if standing is not self._was[0]:
            before, left_on = self._was
            today = self.desk.now().date() if standing is Standing.LEFT else None
            words = self.tr("Now: {0}").format(label(f"standing_{standing.value}"))
            self._put(standing, today, lambda: self.desk.notices.say(words, partial(self._put_back, before, left_on)))

    def _put_back(self, standing: Standing, left_on: date | None) -> None:
        self._put(standing, left_on, lambda: self.desk.notices.say(self.tr("Taken back")))

    def _put(self, standing: Standing, left_on: date | None, then: Any) -> None:
        student, actor, now = self.student, self.desk.actor, self.desk.now()

        def work(db: Any) -> Changes:
            return students.set_standing(db, student, standing, left_on=left_on, by=actor, now=now)

        self.write(work, then)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for one in Standing:
            menu.addAction(label(f"standing_{one.value}")).triggered.connect(partial(self._chosen, one))
        return menu

    def _chosen(self, standing: Standing, _checked: bool = False) -> None:
        self.set_standing(standing)


def _to_call(people: tuple[GuardianView, ...]) -> list[GuardianView]:
    """Return whom to call: guardians and carers with a number, or whoever has one."""
    reachable = [person for person in people if person.phone_masked]
    return [person for person in reachable if person.is_guardian or person.is_carer] or reachable


def _flag(text: str) -> QLabel:
    flag = QLabel(text)
    flag.setTextFormat(Qt.TextFormat.PlainText)
    theme.role(flag, "tag")
    return flag
