"""What a page shows where there is nothing yet: why, and what to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme


class EmptyState(QWidget):
    """A sentence with the buttons that lead on. No picture."""

    def __init__(
        self,
        text: str,
        actions: dict[str, Callable[[], None]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = QLabel(text)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.role(self.words, "muted")
        row = QHBoxLayout()
        row.addStretch(1)
        for at, (verb, act) in enumerate((actions or {}).items()):
            button = QPushButton(verb)
            if at == 0:
                theme.role(button, "primary")
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addLayout(row)
        column.addStretch(2)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.words.setText(text)
