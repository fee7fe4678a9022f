"""Opened files as tabs, places, and what every page owes."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.storage.store import Store
from app.ui.pages.students.page import FILES, StudentsPage
from tests.services.made_up import admit
from tests.ui.accessibility import faults

Opener = Callable[[], StudentsPage]


def tabs(page: StudentsPage) -> list[str]:
    """Return the names on the tabs of opened files."""
    return [page.tabs.tabText(at) for at in range(1, page.tabs.count())]


def test_at_most_five_and_the_oldest_goes(open_page: Opener, others: list[UUID]) -> None:
    page = open_page()
    for key in others:
        page.open_file(key)
    assert len(page.files) == FILES
    assert tabs(page) == ["单田方", "曾小贤", "解晓东", "尉迟恭敬", "陈安"]


def test_one_with_unsaved_text_stays(open_page: Opener, others: list[UUID]) -> None:
    page = open_page()
    page.open_file(others[0])
    page.files[0].facts.form.health.set_text("写到一半")
    for key in others[1:]:
        page.open_file(key)
    assert tabs(page) == ["仇英", "曾小贤", "解晓东", "尉迟恭敬", "陈安"]


def test_closing_keeps_what_was_written(open_page: Opener, others: list[UUID]) -> None:
    page = open_page()
    page.open_file(others[0])
    page.files[0].facts.form.health.set_text("写到一半")
    page.close_file(page.files[0])
    assert tabs(page) == []
    page.open_file(others[0])
    assert page.files[0].facts.form.health.text == "写到一半"


def test_a_file_is_opened_once(open_page: Opener, others: list[UUID]) -> None:
    page = open_page()
    page.open_file(others[0])
    page.open_file(others[1])
    page.open_file(others[0])
    assert tabs(page) == ["仇英", "单田方"]
    assert page.tabs.currentIndex() == 1


def test_keys_between_files_and_back(qtbot: QtBot, open_page: Opener, others: list[UUID]) -> None:
    page = open_page()
    page.open_file(others[0])
    page.open_file(others[1])
    with qtbot.waitActive(page):
        page.activateWindow()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab, control)
    assert page.file is None
    qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Tab, control)
    assert page.file is page.files[0]
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.file is None
    assert page.focusWidget() is page.roll.table


def test_a_place_brings_files_section_and_field_back(open_page: Opener, others: list[UUID]) -> None:
    page = open_page()
    page.open_file(others[0])
    page.open_file(others[1])
    page.files[1].go_to("facts")
    page.files[1].facts.form.address.setFocus()
    place = page.place()
    assert "单田方" not in str(place)
    later = open_page()
    later.restore(place)
    assert tabs(later) == ["仇英", "单田方"]
    assert later.file is not None
    assert later.file.section == "facts"
    assert later.focusWidget() is later.file.facts.form.address


def test_a_file_that_is_gone_is_told(open_page: Opener, lin: UUID) -> None:
    page = open_page()
    page.restore({"student": str(UUID(int=5))})
    assert page.bar.isVisible()
    assert page.file is None


def test_no_name_in_object_names_or_window_title(open_page: Opener, lin: UUID) -> None:
    page = open_page()
    page.open_file(lin)
    assert page.windowTitle() == ""
    assert not [one for one in page.findChildren(QWidget) if "林" in one.objectName()]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["medium", "large"])
def test_everything_has_a_name_a_size_and_a_key(
    open_page: Opener, dressed: Callable[..., None], staffed: Store, lin: UUID, language: str, size: str
) -> None:
    dressed(language, "light", size)
    long = admit(staffed, "9", "阿卜杜热合曼·艾合买提江·吐尔逊")
    page = open_page()
    assert faults(page) == []
    page.add_student()
    assert faults(page) == []
    page.open_file(long)
    page.open_file(lin)
    assert page.file is not None
    for section in ("timeline", "facts", "people", "consents"):
        page.file.go_to(section)
        assert faults(page) == []
    page.file.go_to("people")
    page.file.people.begin()
    assert faults(page) == []
    page.file.go_to("consents")
    page.file.consents.begin()
    assert faults(page) == []
