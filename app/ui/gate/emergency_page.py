"""What to do in an emergency: no password, no names."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme


class EmergencyPage(QWidget):
    """Five steps and the numbers to call. ``hotlines`` read "12356 name of the line"."""

    back = Signal()

    def __init__(self, hotlines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Emergency"))
        theme.role(title, "title")
        self.back_button = QPushButton(self.tr("Back"))
        self.back_button.clicked.connect(self.back)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.back_button)
        steps = (
            self.tr("Stay with the student. Do not leave the student alone for a moment."),
            self.tr("Life in danger: call 120 and 110 at once, then everything else."),
            self.tr("Take away what could hurt: blades, medicine, pesticide, ropes; keep away from heights."),
            self.tr("Tell the head of school and the guardian now. Hand over face to face."),
            self.tr("Ask and listen calmly. Promise help, not secrecy. Write it down after unlocking."),
        )
        left = QGridLayout()
        left.setColumnStretch(1, 1)
        left.setVerticalSpacing(8)
        for at, step in enumerate(steps):
            number = QLabel(str(at + 1))
            theme.role(number, "card_title")
            left.addWidget(number, at, 0, Qt.AlignmentFlag.AlignTop)
            left.addWidget(self._words(step), at, 1)
        left.setRowStretch(len(steps), 1)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(left, 3)
        body.addWidget(self._numbers(hotlines), 2, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(body, 1)
        self.setFocusProxy(self.back_button)

    def _numbers(self, hotlines: Sequence[str]) -> QFrame:
        card = QFrame()
        theme.role(card, "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        lines = [("120", self.tr("Ambulance")), ("110", self.tr("Police"))]
        for line in hotlines:
            number, _, name = line.strip().partition(" ")
            lines.append((number, name.strip()))
        for at, (number, name) in enumerate(lines):
            shown = QLabel(number)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            theme.role(shown, "number" if at < 2 else "card_title")
            shown.setAccessibleName(f"{name} {number}")
            grid.addWidget(shown, at, 0)
            grid.addWidget(self._words(name), at, 1)
        return card

    @staticmethod
    def _words(text: str) -> QLabel:
        words = QLabel(text)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        return words
