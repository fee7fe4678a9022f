"""Raising an alert by hand: for whom, how urgent, why."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.risk import Level
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import label
from app.ui.pages.session_form import caption
from app.ui.student_picker import StudentPicker
from app.ui.widgets.chips import Chips
from app.ui.widgets.line_edit import LineEdit


class RaiseForm(QFrame):
    """``raised`` asks to save; the page does it."""

    raised = Signal()
    changed = Signal()
    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "card")
        self.student: UUID | None = None
        self.picker = StudentPicker(desk)
        self.level = Chips(self.tr("Level"), [(one.value, label(f"level_{one.value}")) for one in Level])
        self.why = LineEdit(self.tr("Reason"))
        self.why.setObjectName("alert_why")
        self.why.setPlaceholderText(self.tr("What was seen or said, by whom"))
        self.button = QPushButton(self.tr("&Raise  Ctrl+S"))
        theme.role(self.button, "primary")
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.picker)
        for words, widget in ((self.tr("Level"), self.level), (self.tr("Reason"), self.why)):
            column.addWidget(caption(words))
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(1)
        self.picker.chosen.connect(self.chosen)
        self.button.clicked.connect(self.raised)
        self.why.entered.connect(self.raised)
        self.level.changed.connect(self.changed)
        self.why.textChanged.connect(self.changed)

    def start(self, student: UUID | None) -> None:
        """Empty the form for a student, or for one still to be chosen."""
        self.set_student(student)
        self.level.set_value(None)
        self.why.clear()

    def set_student(self, student: UUID | None) -> None:
        """Raise it for this student; what is written stays."""
        self.student = student
        self.picker.setVisible(student is None)
