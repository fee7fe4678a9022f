"""Scales and screening: starting a pile, what came in today, imports and their way back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services import assessments, roster_import, sheets
from app.services.assessments import SheetText
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.pages.screening.screening_page import ScreeningPage
from tests.intake.books import write_book
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import ENTRY, LEAD
from tests.ui import accessibility


@pytest.fixture
def make(qtbot: QtBot) -> Callable[[Desk], ScreeningPage]:
    def made(desk: Desk) -> ScreeningPage:
        page = ScreeningPage(desk)
        qtbot.addWidget(page)
        page.resize(940, 470)
        page.show()
        page.refresh(None)
        return page

    return made


@pytest.fixture
def page(make: Callable[[Desk], ScreeningPage], room: Desk) -> ScreeningPage:
    return make(room)


def led(page: ScreeningPage) -> list[tuple[str, dict[str, object]]]:
    found: list[tuple[str, dict[str, object]]] = []
    page.go.connect(lambda code, place: found.append((code, place)))
    return found


def cells(page: ScreeningPage, table: str) -> list[list[str]]:
    model = getattr(page, table)
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_every_scale_is_listed_with_licence_and_mark(page: ScreeningPage) -> None:
    rows = {row[0]: row[1:] for row in cells(page, "scales")}
    assert rows["患者健康问卷抑郁量表"] == ["10", "学生", "初中、高中", "未核对", "A 可自由使用"]
    assert rows["CORE-10"][3] == "已核对"


def test_a_pile_begins_with_scale_day_and_who(qtbot: QtBot, page: ScreeningPage) -> None:
    found = led(page)
    page.form.choose("phq9")
    assert page.form.mark.text() == "A 可自由使用 · 未核对 · 10 题"
    page.form.start.click()
    place = {"scale": "phq9", "taken_on": TODAY.isoformat(), "respondent": "student", "informant": ""}
    assert found == [("entry", place)]


def test_a_form_for_parents_asks_who_filled_it_in(qtbot: QtBot, page: ScreeningPage) -> None:
    found = led(page)
    page.form.choose("sdq_parent")
    assert page.form.informant.isVisible()
    page.form.informant.insert("外婆")
    page.form.start.click()
    assert (found[0][1]["respondent"], found[0][1]["informant"]) == ("parent", "外婆")
    page.form.choose("gad7")
    assert not page.form.informant.isVisible()
    assert "没有问到自伤" in page.form.mark.text()


def test_without_a_day_nothing_begins(qtbot: QtBot, page: ScreeningPage) -> None:
    found = led(page)
    page.form.day.clear()
    qtbot.keyClicks(page.form.day, "some day")
    page.form.start.click()
    assert found == []
    assert page.form.day.toolTip() == "是哪一天填的？"


def test_sheets_of_today_lead_to_their_result(page: ScreeningPage, staffed: Store) -> None:
    assert page.no_sheets.isVisible()
    student = admit(staffed)
    with staffed.write() as db:
        done = assessments.enter(db, student, SheetText("phq9", (0,) * 10, TODAY), by=LEAD, now=NOW)
    page.refresh(done.changes)
    assert cells(page, "sheets") == [["林小满", "七(2)班", "患者健康问卷抑郁量表", "已录", "02:42"]]
    found = led(page)
    page.sheet_table.opened.emit(page.sheets.rows[0])
    assert found == [("assessment", {"assessment": str(done.id)})]


def test_who_only_keys_in_has_no_imports_and_no_results(
    make: Callable[[Desk], ScreeningPage], room: Desk, staffed: Store
) -> None:
    student = admit(staffed)
    with staffed.write() as db:
        assessments.enter(db, student, SheetText("phq9", (0,) * 10, TODAY), by=ENTRY, now=NOW)
    page = make(replace(room, actor=ENTRY))
    assert page.tabs.count() == 2
    assert not page.answers_button.isVisible()
    found = led(page)
    page.sheet_table.opened.emit(page.sheets.rows[0])
    assert found == []


def test_an_import_is_listed_and_undone_after_a_question(
    page: ScreeningPage, room: Desk, staffed: Store, tmp_path: Path
) -> None:
    file = sheets.read(write_book(tmp_path / "r.xlsx", ["学号", "姓名", "班级"], ["1", "林小满", "七2"]))
    with staffed.write() as db:
        report = roster_import.take(db, file.sheet, sha256=file.sha256, by=LEAD, now=NOW)
    page.refresh(report.changes)
    assert cells(page, "batches") == [["今天 02:42", "花名册", "1", "0", "0", ""]]
    assert report.batch is not None
    page.restore({"batch": str(report.batch)})
    assert page.tabs.currentIndex() == 2
    assert page.undo_button.isEnabled()
    room.ask.will_answer(False, True)
    page.undo_button.click()
    assert cells(page, "batches")[0][5] == ""
    page.undo_button.click()
    assert cells(page, "batches")[0][5] == "已撤销 今天 02:42"
    assert not page.undo_button.isEnabled()


def test_a_scale_opened_in_the_list_is_chosen_for_keying(page: ScreeningPage) -> None:
    page.tabs.setCurrentIndex(1)
    row = next(one for one in page.scales.rows if one.key == "scared")
    page.scale_table.opened.emit(row)
    assert (page.tabs.currentIndex(), page.form.scale.currentData()) == (0, "scared")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_the_smallest_screen(
    make: Callable[[Desk], ScreeningPage], room: Desk, dressed: Callable[..., None], language: str
) -> None:
    dressed(language)
    page = make(room)
    page.resize(848, 362)
    for tab in range(3):
        page.tabs.setCurrentIndex(tab)
        assert accessibility.faults(page) == []
