"""The safety plan: six steps, versions, what is missing is said and never blocks, papers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.safety_plan import Entry, Step
from app.domain.student import Relation
from app.services import documents, drafts, guardians, safety_plans
from app.services.guardians import GuardianFacts
from app.services.safety_plans import PlanText, PlanView
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.draft_store import put_all
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan_compare import differences
from tests.services.made_up import NOW, admit
from tests.stores import LEAD
from tests.ui import accessibility


@pytest.fixture
def student(staffed: Store) -> UUID:
    key = admit(staffed)
    facts = GuardianFacts(Relation.MATERNAL_GRANDMOTHER, "黄阿婆", "13800000021", is_carer=True)
    with staffed.write() as db:
        guardians.save(db, key, facts, by=LEAD, now=NOW)
    return key


def opened(qtbot: QtBot, room: Desk, student: UUID | None = None) -> PlanPage:
    page = PlanPage(room)
    qtbot.addWidget(page)
    page.resize(940, 470)
    page.show()
    page.refresh(None)
    page.restore({"student": str(student)} if student else {})
    return page


def latest(store: Store, student: UUID) -> PlanView | None:
    with store.read() as db:
        return safety_plans.latest(db, student, by=LEAD, now=NOW)


def write(page: PlanPage, step: Step, words: str) -> None:
    page.form.steps[step].rows[-1].text.setText(words)


def test_a_single_line_makes_a_version_and_the_gaps_are_named(
    qtbot: QtBot, room: Desk, staffed: Store, student: UUID
) -> None:
    page = opened(qtbot, room, student)
    assert page.actions_.hint.text() == "一步一步写，可以先空着。"
    write(page, Step.WARNING_SIGNS, "一个人躲起来")
    page.save()
    saved = latest(staffed, student)
    assert saved is not None
    assert (saved.version, [one.text for one in saved.text.entries]) == (1, ["一个人躲起来"])
    assert "还没有复核日期" in page.actions_.hint.text()
    write(page, Step.OWN_COPING, "跑两圈")
    page.save()
    page.save()
    again = latest(staffed, student)
    assert again is not None
    assert again.version == 2


def test_an_empty_plan_is_refused_and_stays_on_the_screen(
    qtbot: QtBot, room: Desk, staffed: Store, student: UUID
) -> None:
    page = opened(qtbot, room, student)
    page.form.agreed.setChecked(True)
    page.save()
    assert page.bar.text == "计划还空着。先写一行再保存。"
    assert page.form.agreed.isChecked()
    assert latest(staffed, student) is None


def test_a_full_plan_is_complete(qtbot: QtBot, room: Desk, staffed: Store, student: UUID) -> None:
    page = opened(qtbot, room, student)
    for step in Step:
        write(page, step, f"第 {step.value} 步")
    page.form.steps[Step.PEOPLE_TO_ASK].rows[0].phone.setText("13800000021")
    last = page.form.steps[Step.SAFER_SURROUNDINGS].rows[0]
    last.who.setText("外婆")
    last.confirmed.set_day(NOW.date())
    page.form.review.set_day(date(2026, 11, 29))
    page.save()
    saved = latest(staffed, student)
    assert saved is not None
    assert saved.gaps == ()
    assert page.actions_.hint.text().endswith("已写全。")


def test_each_step_asks_for_what_belongs_to_it(qtbot: QtBot, room: Desk, student: UUID) -> None:
    page = opened(qtbot, room, student)
    shown = {
        step.value: [
            name for name in ("obstacle", "phone", "who", "confirmed") if not getattr(section.rows[0], name).isHidden()
        ]
        for step, section in page.form.steps.items()
    }
    assert shown == {
        1: [], 2: ["obstacle"], 3: ["obstacle"], 4: ["phone"], 5: ["phone"], 6: ["who", "confirmed"],
    }  # fmt: skip


def test_phones_come_from_the_file_and_the_hotlines(qtbot: QtBot, room: Desk, student: UUID) -> None:
    page = opened(qtbot, room, student)
    person = page.form.steps[Step.PEOPLE_TO_ASK].rows[0]
    [offer] = person._offers
    assert offer.words == "外婆 黄阿婆 138****0021"
    offer.take(person.take)
    assert (person.text.text(), person.phone.text()) == ("外婆 黄阿婆", "13800000021")
    line = page.form.steps[Step.PROFESSIONALS].rows[0]
    line._offers[0].take(line.take)
    assert line.phone.text() == "12356"


def test_lines_are_added_and_removed_from_the_keyboard(qtbot: QtBot, room: Desk, student: UUID) -> None:
    page = opened(qtbot, room, student)
    section = page.form.steps[Step.WARNING_SIGNS]
    write(page, Step.WARNING_SIGNS, "不说话")
    qtbot.keyClick(section.rows[0].text, Qt.Key.Key_Return)
    assert len(section.rows) == 2
    assert page.focusWidget() is section.rows[1].text
    qtbot.keyClick(section.rows[1].text, Qt.Key.Key_Return)
    assert len(section.rows) == 2
    section.rows[0].remove.click()
    section.rows[0].remove.click()
    assert [row.empty for row in section.rows] == [True]


def test_a_draft_comes_back_and_is_dropped_when_saved(qtbot: QtBot, room: Desk, staffed: Store, student: UUID) -> None:
    page = opened(qtbot, room, student)
    write(page, Step.OWN_COPING, "听歌")
    page.form.review.setText("下周")
    with staffed.write() as db:
        put_all(db, list(page.drafts()), by=LEAD, now=NOW)
    back = opened(qtbot, room, student)
    assert back.form.steps[Step.OWN_COPING].rows[0].text.text() == "听歌"
    assert back.form.review.text() == "下周"
    assert back.bar.isVisible()
    back.save()
    with staffed.read() as db:
        assert drafts.listing(db, by=LEAD) == []


def test_the_comparison_marks_what_is_new_and_what_is_gone(qtbot: QtBot, room: Desk, student: UUID) -> None:
    page = opened(qtbot, room, student)
    write(page, Step.WARNING_SIGNS, "不说话")
    page.save()
    write(page, Step.WARNING_SIGNS, "不吃饭")
    page.compare_button.setChecked(True)
    assert page.comparison.isVisible()
    assert page.comparison.words.toPlainText().splitlines() == ["1  警示信号", "－  不说话", "＋  不吃饭"]
    same = PlanText((Entry(Step.OWN_COPING, "听歌"),))
    assert differences(same, same) == ["2  我能做的", "    听歌"]


@pytest.mark.parametrize("kind", ["safety_plan", "guardian_sheet", "wallet_card"])
def test_a_paper_is_previewed_and_saved_after_a_warning_and_logged(
    qtbot: QtBot, room: Desk, staffed: Store, student: UUID, tmp_path: Path, kind: str
) -> None:
    page = opened(qtbot, room, student)
    write(page, Step.WARNING_SIGNS, "不说话")
    page.papers[kind].click()
    assert page.paper.view.pages >= 1
    target = tmp_path / "x.pdf"
    room.ask.will_answer(True, target)
    page.paper.save_button.click()
    assert room.ask.asked[0] == "存下的 PDF 没有加密，谁拿到都能看。"
    assert target.read_bytes().startswith(b"%PDF")
    with staffed.read() as db:
        [row] = documents.register(db, by=LEAD)
    assert (row.kind, row.student_id, row.issues) == (kind, student, 1)
    page.paper.back_button.click()
    assert page.papers[kind].isVisible()


def test_refusing_the_warning_saves_and_numbers_nothing(
    qtbot: QtBot, room: Desk, staffed: Store, student: UUID
) -> None:
    page = opened(qtbot, room, student)
    write(page, Step.WARNING_SIGNS, "不说话")
    page.show_paper("safety_plan")
    room.ask.will_answer(False)
    page.paper.save_button.click()
    with staffed.read() as db:
        assert documents.register(db, by=LEAD) == []


def test_nothing_saved_cannot_be_printed(qtbot: QtBot, room: Desk, student: UUID) -> None:
    page = opened(qtbot, room, student)
    page.show_paper("safety_plan")
    assert page.bar.text == "还没有保存过的计划。请先保存，再打印。"


def test_without_a_student_nothing_can_be_written_that_would_be_lost(qtbot: QtBot, room: Desk, student: UUID) -> None:
    page = opened(qtbot, room)
    assert page.picker.isVisible()
    assert not page.form.isEnabled()
    page.picker.chosen.emit(student)
    assert page.form.isEnabled()
    assert "林小满" in page.title


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["medium", "large"])
def test_page_is_accessible(
    qtbot: QtBot, room: Desk, student: UUID, dressed: Callable[..., None], language: str, size: str
) -> None:
    dressed(language, "light", size)
    page = opened(qtbot, room, student)
    page.resize(840, 380)
    assert accessibility.faults(page) == []
    write(page, Step.WARNING_SIGNS, "不说话")
    page.show_paper("safety_plan")
    assert accessibility.faults(page) == []
