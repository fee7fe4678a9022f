"""One referral beside the list: where it stands, what happened, and what can be done now."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.referral import allowed
from app.domain.referral_state import EventKind, Side, State
from app.services.referral_list import ReferralRow
from app.services.referrals import ReferralView
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.referrals.news_form import recordable
from app.ui.pages.students.fields import scrolled
from app.ui.times import due_words, moment
from app.ui.widgets.flow import Flow

UNSENT = frozenset({State.DRAFT, State.READY})
SENDABLE = UNSENT | {State.SENT, State.LOST}


class ReferralPanel(QWidget):
    """Buttons appear only where the state allows what they do."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = QLabel()
        self.state = QLabel()
        self.history = QLabel()
        self.history.setAlignment(Qt.AlignmentFlag.AlignTop)
        theme.role(self.head, "card_title")
        theme.role(self.state, "muted")
        for words in (self.head, self.state, self.history):
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
        self.buttons = {
            "open": QPushButton(self.tr("Open")),
            "close": QPushButton(self.tr("Close the loop")),
            "answer": QPushButton(self.tr("Enter receipt")),
            "news": QPushButton(self.tr("Record news")),
            "seal": QPushButton(self.tr("Seal…")),
            "student": QPushButton(self.tr("Student's file")),
        }
        row = QWidget()
        flow = Flow(row)
        for code, button in self.buttons.items():
            flow.addWidget(button)
            button.clicked.connect(lambda _=False, code=code: self.pressed.emit(code))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.head)
        column.addWidget(self.state)
        column.addWidget(scrolled(self.history), 1)
        column.addWidget(row)
        self.show_referral(None, None, None)

    def show_referral(self, row: ReferralRow | None, view: ReferralView | None, now: datetime | None) -> None:
        """Show one, or nothing."""
        if row is None or now is None:
            self.head.setText(self.tr("Choose a referral in the list."))
            self.state.setText("")
            self.history.setText("")
            for button in self.buttons.values():
                button.hide()
            return
        self.head.setText(f"{row.name} → {row.institution}")
        waits = label(f"waits_{row.waits_for}") if row.waits_for else ""
        due = f"{waits} · {due_words(row.due, now)}" if row.due else waits
        self.state.setText(" · ".join(part for part in (label(f"referral_state_{row.state.value}"), due) if part))
        self.history.setText("\n".join(_lines(view, now)) if view else "")
        can = allowed(row.state, Side.SCHOOL)
        shown = {
            "open": row.state in UNSENT,
            "close": EventKind.CLOSED in can,
            "answer": EventKind.OUTCOME in can,
            "news": bool(recordable(row.state)),
            "seal": row.state in SENDABLE,
            "student": True,
        }
        for code, button in self.buttons.items():
            button.setVisible(shown[code])
            theme.role(button, "primary" if code == next(one for one in shown if shown[one]) else "")


def _lines(view: ReferralView, now: datetime) -> list[str]:
    """Return what happened, newest first, with how the news came and from whom."""
    lines = []
    for event in reversed(view.folded.history):
        who = f"{label(f'news_{event.source.value}')} {event.told_by}" if event.told_by else ""
        first = [moment(event.at, now), label(f"referral_event_{event.kind.value}"), who]
        lines.append("  ".join(part for part in first if part))
        lines += [f"    {one}" for text in (event.reason, event.advice) if text for one in text.splitlines()]
    return lines
