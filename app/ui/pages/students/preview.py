"""A look into a file without opening it as a tab."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.pages.page import Page
from app.ui.pages.students import timeline_texts
from app.ui.pages.students.fields import scrolled
from app.ui.pages.students.file_view import Opened, opening
from app.ui.pages.students.words import facts_line, flags, guardian_words
from app.ui.times import moment

WIDTH = 290
LINES = 6


class Preview(QFrame):
    """Name, facts, people and the latest lines. Looking in is logged like opening."""

    opened = Signal(object)
    closed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.student: UUID | None = None
        theme.role(self, "card")
        self._name = QLabel()
        theme.role(self._name, "card_title")
        self._text = QLabel()
        for one in (self._name, self._text):
            one.setTextFormat(Qt.TextFormat.PlainText)
            one.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.open_button = QPushButton(self.tr("Open"))
        theme.role(self.open_button, "primary")
        self.open_button.clicked.connect(lambda: self.opened.emit(self.student))
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.close_panel)
        inside = QWidget()
        text = QVBoxLayout(inside)
        text.setContentsMargins(0, 0, 8, 0)
        text.addWidget(self._text)
        text.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.open_button)
        foot.addWidget(self.close_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self._name)
        column.addWidget(scrolled(inside), 1)
        column.addLayout(foot)
        self.setFixedWidth(WIDTH)
        self.hide()

    @property
    def text(self) -> str:
        """The words shown."""
        return f"{self._name.text()}\n{self._text.text()}"

    def look(self, student: UUID) -> None:
        """Show a student; the same one again closes the panel."""
        if self.student == student and not self.isHidden():
            self.close_panel()
            return
        self.student = student
        actor, now = self._page.desk.actor, self._page.desk.now()
        self._page.read(lambda db: opening(db, student, by=actor, now=now), self._show)

    def close_panel(self) -> None:
        """Take the panel away and forget what it showed."""
        self.student = None
        self._name.clear()
        self._text.clear()
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _show(self, found: Opened) -> None:
        if found.file.id != self.student:
            return
        desk = self._page.desk
        now = desk.now()
        self._name.setText(found.file.facts.name)
        people = [" ".join((guardian_words(one), one.phone_masked)).strip() for one in found.file.guardians]
        latest = [f"{moment(line.at, now)}  {timeline_texts.summary(line, desk.actor)}" for line in found.lines[:LINES]]
        blocks = [
            [facts_line(found.file, now.date()), *flags(found.file.left_behind)],
            people,
            latest or [self.tr("No records yet.")],
        ]
        self._text.setText("\n\n".join("\n".join(block) for block in blocks if block))
        self.setAccessibleName(self.tr("Preview"))
        self.show()
