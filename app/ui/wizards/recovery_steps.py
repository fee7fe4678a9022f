"""The recovery sheet: on paper first, then two groups typed back from it."""

import secrets
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.pdf_view import PdfView
from app.ui.wizards.first_steps import Step, words

ASKED = 2
DIGITS = 6


class SheetStep(Step):
    """Shows the sheets as they will be printed. Printing and saving are done by the window."""

    print_asked = Signal()
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("The recovery sheets")
        self.view = PdfView(self.tr("Recovery sheets"))
        self.print_button = QPushButton(self.tr("&Print"))
        self.print_button.clicked.connect(self.print_asked)
        self.save_button = QPushButton(self.tr("Save as PDF"))
        self.save_button.clicked.connect(self.save_asked)
        told = (
            self.tr("Print both sheets and put them into a sealed envelope in the principal's safe."),
            self.tr("The first replaces a lost password, the second opens what was sent to the school."),
            self.tr("Without a printer: write the eight groups down by hand."),
        )
        side = QVBoxLayout()
        side.setSpacing(10)
        for line in told:
            side.addWidget(words(line))
        side.addSpacing(4)
        side.addWidget(self.print_button)
        side.addWidget(self.save_button)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(side, 3)
        row.addWidget(self.view, 6)
        self.setFocusProxy(self.print_button)


class TypeBackStep(Step):
    """Asks for two groups that only the paper shows now."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self.tr("Check the sheet")
        self.fields: list[LineEdit] = []
        self.asked: list[int] = []
        self._groups: Sequence[str] = ()
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(10)
        self._words = QLabel(" ")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            words(self.tr("Take the sheet in your hand and type these two groups. Then it is sure to be readable."))
        )
        column.addLayout(self._form)
        column.addWidget(self._words)
        column.addStretch(1)

    def ask(self, groups: Sequence[str]) -> None:
        """Ask for two of ``groups``, chosen at random."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self._groups = groups
        self.asked = sorted(secrets.SystemRandom().sample(range(len(groups)), ASKED))
        self.fields = []
        for place in self.asked:
            name = self.tr("Group {0}").format(place + 1)
            field = LineEdit(name)
            field.setMaxLength(DIGITS)
            field.setFixedWidth(160)
            field.textChanged.connect(self._settle)
            field.entered.connect(self.entered)
            self._form.addRow(name, field)
            self.fields.append(field)
        self.setFocusProxy(self.fields[0])
        self._settle()

    @property
    def ready(self) -> bool:
        """Both groups are those on the sheet."""
        return bool(self.fields) and all(
            field.normal == self._groups[place] for field, place in zip(self.fields, self.asked, strict=True)
        )

    def _settle(self) -> None:
        wrong = []
        for field, place in zip(self.fields, self.asked, strict=True):
            bad = len(field.normal) == DIGITS and field.normal != self._groups[place]
            field.set_problem(self.tr("Group {0} is different on the sheet.").format(place + 1) if bad else "")
            wrong += [place] if bad else []
        self._words.setText(self.tr("Group {0} is different on the sheet.").format(wrong[0] + 1) if wrong else " ")
        self.changed.emit()
