"""Handing the computer over: nothing starts without a named adult, and what is handed over names no student."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.crypto.keys import MasterKey
from app.domain import kiosk
from app.domain.ids import new_id
from app.domain.kiosk import Handover
from app.domain.problems import Problem
from app.domain.school_class import SchoolClass
from app.services.pc import ThisPc
from app.services.slots import Keyholder
from app.storage.store import Store
from app.storage.tray import PREPARED
from app.ui.desk import Desk
from app.ui.here import Here
from app.ui.pages.kiosk import CLASS, OPEN, KioskPage
from tests.services.made_up import admit
from tests.services.self_service import keyed
from tests.stores import COUNSELLOR
from tests.ui import accessibility


class Started:
    """What was handed to the kiosk, and how to say that it did not come up."""

    def __init__(self) -> None:
        self.handed: list[Handover] = []
        self.fail: Callable[[Problem], None] | None = None

    def start(self, handover: Handover, failed: Callable[[Problem], None]) -> None:
        """Take it."""
        self.handed.append(handover)
        self.fail = failed


@pytest.fixture
def started() -> Started:
    return Started()


@pytest.fixture
def page(
    qtbot: QtBot, room: Desk, staffed: Store, store_folder: Path, started: Started, master: MasterKey
) -> KioskPage:
    keyed(staffed)
    here = Here(
        keys=Keyholder(store_folder, master, new_id(), by_recovery=False),
        pc=ThisPc(store_folder),
        dress=lambda: None,
        idle=lambda _: None,
        kiosk=started.start,
    )
    made = KioskPage(replace(room, here=here))
    qtbot.addWidget(made)
    made.resize(940, 470)
    made.show()
    made.refresh(None)
    return made


def name_adult(page: KioskPage) -> None:
    page.adult.setCurrentIndex(page.adult.findText(COUNSELLOR.name))


def test_one_student_gets_one_ticket_and_no_name_is_handed_over(
    page: KioskPage, staffed: Store, started: Started
) -> None:
    lin = admit(staffed)
    page.picker.chosen.emit(lin)
    assert page.chosen.text() == "林小满（2026070201）"
    name_adult(page)
    page.begin_button.click()
    (made,) = started.handed
    assert (made.scale, made.only_ticket is not None, made.adult) == ("demo_wellbeing", True, COUNSELLOR.name)
    handed = made.to_bytes()
    assert not any(word in handed for word in ("林小满".encode(), b"2026070201", str(lin).encode()))
    assert kiosk.from_bytes(handed) == made


def test_without_an_adult_nothing_starts(page: KioskPage, started: Started) -> None:
    page.who.set_value(OPEN)
    page.begin_button.click()
    assert started.handed == []
    assert page.bar.text == "请写明今天谁能打开答卷。没有大人能看，就先不做。"


def test_without_a_student_or_class_nothing_starts(page: KioskPage, started: Started) -> None:
    name_adult(page)
    page.begin_button.click()
    assert page.bar.text == "请先选学生。"
    page.who.set_value(CLASS)
    page.begin_button.click()
    assert page.bar.text == "请先选班级。"
    assert started.handed == []


def test_a_class_is_expected_by_its_numbers(page: KioskPage, staffed: Store, started: Started) -> None:
    admit(staffed)
    admit(staffed, "2026070202", "周小雪")
    page.refresh(None)
    page.who.set_value(CLASS)
    page.school_class.setCurrentIndex(1)
    assert page.school_class.currentData() == SchoolClass(7, 2)
    name_adult(page)
    page.begin_button.click()
    (made,) = started.handed
    assert len(made.expected) == 2
    assert made.ticket_of("2026070202") not in (None, made.ticket_of("2026070201"))
    assert made.ticket_of("2026070209") is None


def test_what_is_kept_for_the_locked_screen_knows_no_student(
    page: KioskPage, staffed: Store, started: Started, store_folder: Path
) -> None:
    admit(staffed)
    page.refresh(None)
    page.who.set_value(CLASS)
    page.school_class.setCurrentIndex(1)
    name_adult(page)
    page.keep.setChecked(True)
    page.begin_button.click()
    left = kiosk.from_bytes((store_folder / PREPARED).read_bytes())
    assert left.expected == {}
    assert left == started.handed[0].without_students()
    page._failed(Problem("kiosk_did_not_start"))
    page.keep.setChecked(False)
    page.begin_button.click()
    assert not (store_folder / PREPARED).exists()


def test_a_kiosk_that_does_not_come_up_is_said_and_can_be_tried_again(page: KioskPage, started: Started) -> None:
    page.who.set_value(OPEN)
    name_adult(page)
    page.begin_button.click()
    assert not page.begin_button.isEnabled()
    assert started.fail is not None
    started.fail(Problem("kiosk_did_not_start"))
    assert page.begin_button.isEnabled()
    assert page.bar.text == "自助窗口没有打开，资料库还没有锁。请再试一次。"


def test_a_demo_is_not_handed_to_students(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    keyed(staffed)
    page = KioskPage(room)
    qtbot.addWidget(page)
    page.show()
    page.refresh(None)
    page.who.set_value(OPEN)
    name_adult(page)
    page.begin_button.click()
    assert page.bar.text == "演示资料库不能交给学生。请在学校自己的资料库里做。"


def test_the_form_says_whether_students_read_paper(page: KioskPage) -> None:
    assert page.about.text() == "8 题 · 本项目自编，只供试用：不是量表，不计分。"
    page.scale.setCurrentIndex(page.scale.findData("phq9"))
    assert page.about.text() == "10 题 · 没有题目文字：学生看纸答题，屏幕上只有选项数字。"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_the_smallest_screen(page: KioskPage, room: Desk, dressed: Callable[..., None], language: str) -> None:
    dressed(language)
    made = KioskPage(page.desk)
    made.resize(848, 362)
    made.show()
    made.refresh(None)
    assert accessibility.faults(made) == []
    made.hide()
