"""Choosing a student where a page was opened without one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.domain.school_class import display
from app.services import search
from app.ui.desk import Desk
from app.ui.i18n import language
from app.ui.widgets.search_box import Answer, Hit, SearchBox


class StudentPicker(QWidget):
    """A search box for students only; ``chosen`` carries the key."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.box = SearchBox(
            self._search, name=self.tr("Student"), placeholder=self.tr("Name, initials, class or number")
        )
        self.box.field.setObjectName("picker")
        self.box.setMaximumWidth(420)
        self.box.chosen.connect(lambda hit: self.chosen.emit(hit.key))
        words = QLabel(self.tr("For whom?"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words)
        row.addWidget(self.box, 1)
        row.addStretch(1)
        self.setFocusProxy(self.box)

    def _search(self, text: str, answer: Answer) -> None:
        actor, today = self._desk.actor, self._desk.now().date()

        def done(people: list[search.Person]) -> None:
            answer([Hit(one.name, _detail(one), key=one.id) for one in people])

        self._desk.jobs.submit(
            lambda db: search.people(db, text, by=actor, today=today),
            write=False,
            owner=self,
            done=done,
            failed=lambda _: answer(()),
        )


def _detail(one: search.Person) -> str:
    shown = display(one.school_class, language()) if one.school_class else ""
    return f"{shown} {one.number}".strip()
