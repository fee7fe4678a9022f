"""Keying in a pile: events, drafts, second pass, alerts at once, and what who only keys in may see."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models.assessment import AnswerSheet, Assessment
from app.services import alerts, assessments, drafts
from app.services.assessments import SheetText
from app.storage.store import Store
from app.ui import draft_store
from app.ui.desk import Desk
from app.ui.pages.entry.entry_page import EntryPage
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import ENTRY, LEAD
from tests.ui import accessibility

PLACE = {"scale": "phq9", "taken_on": TODAY.isoformat(), "respondent": "student", "informant": ""}
CALM = "0101010100"
SAD = "2321021011"


@pytest.fixture
def class_room(staffed: Store) -> dict[str, UUID]:
    """Three students of class 7(2)."""
    names = {"2026070201": "林小满", "2026070202": "周小舟", "2026070203": "王小溪"}
    return {name: admit(staffed, number, name) for number, name in names.items()}


@pytest.fixture
def make(qtbot: QtBot) -> Callable[..., EntryPage]:
    def made(desk: Desk, **place: object) -> EntryPage:
        page = EntryPage(desk)
        qtbot.addWidget(page)
        page.resize(940, 470)
        page.show()
        page.restore({**PLACE, **place})
        return page

    return made


@pytest.fixture
def page(make: Callable[..., EntryPage], room: Desk, class_room: dict[str, UUID]) -> EntryPage:
    return make(room)


def key(qtbot: QtBot, page: EntryPage, text: str) -> int:
    """Send keys to the grid; ``!`` is Enter. Returns how many events that were."""
    for one in text:
        if one == "!":
            qtbot.keyClick(page.sheet.grid, Qt.Key.Key_Enter)
        else:
            qtbot.keyClicks(page.sheet.grid, one)
    return len(text)


def kept(store: Store) -> list[tuple[UUID, tuple[int | None, ...]]]:
    with store.read() as db:
        rows = db.execute(
            select(Assessment.student_id, AnswerSheet.answers)
            .join(AnswerSheet, AnswerSheet.assessment_id == Assessment.id)
            .order_by(AnswerSheet.entered_at, AnswerSheet.id)
        )
        return [(student, tuple(answers)) for student, answers in rows]


def seen(page: EntryPage) -> list[str]:
    return [page.list.list.item(at).text() for at in range(page.list.list.count())]


def test_without_a_scale_it_leads_to_the_scales(qtbot: QtBot, room: Desk) -> None:
    page = EntryPage(room)
    qtbot.addWidget(page)
    page.show()
    asked: list[str] = []
    page.go.connect(lambda code, _: asked.append(code))
    page.empty.findChildren(QPushButton)[0].click()
    assert asked == ["screening"]


def test_the_class_is_shown_in_order_with_who_is_missing(page: EntryPage) -> None:
    assert seen(page) == ["○  林小满  0201", "○  周小舟  0202", "○  王小溪  0203"]
    assert page.list.progress.text() == "已录 0/3 · 未录 3"
    assert page.title == "林小满  2026070201"
    assert page.sheet.item.text() == "第 1 题，共 10 题：0–3 · 兴趣"


def test_a_sheet_of_a_hundred_takes_a_hundred_and_two_events(
    qtbot: QtBot, make: Callable[..., EntryPage], room: Desk, class_room: dict[str, UUID], staffed: Store
) -> None:
    page = make(room, scale="mht")
    assert key(qtbot, page, "01" * 50 + "!!") == 102
    assert kept(staffed) == [(class_room["林小满"], (0, 1) * 50)]
    assert page.title == "周小舟  2026070202"
    assert seen(page)[0] == "●  林小满  0201"
    assert page.list.progress.text() == "已录 1/3 · 未录 2"


def test_0_and_left_out_are_told_apart(qtbot: QtBot, page: EntryPage, staffed: Store) -> None:
    key(qtbot, page, "0.*3210123!")
    assert page.sheet.item.text() == "答了 8 题 · 未答：2 · 看不清：3 · 回车保存，⌫ 退回"
    key(qtbot, page, "!")
    with staffed.read() as db:
        sheet = db.scalars(select(AnswerSheet)).one()
        assert sheet.answers == [0, None, None, 3, 2, 1, 0, 1, 2, 3]
        assert sheet.illegible == [3]


def test_the_summary_sees_the_same_answer_in_a_row(qtbot: QtBot, page: EntryPage) -> None:
    key(qtbot, page, "1" * 10 + "!")
    assert "连续 10 题相同" in page.sheet.item.text()


def test_a_key_after_the_summary_takes_the_summary_back(qtbot: QtBot, page: EntryPage, staffed: Store) -> None:
    key(qtbot, page, CALM + "!")
    qtbot.keyClick(page.sheet.grid, Qt.Key.Key_Backspace)
    key(qtbot, page, "3!")
    assert kept(staffed) == []
    key(qtbot, page, "!")
    assert kept(staffed)[0][1][-1] == 3


def test_a_critical_answer_is_shown_at_once_and_leads_to_its_alert(
    qtbot: QtBot, page: EntryPage, staffed: Store
) -> None:
    led: list[tuple[str, dict[str, str]]] = []
    page.go.connect(lambda code, place: led.append((code, place)))
    key(qtbot, page, SAD + "!!")
    assert page.bar.isVisible()
    assert page.bar.text == "林小满：第 9 题需要今天面谈（患者健康问卷抑郁量表）"
    [button] = [one for one in page.bar.findChildren(QPushButton) if one.text() == "去处理预警"]
    button.click()
    with staffed.read() as db:
        [alert] = alerts.board(db, by=LEAD)
    assert led == [("alert", {"alert": str(alert.id)})]
    key(qtbot, page, CALM + "!!")
    assert page.bar.text == "林小满：第 9 题需要今天面谈（患者健康问卷抑郁量表）"


def test_who_only_keys_in_sees_only_that_it_was_kept(
    qtbot: QtBot, make: Callable[..., EntryPage], room: Desk, class_room: dict[str, UUID], staffed: Store
) -> None:
    page = make(replace(room, actor=ENTRY))
    said: list[str] = []
    room.notices.said.connect(lambda text, _: said.append(text))
    key(qtbot, page, SAD + "!!")
    assert said == ["林小满：已存好。"]
    assert not page.bar.isVisible()
    assert page.title == "周小舟  2026070202"
    with staffed.read() as db:
        assert len(alerts.board(db, by=LEAD)) == 1


def test_the_second_pass_stops_where_it_differs(qtbot: QtBot, page: EntryPage, staffed: Store) -> None:
    key(qtbot, page, CALM + "!!")
    page.list.second.setChecked(True)
    assert page.title == "林小满  2026070201"
    key(qtbot, page, CALM[:8] + "2")
    assert page.sheet.item.text().startswith("第 9 题：第一次 0，这次 2。")
    key(qtbot, page, "2" + CALM[9:] + "!!")
    assert [answers[8] for _, answers in kept(staffed)] == [0, 2]
    assert page.bar.isVisible()
    assert page.list.progress.text() == "已核 1/1"
    assert page.right.currentWidget() is page.done


def test_a_half_keyed_sheet_is_a_draft_and_comes_back(
    qtbot: QtBot, make: Callable[..., EntryPage], room: Desk, page: EntryPage, staffed: Store
) -> None:
    key(qtbot, page, "23.*")
    with staffed.write() as db:
        draft_store.put_all(db, list(page.drafts()), by=LEAD, now=NOW)
    place = page.place()
    fresh = make(room)
    fresh.restore(place)
    assert fresh.sheet.grid.answers()[:5] == [2, 3, -2, -1, None]
    assert fresh.sheet.grid.keys.cursor == 4
    key(qtbot, fresh, "010101!!")
    with staffed.read() as db:
        assert drafts.listing(db, by=LEAD) == []
    assert kept(staffed)[0][1] == (2, 3, None, None, 0, 1, 0, 1, 0, 1)


def test_another_student_in_between_loses_nothing(qtbot: QtBot, page: EntryPage) -> None:
    key(qtbot, page, "23")
    page.list.list.itemActivated.emit(page.list.list.item(2))
    assert page.title == "王小溪  2026070203"
    assert page.sheet.grid.answers()[0] is None
    page.list.list.itemActivated.emit(page.list.list.item(0))
    assert page.sheet.grid.answers()[:3] == [2, 3, None]


def test_a_student_with_a_sheet_is_not_keyed_twice_by_accident(
    qtbot: QtBot, page: EntryPage, class_room: dict[str, UUID], staffed: Store
) -> None:
    key(qtbot, page, CALM + "!!")
    page.list.list.itemActivated.emit(page.list.list.item(0))
    assert page.right.currentWidget() is page.there
    assert page.there.words.text() == "林小满这一天已有一份。"
    [again, _] = page.there.findChildren(QPushButton)
    again.click()
    assert page.list.second.isChecked()
    assert page.sheet.grid.keys.first_pass is not None


def test_a_wrong_sheet_is_withdrawn_with_a_reason_and_the_student_is_missing_again(
    qtbot: QtBot, page: EntryPage, room: Desk, staffed: Store
) -> None:
    key(qtbot, page, CALM + "!!")
    page.list.list.itemActivated.emit(page.list.list.item(0))
    room.ask.will_answer("拿错了卷子")
    page.withdraw_button.click()
    assert seen(page)[0] == "○  林小满  0201"
    with staffed.read() as db:
        assert db.scalars(select(Assessment.withdrawn_at)).all() == [NOW]


def test_the_toast_s_undo_withdraws_too(qtbot: QtBot, page: EntryPage, room: Desk) -> None:
    undone: list[Callable[[], None]] = []
    room.notices.said.connect(lambda _, undo: undone.append(undo))
    key(qtbot, page, CALM + "!!")
    room.ask.will_answer("录错了人")
    undone[0]()
    assert seen(page)[0] == "○  林小满  0201"


def test_when_everybody_has_a_sheet_it_says_so(qtbot: QtBot, page: EntryPage) -> None:
    for _ in range(3):
        key(qtbot, page, CALM + "!!")
    assert page.right.currentWidget() is page.done
    assert page.list.progress.text() == "已录 3/3 · 未录 0"


def test_a_sheet_kept_elsewhere_shows_in_the_list(page: EntryPage, class_room: dict[str, UUID], staffed: Store) -> None:
    with staffed.write() as db:
        text = SheetText("phq9", (0,) * 10, TODAY)
        done = assessments.enter(db, class_room["王小溪"], text, by=LEAD, now=NOW)
    page.refresh(done.changes)
    assert seen(page)[2] == "●  王小溪  0203"
    assert page.title == "林小满  2026070201"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scale", ["mht", "phq9"])
def test_it_fits_the_smallest_screen(
    make: Callable[..., EntryPage],
    room: Desk,
    dressed: Callable[..., None],
    class_room: dict[str, UUID],
    language: str,
    scale: str,
) -> None:
    dressed(language)
    page = make(room, scale=scale)
    page.resize(848, 362)
    assert accessibility.faults(page) == []
    assert page.width() == 848
