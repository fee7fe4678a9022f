"""F1: the manual about the page in front, the numbers to call, and the way back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from app.services import school_settings
from app.ui import manual
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.pages.help import HelpPage
from app.ui.pages.registry import Entry
from app.ui.widgets.reader import Reader
from tests.ui import accessibility
from tests.ui.samples import SAMPLES, SamplePage

WITH_HELP = (*SAMPLES, Entry("help", "page_help", "", "", HelpPage))


@pytest.fixture
def window(qtbot: QtBot, room: Desk) -> MainWindow:
    """Return the main window with sample pages and the help, at the students."""
    made = MainWindow(room, keep=lambda *_: None, search=lambda *_: [], pages=WITH_HELP)
    qtbot.addWidget(made)
    made.resize(1092, 543)
    made.show()
    made.open("students")
    return made


def helped(window: MainWindow) -> HelpPage:
    page = window.page
    assert isinstance(page, HelpPage)
    return page


def test_f1_shows_the_section_of_the_page_in_front(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    page = helped(window)
    assert page.chapter.currentIndex() == 0
    assert page.reader.toPlainText().startswith("学生\n找一名学生")
    assert "恢复码" not in page.reader.toPlainText()
    assert page.focusWidget() is page.reader


def test_escape_leads_back_to_the_field_in_hand(qtbot: QtBot, window: MainWindow) -> None:
    sample = window.page
    assert isinstance(sample, SamplePage)
    sample.note.set_text("睡不好，想家")
    sample.note.setFocus()
    qtbot.keyClick(sample.note, Qt.Key.Key_F1)
    assert window.code == "help"
    qtbot.keyClick(helped(window).reader, Qt.Key.Key_Escape)
    assert window.page is sample
    assert sample.focusWidget() is sample.note
    assert sample.note.text == "睡不好，想家"


def test_f1_on_the_help_keeps_the_way_back(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    qtbot.keyClick(helped(window).reader, Qt.Key.Key_F1)
    helped(window).back_button.click()
    assert window.code == "students"


def test_the_way_back_outlives_a_lock(qtbot: QtBot, window: MainWindow, room: Desk) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    place = window.place()
    fresh = MainWindow(room, keep=lambda *_: None, search=lambda *_: [], pages=WITH_HELP)
    qtbot.addWidget(fresh)
    fresh.show()
    fresh.restore(place)
    assert helped(fresh).reader.toPlainText().startswith("学生\n找一名学生")
    helped(fresh).back()
    assert fresh.code == "students"


def test_every_chapter_can_be_read_and_links_lead_between_them(window: MainWindow) -> None:
    window.help()
    page = helped(window)
    offered = [page.chapter.itemText(at) for at in range(page.chapter.count())]
    assert offered == ["这一页", *(one.title for one in manual.chapters("zh"))]
    page.reader.anchorClicked.emit(QUrl("04-alerts-and-plans.md"))
    assert page.chapter.currentText() == "预警和安全计划"
    page.reader.anchorClicked.emit(QUrl("https://example.org/"))
    assert page.chapter.currentText() == "预警和安全计划"


def test_the_schools_own_hotlines_are_shown(window: MainWindow, room: Desk) -> None:
    room.jobs.submit(
        lambda db: school_settings.change(
            db, {"hotlines": ["12356 热线甲", "000 本县热线"]}, by=room.actor, now=room.now()
        ),
        write=True,
        owner=window,
        done=lambda changed: room.changes.tell(changed, None),
        failed=lambda problem: pytest.fail(problem.code),
    )
    window.help()
    assert helped(window).hotlines.text() == "120 急救 · 110 报警 · 12356 热线甲 · 000 本县热线"


def test_a_page_without_a_section_gets_the_chapters(window: MainWindow) -> None:
    window.open("help", {"about": {"page": "unheard_of", "place": {}}})
    page = helped(window)
    assert page.chapter.itemText(0) == manual.chapters("zh")[0].title
    assert page.reader.toPlainText()


def test_english_windows_show_the_english_words(
    qtbot: QtBot, window: MainWindow, room: Desk, dressed: Callable[..., None]
) -> None:
    dressed("en")
    page = HelpPage(room)
    qtbot.addWidget(page)
    page.refresh()
    page.restore({"about": {"page": "students", "place": {}}})
    assert page.reader.toPlainText().startswith("Students\n")


def test_the_reader_fetches_nothing(qtbot: QtBot, dressed: Callable[..., None], tmp_path: Path) -> None:
    there = QUrl.fromLocalFile(str(tmp_path / "there.png"))
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.save(there.toLocalFile())
    reader = Reader("帮助")
    qtbot.addWidget(reader)
    reader.show_markdown(f"# A\n\n![picture]({there.toString()})\n\n<b>bold</b>")
    reader.show()
    shown = reader.document().resource(QTextDocument.ResourceType.ImageResource.value, there)
    assert isinstance(shown, QImage)
    assert shown.width() == 1
    reader.grab()
    assert reader.document().resource(QTextDocument.ResourceType.ImageResource.value, there) == shown
    reader.setSource(there)
    assert reader.toPlainText().startswith("A\n")
    assert "<b>bold</b>" in reader.toPlainText()


@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_it_fits_the_smallest_screen(qtbot: QtBot, room: Desk, dressed: Callable[..., None], size: str) -> None:
    dressed("zh", "light", size)
    page = HelpPage(room)
    qtbot.addWidget(page)
    page.resize(840, 380)
    page.refresh()
    page.show()
    assert accessibility.faults(page) == []
