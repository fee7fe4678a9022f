"""Letters on paper and as files: the bytes that were previewed, one side of the sheet, logged each time."""

import re
from collections.abc import Callable
from ctypes import POINTER, c_ubyte, cast
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from app.domain.changes import Changes
from app.services import document_files, issuing
from app.services.issuing import Issue
from app.ui.i18n import label
from app.ui.pages.page import Page

POINTS_PER_INCH = 72
FINEST_DPI = 600
"""Beyond this nothing is gained on paper, and a page would no longer fit into memory."""

Prepare = Callable[[Any], Issue]


def ready(printer: QPrinter) -> QPrinter:
    """Set a printer up for letters: A4, one side, black, no margin of its own."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    return printer


def draw(printer: QPrinter, pdf: bytes) -> bool:
    """Draw every page of a PDF at the printer's resolution; False where the printer does not answer."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            if number and not printer.newPage():
                return False
            sheet = printer.pageLayout().fullRectPixels(printer.resolution())
            painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), _picture(document[number], printer))
    finally:
        document.close()
        done = painter.end()
    return done and printer.printerState() is not QPrinter.PrinterState.Error


def neutral(number: str) -> str:
    """Return a name for the printer's queue that tells nothing: 「文书 0231」."""
    digits = re.findall(r"\d+", number)
    return f"{label('document_neutral')} {digits[-1] if digits else '':0>4}"


class Issuing(QObject):
    """Prints and saves letters for a page.

    ``prepare`` runs within a writing session and returns the numbered document; what it returns is printed
    or saved and logged, nothing else.
    """

    issued = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def print(self, prepare: Prepare, *, referral_id: UUID | None = None) -> None:
        """Ask for the printer, then print. Without any printer, offer the PDF."""
        page = self._page
        if not QPrinterInfo.availablePrinterNames():
            page.bar.show_warning(
                label("printer_missing"), {self.tr("Save as PDF"): lambda: self.save(prepare, referral_id=referral_id)}
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
                again = {self.tr("Save as PDF"): lambda: self.save(lambda _: issue, referral_id=referral_id)}
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

    def save(self, prepare: Prepare, *, referral_id: UUID | None = None) -> None:
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


def _picture(sheet: Any, printer: QPrinter) -> QImage:
    scale = min(printer.resolution(), FINEST_DPI) / POINTS_PER_INCH
    bitmap = sheet.render(scale=scale, grayscale=True, optimize_mode="print")
    try:
        pixels = bytes(cast(bitmap.buffer, POINTER(c_ubyte * (bitmap.stride * bitmap.height))).contents)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        return QImage(pixels, width, height, stride, QImage.Format.Format_Grayscale8).copy()
    finally:
        bitmap.close()
