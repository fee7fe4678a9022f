"""Third step of a referral: the very bytes that are printed, with what is still missing beside them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.letters import LetterView
from app.ui import theme
from app.ui.i18n import joined, label
from app.ui.pages.students.fields import scrolled
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.pdf_view import PdfView


class ReferralPaper(QWidget):
    """Preview with print, save, seal and back."""

    print_asked = Signal()
    save_asked = Signal()
    seal_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PdfView()
        self.gaps = QLabel()
        self.draft = QLabel()
        self.missing = QLabel()
        self.print_button = QPushButton(self.tr("&Print  Ctrl+P"))
        self.save_button = QPushButton(self.tr("Save as PDF"))
        self.seal_button = QPushButton(self.tr("Seal for the centre…"))
        self.back_button = QPushButton(self.tr("Back to the content"))
        bar = ActionBar(self.print_button, self.save_button, self.seal_button, self.back_button)
        side = QVBoxLayout()
        title = QLabel(self.tr("Before it leaves"))
        theme.role(title, "card_title")
        side.addWidget(title)
        for words in (self.draft, self.gaps, self.missing):
            words.setWordWrap(True)
            side.addWidget(words)
        theme.role(self.missing, "problem")
        side.addStretch(1)
        holder = QWidget()
        holder.setLayout(side)
        beside = scrolled(holder)
        beside.setFixedWidth(240)
        middle = QHBoxLayout()
        middle.addWidget(self.view, 1)
        middle.addWidget(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(middle, 1)
        column.addWidget(bar)
        self.print_button.clicked.connect(self.print_asked)
        self.save_button.clicked.connect(self.save_asked)
        self.seal_button.clicked.connect(self.seal_asked)
        self.back_button.clicked.connect(self.left)

    def show_letter(self, letter: LetterView) -> None:
        """Show a rendered letter. Raises Problem("pdf_damaged")."""
        self.view.show_pdf(letter.rendered.pdf)
        self.draft.setText(self.tr("Draft: neither consent nor emergency. It must not leave the school."))
        self.draft.setVisible(letter.draft)
        gaps = [label(code) for code in letter.gaps]
        self.gaps.setText(
            self.tr("Still empty, room to write by hand: {0}").format(joined(gaps))
            if gaps
            else self.tr("Nothing is missing.")
        )
        named = [f"{one.label} {one.code_point}" for one in letter.rendered.missing]
        self.missing.setText(self.tr("No font has these characters; write them in by hand: {0}").format(joined(named)))
        self.missing.setVisible(bool(named))
        self.seal_button.setEnabled(not letter.draft)
        self.print_button.setFocus()

    def clear(self) -> None:
        """Let the document go."""
        self.view.clear()
