"""Bytes of a PDF onto paper: drawn page by page, one side of the sheet, in a queue that learns nothing."""

import re
from ctypes import POINTER, c_ubyte, cast
from typing import Any

import pypdfium2
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.ui.i18n import label

POINTS_PER_INCH = 72
FINEST_DPI = 600
"""Beyond this nothing is gained on paper, and a page would no longer fit into memory."""


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


def _picture(sheet: Any, printer: QPrinter) -> QImage:
    scale = min(printer.resolution(), FINEST_DPI) / POINTS_PER_INCH
    bitmap = sheet.render(scale=scale, grayscale=True, optimize_mode="print")
    try:
        pixels = bytes(cast(bitmap.buffer, POINTER(c_ubyte * (bitmap.stride * bitmap.height))).contents)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        return QImage(pixels, width, height, stride, QImage.Format.Format_Grayscale8).copy()
    finally:
        bitmap.close()
