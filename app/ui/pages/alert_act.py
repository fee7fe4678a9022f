"""Recording what was done about an alert, and closing it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.alerts import AlertState, Closing
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.session_form import caption
from app.ui.widgets.chips import Chips
from app.ui.widgets.line_edit import LineEdit

KINDS = ("talked", "called_guardian", "told_head", "accompanied", "plan", "referred", "other")
STATES = (AlertState.IN_PROGRESS, AlertState.REFERRED, AlertState.WATCH)


class ActPanel(QFrame):
    """Chips and one line; where the alert moves follows from what was done unless the person says otherwise."""

    recorded = Signal()
    closed = Signal()
    changed = Signal()
    lead = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "card")
        self.kind = Chips(self.tr("Done"), [(one, label(f"action_{one}")) for one in KINDS])
        self.text = LineEdit(self.tr("One line about it"))
        self.text.setObjectName("alert_text")
        self.text.setPlaceholderText(self.tr("One line about it, may stay empty"))
        self.state = Chips(self.tr("Then"), [(one.value, label(f"alert_state_{one.value}")) for one in STATES])
        self.record_button = QPushButton(self.tr("&Record  Ctrl+S"))
        theme.role(self.record_button, "primary")
        self.close_button = QPushButton(self.tr("Close the alert…"))
        self.ending = self._closing()
        self._lay_out()
        self.kind.changed.connect(self._follow)
        for chips in (self.kind, self.state, self.closing):
            chips.changed.connect(self.changed)
        for line in (self.text, self.sentence):
            line.textChanged.connect(self.changed)
        self.text.entered.connect(self.recorded)
        self.record_button.clicked.connect(self.recorded)
        self.close_button.clicked.connect(lambda: self.show_closing(shown=self.ending.isHidden()))

    def start(self, state: AlertState) -> None:
        """Empty the fields for an alert that stands at ``state``."""
        self._was = AlertState.IN_PROGRESS if state in (AlertState.NEW, AlertState.CLOSED) else state
        self.kind.set_value(None)
        self.state.set_value(self._was.value)
        for line in (self.text, self.sentence):
            line.clear()
        self.closing.set_value(None)
        self.show_closing(shown=False)
        self.setEnabled(state is not AlertState.CLOSED)

    def show_closing(self, *, shown: bool) -> None:
        """Fold the fields for closing out or in."""
        self.ending.setVisible(shown)
        if shown:
            next(iter(self.closing.buttons.values())).setFocus()

    def _closing(self) -> QFrame:
        made = QFrame()
        self.closing = Chips(self.tr("Why"), [(one.value, label(f"closing_{one.value}")) for one in Closing])
        self.sentence = LineEdit(self.tr("Why you decide so"))
        self.sentence.setObjectName("alert_sentence")
        self.sentence.setPlaceholderText(self.tr("Why you decide so, in a sentence"))
        self.end_button = QPushButton(self.tr("Close it"))
        self.end_button.clicked.connect(self.closed)
        self.sentence.entered.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(self.sentence, 1)
        row.addWidget(self.end_button)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.closing)
        column.addLayout(row)
        return made

    def _lay_out(self) -> None:
        title = QLabel(self.tr("What was done"))
        theme.role(title, "card_title")
        moving = QHBoxLayout()
        moving.setSpacing(8)
        moving.addWidget(caption(self.tr("Then")))
        moving.addWidget(self.state, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.record_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        leads = QHBoxLayout()
        leads.setSpacing(8)
        for page, words in (
            ("session", self.tr("Session record")), ("plan", self.tr("Safety plan")), ("referral", self.tr("Referral")),
        ):  # fmt: skip
            button = QPushButton(words)
            button.clicked.connect(lambda _=False, page=page: self.lead.emit(page))
            leads.addWidget(button)
        leads.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(self.kind)
        column.addWidget(self.text)
        column.addLayout(moving)
        column.addLayout(buttons)
        column.addWidget(self.ending)
        column.addStretch(1)
        column.addWidget(caption(self.tr("Write about this student")))
        column.addLayout(leads)

    def _follow(self) -> None:
        """A referral moves the alert to the referred ones."""
        referred = self.kind.value() == "referred"
        self.state.set_value(AlertState.REFERRED.value if referred else self._was.value)
