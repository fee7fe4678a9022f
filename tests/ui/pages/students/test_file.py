"""An opened file: head, summary, timeline, and where its buttons lead."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.domain.student import Standing
from app.models.audit import Audit
from app.services import students
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.pages.students.file_view import FileView
from app.ui.pages.students.page import StudentsPage
from tests.services.made_up import NOW, TODAY
from tests.stores import LEAD

Opener = Callable[[], StudentsPage]


@pytest.fixture
def file(open_page: Opener, lin: UUID) -> FileView:
    """Return the opened file of the student."""
    page = open_page()
    page.restore({"student": str(lin)})
    assert page.file is not None
    return page.file


def flags(file: FileView) -> list[str]:
    """Return the left-behind flags in the head."""
    return [flag.text() for flag in file.head.flags]


def test_the_head_says_who_it_is(file: FileView) -> None:
    assert file.head.name.text() == "林小满"
    assert file.head.facts.text() == "13 岁 · 七(2)班 · 2026070201 · 住校"
    assert flags(file) == ["留守（民政口径）", "留守（教育口径）"]


def test_flags_are_uncertain_where_nothing_is_known(open_page: Opener, others: list[UUID]) -> None:
    page = open_page()
    page.open_file(others[0])
    assert page.file is not None
    assert flags(page.file) == ["留守情况待核实"]


def test_the_phone_is_masked_until_pressed_and_each_look_is_logged(file: FileView, staffed: Store, desk: Desk) -> None:
    def looks() -> int:
        wanted = (Audit.action == "read", Audit.object_type == "guardian")
        with staffed.read() as db:
            return db.scalar(select(func.count()).select_from(Audit).where(*wanted)) or 0

    [phone] = file.head.phones
    assert phone.text() == "外婆 138****0021"
    before = looks()
    phone.click()
    assert phone.text() == "外婆 13800000021"
    assert looks() == before + 1
    file.reload()
    assert file.head.phones[0].text() == "外婆 138****0021"


def test_the_summary_names_concern_plan_and_sessions(file: FileView) -> None:
    assert "人工提出" in file.summary.text
    assert "写一份" in file.summary.text
    assert "最近：昨天" in file.summary.text


def test_the_timeline_by_kind_and_by_words(file: FileView) -> None:
    panel = file.timeline
    assert len(panel.rows) == 2
    panel.kinds.buttons["session"].click()
    assert len(panel.rows) == 1
    panel.kinds.buttons["all"].click()
    panel.field.setText("声音")
    assert len(panel.rows) == 1
    panel.field.setText("没有这个词")
    assert panel.rows == []
    assert panel.empty.isVisible()


def test_a_line_opens_in_place_with_the_keyboard(qtbot: QtBot, file: FileView) -> None:
    alert, session = file.timeline.rows
    alert.button.setFocus()
    qtbot.keyClick(alert.button, Qt.Key.Key_Down)
    assert file.page.focusWidget() is session.button
    qtbot.keyClick(session.button, Qt.Key.Key_Return)
    assert session.is_open
    assert session.body == "学生原话：最近失眠\n观察与处理：声音低"
    qtbot.keyClick(session.button, Qt.Key.Key_Return)
    assert not session.is_open


def test_lines_lead_to_their_records(qtbot: QtBot, file: FileView) -> None:
    for row, page, key in zip(file.timeline.rows, ("alert", "session"), ("alert", "session"), strict=True):
        row.toggle()
        with qtbot.waitSignal(file.page.go) as went:
            row.open_button.click()
        assert went.args[0] == page
        assert UUID(went.args[1][key])


def test_buttons_lead_on_with_the_student(qtbot: QtBot, file: FileView, lin: UUID) -> None:
    page = file.page
    assert isinstance(page, StudentsPage)
    for at, code in enumerate(("session", "entry", "plan", "referral")):
        with qtbot.waitSignal(page.go) as went:
            page.buttons.itemAt(2 + at).widget().click()
        assert went.args == [code, {"student": str(lin)}]


def test_ctrl_n_begins_a_record_for_the_file_in_front(qtbot: QtBot, file: FileView, lin: UUID) -> None:
    with qtbot.waitSignal(file.page.go) as went:
        assert file.page.begin("session")
    assert went.args == ["session", {"student": str(lin)}]


def test_a_change_of_standing_can_be_taken_back(file: FileView, staffed: Store, school_desk: Desk, lin: UUID) -> None:
    said: list[object] = []
    school_desk.notices.said.connect(lambda _, undo: said.append(undo))

    def standing() -> tuple[Standing, object]:
        with staffed.read() as db:
            found = students.open_file(db, lin, by=LEAD, now=NOW)
        return found.standing, found.left_on

    file.head.set_standing(Standing.LEFT)
    assert standing() == (Standing.LEFT, TODAY)
    assert file.head.standing.text() == "已离校 2026-11-22"
    undo = said[-1]
    assert callable(undo)
    undo()
    assert standing() == (Standing.ENROLLED, None)
    assert file.head.standing.text() == "在读"


def test_a_change_elsewhere_shows_here(file: FileView, staffed: Store, school_desk: Desk, lin: UUID) -> None:
    with staffed.write() as db:
        told = students.set_standing(db, lin, Standing.SUSPENDED, left_on=None, by=LEAD, now=NOW)
    file.page.refresh(told)
    assert file.head.standing.text() == "休学"
