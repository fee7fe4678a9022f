"""What stands on the locked screen when the store cannot be opened at all: why, and try again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme


class TroubleForm(QWidget):
    """A sentence and one button. Nothing here can change the files."""

    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("The store cannot be opened"))
        theme.role(title, "card_title")
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.again_button = QPushButton(self.tr("Try again"))
        theme.role(self.again_button, "primary")
        self.again_button.clicked.connect(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (title, self.words, self.again_button):
            column.addWidget(widget)
        self.setFocusProxy(self.again_button)

    def show_words(self, words: str) -> None:
        """Show why."""
        self.words.setText(words)
        self.words.setAccessibleName(words)
