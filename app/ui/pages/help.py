"""What the manual says about a page, and the numbers to call. Works without any network."""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.changes import Changes
from app.domain.settings import Value
from app.services import school_settings
from app.ui import manual, theme
from app.ui.desk import Desk
from app.ui.i18n import label, language
from app.ui.pages.page import Page, Place
from app.ui.widgets.reader import Reader

_WIDEST = 820
"""Pixels: longer lines are tiring to read."""


class HelpPage(Page):
    """F1. The place is ``{"about": place}`` with the window's place it was asked from; Esc leads back to it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_help"))
        self._about: Place = {}
        self.back_button = QPushButton(self.tr("Back  Esc"))
        self.back_button.clicked.connect(self.back)
        self.chapter = QComboBox()
        self.chapter.setAccessibleName(self.tr("Chapter of the manual"))
        self.chapter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.chapter.currentIndexChanged.connect(self._show)
        for widget in (self.chapter, self.back_button):
            self.buttons.addWidget(widget)
        self.reader = Reader(self.tr("Help"))
        self.reader.setMaximumWidth(_WIDEST)
        self.reader.followed.connect(self._follow)
        self.hotlines = QLabel()
        self.hotlines.setTextFormat(Qt.TextFormat.PlainText)
        self.hotlines.setWordWrap(True)
        self.hotlines.setMaximumWidth(_WIDEST)
        self._lay_out()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back)

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the school's hotlines."""
        if changes is None or "school_setting" in changes.kinds:
            self.read(lambda db: school_settings.values(db, by=self.desk.actor), self._tell)
        if changes is None and not self.chapter.count():
            self._offer()

    def place(self) -> Place:
        """Return where Esc leads."""
        return {"about": self._about}

    def restore(self, place: Place) -> None:
        """Show the help of the page that ``place`` came from."""
        about = place.get("about")
        self._about = about if isinstance(about, dict) else {}
        self._offer()
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_field(self) -> QWidget | None:
        """Return the text: arrows and Page Down scroll it."""
        return self.reader

    def back(self) -> None:
        """Go back to the field where F1 was pressed."""
        code, place = self._about.get("page"), self._about.get("place")
        if isinstance(code, str) and code:
            self.go.emit(code, place if isinstance(place, dict) else {})

    def _offer(self) -> None:
        """Offer the chapters, the section about the page first."""
        about = manual.section(str(self._about.get("page") or ""), language())
        with QSignalBlocker(self.chapter):
            self.chapter.clear()
            if about:
                self.chapter.addItem(self.tr("This page"), about)
            for one in manual.chapters(language()):
                self.chapter.addItem(one.title, one.words)
        self._show()

    def _show(self) -> None:
        self.reader.show_markdown(str(self.chapter.currentData() or ""))

    def _follow(self, file: str) -> None:
        """Open another chapter; nothing else can be followed."""
        for one in manual.chapters(language()):
            if one.file == file:
                self.chapter.setCurrentIndex(self.chapter.findText(one.title))

    def _tell(self, values: dict[str, Value]) -> None:
        lines: Any = values["hotlines"]
        own = lines if isinstance(lines, list) else []
        self.hotlines.setText(" · ".join([self.tr("120 ambulance"), self.tr("110 police"), *own]))

    def _lay_out(self) -> None:
        card = QFrame()
        card.setMaximumWidth(_WIDEST)
        theme.role(card, "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 6, 12, 6)
        title = QLabel(self.tr("In an emergency"))
        theme.role(title, "card_title")
        row.addWidget(title)
        row.addWidget(self.hotlines, 1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.reader, 1)
        column.addWidget(card)
        self.body.addLayout(column, 1)
