"""The tray on today's page and on its own: red ones first, taken in once, a stranger's sheet is said."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.crypto.sealing import new_identity, seal_bytes
from app.models.assessment import Assessment
from app.storage import tray as files
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.pages.today import TodayPage
from app.ui.pages.tray import TrayPage
from tests.services.made_up import admit
from tests.services.self_service import fill, hand_over, keyed
from tests.ui import accessibility

RED, CALM = (3,) * 10, (0,) * 10


@pytest.fixture
def waiting(staffed: Store, store_folder: Path) -> Store:
    """A store with three sheets in its tray: a calm one, a red one, and one of nobody."""
    keyed(staffed)
    admit(staffed)
    admit(staffed, "2026070202", "周小雪")
    handover = hand_over(staffed)
    fill(store_folder, handover, CALM, number="2026070201")
    fill(store_folder, handover, RED, number="2026070202")
    fill(store_folder, handover, CALM[:3], number="77", end=None)
    return staffed


@pytest.fixture
def page(qtbot: QtBot, room: Desk, waiting: Store) -> TrayPage:
    made = TrayPage(room)
    qtbot.addWidget(made)
    made.resize(940, 470)
    made.show()
    made.refresh(None)
    return made


def rows(page: TrayPage) -> list[str]:
    return [str(page.model.index(at, 1).data()) for at in range(page.model.rowCount())]


def kept(store: Store) -> int:
    with store.read() as db:
        return len(db.scalars(select(Assessment.id)).all())


def test_today_shows_what_waits_with_the_red_one_first(qtbot: QtBot, room: Desk, waiting: Store) -> None:
    page = TodayPage(room)
    qtbot.addWidget(page)
    page.resize(940, 470)
    page.show()
    page.refresh(None)
    assert page.tray.isVisible()
    names = [button.accessibleName() for button in page.tray.buttons]
    assert names[0].startswith("接收 红 周小雪")
    assert page.tray.findChildren(type(page.tray._title))[0].text() == "自助答卷 3 份待接收，其中 1 份需要今天面谈"
    led: list[tuple[str, dict[str, object]]] = []
    page.go.connect(lambda code, place: led.append((code, place)))
    page.tray.buttons[0].click()
    assert led[0][0] == "tray"


def test_without_sheets_today_says_nothing_of_the_tray(qtbot: QtBot, room: Desk, staffed: Store) -> None:
    page = TodayPage(room)
    qtbot.addWidget(page)
    page.show()
    page.refresh(None)
    assert not page.tray.isVisible()


def test_all_are_taken_in_with_one_press_and_the_stranger_waits(page: TrayPage, waiting: Store) -> None:
    assert rows(page) == ["周小雪", "没对上：77", "林小满"]
    page.all_button.click()
    assert kept(waiting) == 2
    assert rows(page) == ["没对上：77"]
    assert page.bar.text == "已接收 2 份，新增提醒 1 条。还有 1 份没对上学生。请选中一份，再选学生。"
    assert page.whose.isVisible()


def test_a_person_says_whose_a_sheet_is(page: TrayPage, waiting: Store, store_folder: Path) -> None:
    page.all_button.click()
    third = admit(waiting, "2026070203", "陈小寒")
    page.picker.chosen.emit(third)
    assert kept(waiting) == 3
    assert page.empty.isVisible()
    assert files.files(store_folder) == []


def test_one_alone_can_be_taken(page: TrayPage, waiting: Store) -> None:
    page.table.setCurrentIndex(page.model.index(2, 0))
    page.one_button.click()
    assert kept(waiting) == 1
    assert rows(page) == ["周小雪", "没对上：77"]


def test_a_sheet_of_another_school_is_said_and_kept_aside(page: TrayPage, store_folder: Path) -> None:
    strange = store_folder / files.TRAY / ("0" * 32 + ".age")
    strange.write_bytes(seal_bytes(b"{}", [new_identity().recipient]))
    page.refresh(None)
    assert page.bar.text == "有 1 份打不开：不是封给本校的，打不开。文件留着，没有删除。"
    page.all_button.click()
    assert [path.name for path in files.aside(store_folder)] == [strange.name]
    assert page.aside.text() == "放在一边的有 1 份，没有删除。"
    page.again.click()
    assert files.aside(store_folder) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_the_smallest_screen(
    qtbot: QtBot, room: Desk, waiting: Store, dressed: Callable[..., None], language: str
) -> None:
    dressed(language)
    page = TrayPage(room)
    qtbot.addWidget(page)
    page.resize(848, 362)
    page.show()
    page.refresh(None)
    assert accessibility.faults(page) == []
