"""A page as page authors write them, for tests of what is around pages."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.rights import Action
from app.ui.desk import Desk
from app.ui.drafts import Draft
from app.ui.pages.page import Page, touch_on
from app.ui.pages.registry import Entry
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.note_edit import NoteEdit


class SamplePage(Page):
    """Two fields, of which the note is kept as a draft."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "林××")
        self.refreshed: list[Changes | None] = []
        self.begun: list[str] = []
        self.topic = LineEdit("主题")
        self.topic.setObjectName("topic")
        self.note = NoteEdit("观察与处理")
        self.note.setObjectName("note")
        for widget in (self.topic, self.note):
            self.body.addWidget(widget)
        touch_on(self, self.note)

    def refresh(self, changes: Changes | None = None) -> None:
        self.refreshed.append(changes)

    def drafts(self) -> Iterable[Draft]:
        if self.note.text:
            yield Draft("sample", {"note": self.note.text})

    def begin(self, kind: str) -> bool:
        self.begun.append(kind)
        return True

    def first_field(self) -> QWidget:
        return self.topic


class PlainPage(Page):
    """Nothing on it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "空")
        self.refreshed: list[Changes | None] = []

    def refresh(self, changes: Changes | None = None) -> None:
        self.refreshed.append(changes)


SAMPLES = (
    Entry("today", "page_today", "mdi6.calendar-check-outline", "Ctrl+1", PlainPage),
    Entry("students", "page_students", "mdi6.account-group-outline", "Ctrl+2", SamplePage),
    Entry("screening", "page_screening", "mdi6.clipboard-list-outline", "Ctrl+3", PlainPage),
    Entry("alerts", "page_alerts", "mdi6.flag-outline", "Ctrl+4", PlainPage),
    Entry("letters", "page_letters", "mdi6.file-document-outline", "Ctrl+5", PlainPage),
    Entry("reports", "page_reports", "mdi6.chart-bar", "Ctrl+6", PlainPage),
    Entry("exchange", "page_exchange", "mdi6.usb-flash-drive-outline", "Ctrl+7", PlainPage),
    Entry("kiosk", "page_kiosk", "mdi6.monitor", "Ctrl+Shift+K", PlainPage),
    Entry("settings", "page_settings", "mdi6.cog-outline", "Ctrl+,", PlainPage, Action.MANAGE_USERS),
)
