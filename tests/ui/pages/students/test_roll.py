"""The list: found by typing, opened with Enter, looked into with Space."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.domain.student import Standing
from app.models.audit import Audit
from app.services import students
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.jobs import WorkerJobs
from app.ui.pages.students.page import StudentsPage
from tests.services.made_up import NOW, TODAY
from tests.stores import LEAD

Opener = Callable[[], StudentsPage]


def shown(page: StudentsPage) -> list[str]:
    """Return the names in the list."""
    rows = (page.roll.model.row(at) for at in range(page.roll.model.rowCount()))
    return [row.name for row in rows if row is not None]


def reads(store: Store) -> int:
    """Return how many openings are logged."""
    with store.read() as db:
        return db.scalar(select(func.count()).select_from(Audit).where(Audit.action == "read")) or 0


def test_two_events_from_the_list_to_a_file(qtbot: QtBot, open_page: Opener, others: list[UUID]) -> None:
    page = open_page()
    page.roll.to_table()
    qtbot.keyClicks(page.roll.table, "q")
    assert page.focusWidget() is page.roll.field
    qtbot.keyClicks(page.roll.field, "y")
    assert shown(page) == ["仇英"]
    qtbot.keyClick(page.roll.field, Qt.Key.Key_Return)
    assert page.file is not None
    assert page.file.file.facts.name == "仇英"


@pytest.mark.parametrize("typed", ["702", "七2", "7.2"])
def test_a_class_is_found_as_it_is_written(qtbot: QtBot, open_page: Opener, others: list[UUID], typed: str) -> None:
    page = open_page()
    page.roll.field.setText(typed)
    assert shown(page) == ["陈安", "单田方", "解晓东"]


def test_what_is_being_composed_is_searched_too(open_page: Opener, others: list[UUID]) -> None:
    page = open_page()
    page.roll.field.setFocus()
    QApplication.sendEvent(page.roll.field, QInputMethodEvent("ychi", []))
    assert shown(page) == []
    QApplication.sendEvent(page.roll.field, QInputMethodEvent("ycgj", []))
    assert shown(page) == ["尉迟恭敬"]


def test_enter_waits_for_the_answer_to_what_was_typed(
    qtbot: QtBot, school_desk: Desk, staffed: Store, others: list[UUID]
) -> None:
    jobs = WorkerJobs(staffed)
    page = StudentsPage(replace(school_desk, jobs=jobs))
    qtbot.addWidget(page)
    page.refresh(None)
    page.show()
    qtbot.waitUntil(lambda: page.roll.model.rowCount() == len(others))
    page.roll.field.setText("zxx")
    qtbot.keyClick(page.roll.field, Qt.Key.Key_Return)
    assert page.files == []
    qtbot.waitUntil(lambda: page.file is not None)
    jobs.close()
    assert page.file is not None
    assert page.file.file.facts.name == "曾小贤"


def test_a_tab_closed_meanwhile_gets_no_late_answer(qtbot: QtBot, school_desk: Desk, staffed: Store, lin: UUID) -> None:
    jobs = WorkerJobs(staffed)
    page = StudentsPage(replace(school_desk, jobs=jobs))
    qtbot.addWidget(page)
    page.show()
    page.open_file(lin)
    qtbot.waitUntil(lambda: page.file is not None)
    [file] = page.files
    file.reload()
    file.timeline.rows[0].toggle()
    file.head.phones[0].click()
    page.close_file(file)
    page.open_file(lin)
    qtbot.waitUntil(lambda: page.file is not None)
    jobs.close()
    assert [one.student for one in page.files] == [lin]


def test_of_several_the_person_chooses(qtbot: QtBot, open_page: Opener, others: list[UUID]) -> None:
    page = open_page()
    page.roll.field.setText("702")
    qtbot.keyClick(page.roll.field, Qt.Key.Key_Return)
    assert page.file is None
    assert page.focusWidget() is page.roll.table
    qtbot.keyClick(page.roll.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.roll.table, Qt.Key.Key_Return)
    assert page.file is not None
    assert page.file.file.facts.name == "单田方"


def test_space_looks_in_and_that_is_logged(qtbot: QtBot, open_page: Opener, staffed: Store, lin: UUID) -> None:
    page = open_page()
    before = reads(staffed)
    page.roll.to_table()
    qtbot.keyClick(page.roll.table, Qt.Key.Key_Space)
    assert page.preview.isVisible()
    assert reads(staffed) > before
    assert "138****0021" in page.preview.text
    assert "最近失眠" in page.preview.text
    qtbot.keyClick(page.roll.table, Qt.Key.Key_Space)
    assert not page.preview.isVisible()
    assert "林小满" not in page.preview.text


def test_filters(open_page: Opener, staffed: Store, lin: UUID, others: list[UUID]) -> None:
    with staffed.write() as db:
        students.set_standing(db, others[0], Standing.LEFT, left_on=TODAY, by=LEAD, now=NOW)
    page = open_page()
    roll = page.roll
    assert [roll.classes.itemText(at) for at in range(roll.classes.count())] == ["全部班级", "七(1)班 2", "七(2)班 4"]
    roll.classes.setCurrentIndex(1)
    assert shown(page) == ["尉迟恭敬", "曾小贤"]
    roll.tags.buttons["concern"].click()
    assert shown(page) == []
    roll.clear()
    roll.tags.buttons["concern"].click()
    assert shown(page) == ["林小满"]
    roll.clear()
    roll.standing.setCurrentIndex(roll.standing.findData(Standing.LEFT))
    assert shown(page) == ["仇英"]


def test_sorting_by_a_column_happens_in_the_database(open_page: Opener, lin: UUID, others: list[UUID]) -> None:
    page = open_page()
    page.roll.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert shown(page)[0] == "陈安"
    page.roll.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert shown(page)[0] == "林小满"


def test_nobody_at_all_and_nobody_found(qtbot: QtBot, open_page: Opener, lin: UUID) -> None:
    page = open_page()
    page.roll.field.setText("zs")
    assert page.roll.nobody.isVisible()
    assert "没有找到「zs」" in page.roll.nobody.words.text()
    page.roll.nobody.findChild(QPushButton).click()
    assert shown(page) == ["林小满"]


def test_the_empty_school_leads_to_roster_and_form(qtbot: QtBot, open_page: Opener) -> None:
    page = open_page()
    assert page.roll.none.isVisible()
    roster, by_hand = page.roll.none.findChildren(QPushButton)
    with qtbot.waitSignal(page.go) as went:
        roster.click()
    assert went.args == ["import_roster", {}]
    by_hand.click()
    assert page.adding.isVisible()


def test_whom_a_new_record_is_for(qtbot: QtBot, open_page: Opener, others: list[UUID]) -> None:
    page = open_page()
    assert not page.begin("session")
    page.restore({"new": "session"})
    assert "给谁写记录" in page.bar.text
    page.roll.field.setText("zxx")
    with qtbot.waitSignal(page.go) as went:
        qtbot.keyClick(page.roll.field, Qt.Key.Key_Return)
    assert went.args == ["session", {"student": str(others[2])}]
    assert not page.bar.isVisible()


def test_a_record_begins_from_the_row_in_hand(qtbot: QtBot, open_page: Opener, lin: UUID) -> None:
    page = open_page()
    page.roll.to_table()
    with qtbot.waitSignal(page.go) as went:
        assert page.begin("contact")
    assert went.args == ["session", {"student": str(lin), "kind": "contact"}]
