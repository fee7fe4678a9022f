"""The sheet of a renewed recovery code: shown once, to be printed now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.pages.page import Page
from app.ui.widgets.pdf_view import PdfView
from app.ui.wizards.sheet_output import SheetOutput


class SheetPanel(QWidget):
    """A preview with print and save; ``closed`` when the person is done with it."""

    closed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.output = SheetOutput(page, page.bar, page.desk.ask)
        words = QLabel(self.tr("Print this sheet now and put it into the envelope. It is not shown again."))
        words.setWordWrap(True)
        theme.role(words, "muted")
        self.view = PdfView(self.tr("Recovery sheet"))
        self.view.setMinimumHeight(160)
        self.print_button = QPushButton(self.tr("&Print"))
        theme.role(self.print_button, "primary")
        self.print_button.clicked.connect(self.output.print)
        self.save_button = QPushButton(self.tr("Save as PDF"))
        self.save_button.clicked.connect(self.output.save)
        self.done_button = QPushButton(self.tr("It is in the envelope"))
        self.done_button.clicked.connect(self._close)
        row = QHBoxLayout()
        for button in (self.print_button, self.save_button, self.done_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(words)
        column.addLayout(row)
        column.addWidget(self.view, 1)

    def show_sheet(self, pdf: bytes) -> None:
        """Show the sheet."""
        self.output.pdf = pdf
        self.view.show_pdf(pdf)
        self.print_button.setFocus()

    def _close(self) -> None:
        self.output.pdf = b""
        self.view.clear()
        self.closed.emit()
