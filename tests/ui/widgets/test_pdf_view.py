"""The preview of a PDF from memory."""

from collections.abc import Callable

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.problems import Problem
from app.ui.widgets.pdf_view import PdfView


def a4(pages: int) -> bytes:
    """Return a document of empty A4 pages."""
    from io import BytesIO

    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    buffer = BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


@pytest.fixture
def view(qtbot: QtBot, dressed: Callable[..., None]) -> PdfView:
    """Return a shown preview."""
    made = PdfView("转介单")
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def sheet_width(view: PdfView) -> int:
    """Return the width at which the page is drawn."""
    return max(label.pixmap().width() for label in view.findChildren(QLabel))


def test_pages_are_turned_by_key_and_button(qtbot: QtBot, view: PdfView) -> None:
    view.show_pdf(a4(2))
    assert (view.pages, view.page) == (2, 0)
    assert not view.back.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 1
    assert not view.forth.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    view.back.click()
    assert view.page == 0
    assert "第 1 页，共 2 页" in [label.text() for label in view.findChildren(QLabel)]


def test_fits_the_width_until_zoomed(view: PdfView) -> None:
    view.show_pdf(a4(1))
    fitted = sheet_width(view)
    assert abs(fitted - (view.width() - 20)) < 12
    view.larger.click()
    assert sheet_width(view) > fitted
    view.fit.click()
    assert sheet_width(view) == fitted


def test_damaged_bytes_are_told(view: PdfView) -> None:
    with pytest.raises(Problem) as told:
        view.show_pdf(b"%PDF-1.7 not really")
    assert told.value.code == "pdf_damaged"
    assert view.pages == 0
    assert not view.larger.isEnabled()


def test_page_is_white_in_the_dark_too(view: PdfView, dressed: Callable[..., None]) -> None:
    dressed("zh", "dark")
    view.show_pdf(a4(1))
    page = max((label.pixmap() for label in view.findChildren(QLabel)), key=lambda pixmap: pixmap.width())
    assert page.toImage().pixelColor(20, 20).name() == "#ffffff"
