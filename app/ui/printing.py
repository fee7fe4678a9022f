"""Letters on paper and as files: the bytes that were previewed, one side of the sheet, logged each time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from app.domain.changes import Changes
from app.services import document_files, issuing
from app.services.issuing import Issue
from app.ui.i18n import label
from app.ui.on_paper import draw, neutral, ready
from app.ui.pages.page import Page

Prepare = Callable[[Any], Issue]


class Issuing(QObject):
    """Prints and saves letters for a page.

    ``prepare`` runs within a writing session and returns the numbered document; what it returns is printed
    or saved and logged, nothing else.
    """

    issued = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def to_printer(self, prepare: Prepare, *, referral_id: UUID | None = None) -> None:
        """Ask for the printer, then print. Without any printer, offer the PDF."""
        page = self._page
        if not QPrinterInfo.availablePrinterNames():
            page.bar.show_warning(
                label("printer_missing"),
                {self.tr("Save as PDF"): lambda: self.to_file(prepare, referral_id=referral_id)},
            )
            return
        printer = ready(QPrinter(QPrinter.PrinterMode.HighResolution))
        dialog = QPrintDialog(printer, page)
        dialog.setWindowTitle(QCoreApplication.applicationName())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(ready(printer), prepare, referral_id=referral_id))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def print_on(self, printer: QPrinter, prepare: Prepare, *, referral_id: UUID | None = None) -> None:
        """Number, print on ``printer``, log. Where it does not answer, offer the PDF."""
        page, actor, now = self._page, self._page.desk.actor, self._page.desk.now()
        copies = printer.copyCount()

        def numbered(issue: Issue) -> None:
            printer.setDocName(neutral(issue.number))
            if not draw(printer, issue.view.rendered.pdf):
                again = {self.tr("Save as PDF"): lambda: self.to_file(lambda _: issue, referral_id=referral_id)}
                page.bar.show_problem(label("printer_failed"), again)
                return
            page.desk.notices.say(self.tr("Sent to the printer: {0}").format(issue.number))
            page.write(
                lambda db: issuing.done(
                    db, issue, way="printer", copies=copies, referral_id=referral_id, by=actor, now=now
                ),
                self._logged,
            )

        page.write(prepare, numbered)

    def to_file(self, prepare: Prepare, *, referral_id: UUID | None = None) -> None:
        """Save an open PDF, after a warning that anybody can read it."""
        page, actor, now = self._page, self._page.desk.actor, self._page.desk.now()

        def work(db: Any, path: Path) -> Changes:
            issue = prepare(db)
            return issue.changes | document_files.save_copy(db, issue, path, referral_id=referral_id, by=actor, now=now)

        def done(written: Changes) -> None:
            self._logged(written)
            page.desk.notices.say(self.tr("The PDF is saved."))

        def choose() -> None:
            page.desk.ask.save_file(
                page,
                self.tr("Save as PDF"),
                name=f"{label('document_neutral')}{now:%m%d%H%M}.pdf",
                patterns="PDF (*.pdf)",
                then=lambda path: page.write(lambda db: work(db, path), done),
            )

        page.desk.ask.confirm(
            page,
            self.tr("A saved PDF is not encrypted. Whoever finds it can read it."),
            detail=self.tr("Better print it. If you save it, delete it when it is no longer needed."),
            verb=self.tr("Save as PDF"),
            then=choose,
        )

    def _logged(self, written: Changes) -> None:
        self._page.desk.changes.tell(written, self._page)
        self.issued.emit(written)
