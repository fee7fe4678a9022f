"""News of a referral that came by telephone or on paper, and what the school itself decides."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.referral import RULES, allowed
from app.domain.referral_state import EventKind, Side, Source, State
from app.ui.i18n import label
from app.ui.pages.students.fields import Fields, scrolled
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.chips import Chips
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.note_edit import NoteEdit

ELSEWHERE = frozenset({EventKind.CONSENTED, EventKind.SENT, EventKind.LOST, EventKind.OUTCOME, EventKind.CLOSED})
"""Events that are written by printing, sealing, the receipt's form and the closing form."""


def recordable(state: State) -> list[EventKind]:
    """Return the events that a person can record here in this state, in the order of the table."""
    now = allowed(state, Side.SCHOOL) - ELSEWHERE
    return [kind for kind in RULES if kind in now]


class NewsForm(QWidget):
    """What happened, how the news came, who said it."""

    saved = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = Fields("news")
        self.kind = Chips(self.tr("What happened"), [])
        self.source = Chips(
            self.tr("How the news came"),
            [(one.value, label(f"news_{one.value}")) for one in (Source.PHONE, Source.PAPER)],
        )
        self.told_by = LineEdit(self.tr("Who said it"))
        self.reason = NoteEdit(self.tr("Reason or note"), lines=2)
        self.reason.setMaximumHeight(self.reason.sizeHint().height())
        for code, field in (
            ("kind", self.kind),
            ("source", self.source),
            ("told_by", self.told_by),
            ("reason", self.reason),
        ):
            self.fields.add(code, field, wide=True)
        self.save_button = QPushButton(self.tr("Record"))
        self.close_button = QPushButton(self.tr("Back"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(self.fields), 1)
        column.addWidget(ActionBar(self.save_button, self.close_button))
        self.save_button.clicked.connect(self.saved)
        self.close_button.clicked.connect(self.left)

    def begin(self, state: State) -> None:
        """Offer what can have happened in this state."""
        self.kind.set_options([(one.value, label(f"referral_event_{one.value}")) for one in recordable(state)])
        self.fields.set_content({"kind": None, "source": Source.PHONE.value, "told_by": "", "reason": ""})
        self.fields.focus_first()

    def entered(self) -> tuple[EventKind, Source, str, str] | None:
        """Return kind, source, teller and reason; None while no kind is chosen.

        What the school decides itself has no teller.
        """
        chosen = self.kind.value()
        if chosen is None:
            return None
        kind = EventKind(chosen)
        rule = RULES[kind]
        own = rule is not None and rule.owner is Side.SCHOOL
        source = Source.SELF if own else Source(self.source.value() or Source.PHONE.value)
        return kind, source, "" if own else self.told_by.text().strip(), self.reason.text.strip()
