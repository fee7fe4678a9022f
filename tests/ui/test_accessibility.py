"""Every page and window: named, large enough, reachable, in both languages, on the smallest screen."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.pages import PAGES
from tests.ui import accessibility
from tests.ui.samples import SAMPLES


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest, dressed: Callable[..., None]) -> str:
    """Dress the application in each language."""
    dressed(request.param)
    return str(request.param)


@pytest.mark.parametrize("size", [(1092, 543), (900, 440)])
def test_the_shell(qtbot: QtBot, desk: Desk, language: str, size: tuple[int, int]) -> None:
    window = MainWindow(desk, keep=lambda *_: None, search=lambda *_: [], pages=SAMPLES)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.open("students")
    assert accessibility.faults(window) == []
    window.cover.lay()
    assert accessibility.nameless(window.cover) == []


@pytest.mark.parametrize("text_size", ["small", "medium", "large"])
def test_the_shell_fits_the_smallest_screen(
    qtbot: QtBot, desk: Desk, dressed: Callable[..., None], text_size: str
) -> None:
    dressed("en", "light", text_size)
    window = MainWindow(desk, keep=lambda *_: None, search=lambda *_: [], pages=SAMPLES)
    qtbot.addWidget(window)
    window.resize(900, 440)
    window.show()
    assert accessibility.faults(window) == []
    assert (window.width(), window.height()) == (900, 440)


@pytest.mark.parametrize("code", [entry.code for entry in PAGES])
def test_every_page(qtbot: QtBot, desk: Desk, language: str, code: str) -> None:
    entry = next(one for one in PAGES if one.code == code)
    page = entry.factory(desk)
    qtbot.addWidget(page)
    page.resize(840, 380)
    page.show()
    assert accessibility.faults(page) == []


def test_the_checks_find_planted_faults(qtbot: QtBot, dressed: Callable[..., None]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    silent, tiny = QPushButton(""), QPushButton("好")
    tiny.setFixedSize(14, 14)
    column.addWidget(silent)
    column.addWidget(tiny)
    window.setMinimumSize(100, 100)
    window.show()
    assert len(accessibility.nameless(window)) == 1
    assert len(accessibility.small(window)) == 1
    assert len(accessibility.cut(window)) == 1
