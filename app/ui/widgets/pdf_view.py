"""Shows a PDF from memory: the very bytes that are printed and saved. No file, no other program."""

from ctypes import POINTER, c_ubyte, cast

import pypdfium2
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.problems import Problem

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
POINTS_PER_INCH = 72
SCREEN_DPI = 96


class PdfView(QWidget):
    """One page at a time, fitted to the width at first. Page Up and Down turn the pages."""

    turned = Signal(int)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: pypdfium2.PdfDocument | None = None
        self._page = 0
        self._zoom: float | None = None
        self._sheet = QLabel()
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setWidget(self._sheet)
        self._area.setWidgetResizable(True)
        self._area.setMinimumSize(220, 180)
        self._area.setAccessibleName(name or self.tr("Preview"))
        self._where = QLabel()
        self.back = QPushButton(self.tr("Previous page"))
        self.forth = QPushButton(self.tr("Next page"))
        self.smaller = QPushButton("−")
        self.smaller.setAccessibleName(self.tr("Smaller"))
        self.larger = QPushButton("+")
        self.larger.setAccessibleName(self.tr("Larger"))
        self.fit = QPushButton(self.tr("Fit width"))
        for button, act in (
            (self.back, lambda: self.show_page(self._page - 1)),
            (self.forth, lambda: self.show_page(self._page + 1)),
            (self.smaller, lambda: self._step(-1)),
            (self.larger, lambda: self._step(1)),
            (self.fit, self.fit_width),
        ):
            button.clicked.connect(act)
        tools = QHBoxLayout()
        for widget in (self.back, self._where, self.forth):
            tools.addWidget(widget)
        tools.addStretch(1)
        for widget in (self.smaller, self.larger, self.fit):
            tools.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(tools)
        column.addWidget(self._area, 1)
        self.clear()

    @property
    def pages(self) -> int:
        """The number of pages; 0 without a document."""
        return len(self._document) if self._document is not None else 0

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document. Raises ``Problem("pdf_damaged")`` where the bytes are none."""
        self.clear()
        try:
            self._document = pypdfium2.PdfDocument(pdf)
            self.show_page(0)
        except pypdfium2.PdfiumError as failure:
            self.clear()
            raise Problem("pdf_damaged") from failure

    def clear(self) -> None:
        """Show nothing and let the document go."""
        if self._document is not None:
            self._document.close()
            self._document = None
        self._page = 0
        self._sheet.clear()
        self._tell()

    def show_page(self, page: int) -> None:
        """Turn to a page; beyond the ends nothing happens."""
        if 0 <= page < self.pages:
            self._page = page
            self._draw()
            self._area.verticalScrollBar().setValue(0)
            self._tell()
            self.turned.emit(page)

    def fit_width(self) -> None:
        """Make the page as wide as the view."""
        self._zoom = None
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Turn pages and zoom."""
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.show_page(self._page + (1 if event.key() == Qt.Key.Key_PageDown else -1))
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self._step(1 if event.key() == Qt.Key.Key_Plus else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit anew."""
        super().resizeEvent(event)
        if self._zoom is None:
            self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw in the new resolution after a move to another screen."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ScreenChangeInternal:
            self._draw()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size at which a letter can be judged."""
        return QSize(420, 560)

    def _step(self, step: int) -> None:
        now = self._zoom or self._fitting()
        if step > 0:
            self._zoom = next((zoom for zoom in ZOOMS if zoom > now + 0.01), ZOOMS[-1])
        else:
            self._zoom = next((zoom for zoom in reversed(ZOOMS) if zoom < now - 0.01), ZOOMS[0])
        self._draw()

    def _fitting(self) -> float:
        if self._document is None:
            return 1.0
        width = float(self._document[self._page].get_width()) * SCREEN_DPI / POINTS_PER_INCH
        return max(0.2, (self._area.viewport().width() - 16) / width)

    def _draw(self) -> None:
        if self._document is None:
            return
        ratio = self.devicePixelRatioF()
        scale = (self._zoom or self._fitting()) * SCREEN_DPI / POINTS_PER_INCH * ratio
        bitmap = self._document[self._page].render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        pixels = bytes(cast(bitmap.buffer, POINTER(c_ubyte * (bitmap.stride * bitmap.height))).contents)
        image = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
        bitmap.close()
        image.setDevicePixelRatio(ratio)
        self._sheet.setPixmap(QPixmap.fromImage(image))

    def _tell(self) -> None:
        some = self.pages > 0
        words = self.tr("Page {0} of {1}").format(self._page + 1, self.pages) if some else ""
        self._where.setText(words)
        self._sheet.setAccessibleName(words or self.tr("No document"))
        self.back.setEnabled(self._page > 0)
        self.forth.setEnabled(self._page + 1 < self.pages)
        for button in (self.smaller, self.larger, self.fit):
            button.setEnabled(some)
