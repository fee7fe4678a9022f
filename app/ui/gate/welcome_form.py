"""The first time: set up a school, or look around first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme


class WelcomeForm(QWidget):
    """Shown where there is no store yet."""

    begin = Signal()
    demo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = QLabel(self.tr("First time here? Setting up takes three minutes."))
        words.setWordWrap(True)
        self.begin_button = QPushButton(self.tr("Set up my school"))
        theme.role(self.begin_button, "primary")
        self.begin_button.clicked.connect(self.begin)
        self.demo_button = QPushButton(self.tr("Look around with the demo school"))
        self.demo_button.clicked.connect(self.demo)
        self.words = QLabel(" ")
        self.words.setWordWrap(True)
        theme.role(self.words, "problem")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (words, self.begin_button, self.demo_button, self.words):
            column.addWidget(widget)
        self.setFocusProxy(self.begin_button)

    def set_busy(self, words: str = "") -> None:
        """Show that something is going on, or with no words that it is over."""
        self.begin_button.setEnabled(not words)
        self.demo_button.setEnabled(not words)
        self.words.setText(words or " ")
