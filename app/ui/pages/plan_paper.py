"""The papers of a plan before they are printed: the very bytes, page by page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.letters import LetterView
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.pdf_view import PdfView


class PaperPanel(QWidget):
    """Preview with print, save and back."""

    print_asked = Signal()
    save_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PdfView()
        self.print_button = QPushButton(self.tr("&Print  Ctrl+P"))
        self.save_button = QPushButton(self.tr("Save as PDF"))
        self.back_button = QPushButton(self.tr("Back to the plan"))
        bar = ActionBar(self.print_button, self.save_button, self.back_button)
        middle = QHBoxLayout()
        middle.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(middle, 1)
        column.addWidget(bar)
        self.print_button.clicked.connect(self.print_asked)
        self.save_button.clicked.connect(self.save_asked)
        self.back_button.clicked.connect(self.left)

    def show_letter(self, letter: LetterView) -> None:
        """Show a rendered letter. Raises Problem("pdf_damaged")."""
        self.view.show_pdf(letter.rendered.pdf)
        self.print_button.setFocus()

    def clear(self) -> None:
        """Let the document go."""
        self.view.clear()
