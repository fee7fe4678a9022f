"""The bar at the foot of an editor: always in sight, whatever is scrolled above."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.ui import theme


class ActionBar(QFrame):
    """Buttons from the left, the first one is the main one; a quiet sentence to their right."""

    def __init__(self, *buttons: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "action_bar")
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.role(self.hint, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        for at, button in enumerate(buttons):
            if at == 0:
                theme.role(button, "primary")
            row.addWidget(button)
        row.addWidget(self.hint, 1)

    def say(self, words: str) -> None:
        """Show a sentence; empty shows none."""
        self.hint.setText(words)
