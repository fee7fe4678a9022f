"""Getting recovery sheets out of the program: onto paper, or with a warning into a file."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.domain.problems import Problem
from app.services import setting_up
from app.ui.ask import Ask
from app.ui.i18n import label, sentence
from app.ui.on_paper import draw, neutral, ready
from app.ui.widgets.inline_bar import InlineBar


class SheetOutput(QObject):
    """Prints and saves ``pdf`` for ``owner``; what goes wrong is told in ``bar``."""

    def __init__(self, owner: QWidget, bar: InlineBar, ask: Ask) -> None:
        super().__init__(owner)
        self._owner, self._bar, self._ask = owner, bar, ask
        self.pdf = b""

    def print(self) -> None:
        """Ask for the printer and print."""
        if not QPrinterInfo.availablePrinterNames():
            self._bar.show_warning(label("printer_missing"), {self.tr("Save as PDF"): self.save})
            return
        printer = ready(QPrinter(QPrinter.PrinterMode.HighResolution))
        dialog = QPrintDialog(printer, self._owner)
        dialog.setWindowTitle(QCoreApplication.applicationName())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(ready(printer)))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print on ``printer``."""
        printer.setDocName(neutral(""))
        if not draw(printer, self.pdf):
            self._bar.show_problem(label("printer_failed"), {self.tr("Save as PDF"): self.save})

    def save(self) -> None:
        """Save after a warning: whoever has the file has the key."""
        self._ask.confirm(
            self._owner,
            self.tr("Whoever has this file can open every record of the school."),
            detail=self.tr("Save it on a stick only, print it elsewhere, delete it. Never keep it on this computer."),
            verb=self.tr("Save as PDF"),
            then=lambda: self._ask.save_file(
                self._owner,
                self.tr("Save as PDF"),
                name=f"{neutral('')}.pdf",
                patterns="PDF (*.pdf)",
                then=self._save_to,
            ),
        )

    def _save_to(self, path: Path) -> None:
        try:
            setting_up.save_sheets(path, self.pdf)
        except Problem as problem:
            self._bar.show_problem(sentence(problem))
        else:
            self._bar.show_info(self.tr("The PDF is saved."))
