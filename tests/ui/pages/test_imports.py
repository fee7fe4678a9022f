"""Imports as a person does them: real files, few events, dry run, alerts, the way back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.intake.cells import Cell
from app.models.alert import Alert
from app.models.assessment import Assessment
from app.models.student import Student
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.pages.imports.import_answers import ImportAnswersPage
from app.ui.pages.imports.import_page import COLUMNS, DONE, DRY_RUN, FILE, ImportPage
from app.ui.pages.imports.import_roster import ImportRosterPage
from tests.intake.books import write_book
from tests.services.made_up import admit
from tests.ui import accessibility

ROSTER = ["学号", "姓名", "性别", "班级"]
HEADER = ["序号", "提交答卷时间", "所用时间", "姓名", "学号", "班级", *(f"{n}、第{n}项" for n in range(1, 10))]
WORDS = ("完全没有", "有几天", "超过一半", "几乎每天")
SAD = (2, 3, 2, 1, 0, 2, 1, 0, 1)


P = TypeVar("P", bound=ImportPage)


def line(number: str, name: str, given: Sequence[Cell]) -> list[Cell]:
    return [1, "2026/11/20 8:05:09", "215秒", name, number, "七(2)班", *given]


@pytest.fixture
def roster(qtbot: QtBot, room: Desk) -> ImportRosterPage:
    page = ImportRosterPage(room)
    return shown(qtbot, page)


@pytest.fixture
def answers(qtbot: QtBot, room: Desk, staffed: Store) -> ImportAnswersPage:
    admit(staffed, "2026070201", "林小满")
    admit(staffed, "2026070202", "周小舟")
    page = shown(qtbot, ImportAnswersPage(room))
    page.scale.setCurrentIndex(page.scale.findData("phq9"))
    return page


def shown(qtbot: QtBot, page: P) -> P:
    qtbot.addWidget(page)
    page.resize(940, 470)
    page.show()
    page.refresh(None)
    return page


def choose(page: ImportPage, path: Path) -> None:
    page.desk.ask.will_answer(path)
    page.choose_button.click()


def count(store: Store, kind: type[Student] | type[Assessment] | type[Alert]) -> int:
    with store.read() as db:
        return db.scalar(select(func.count()).select_from(kind)) or 0


def test_a_clear_roster_is_imported_with_three_events(roster: ImportRosterPage, staffed: Store, tmp_path: Path) -> None:
    choose(roster, write_book(tmp_path / "r.xlsx", ROSTER, ["1", "林小满", "女", "七2"], ["2", "周小舟", "男", "七2"]))
    assert roster.step == DRY_RUN
    assert roster.dry.counts.text() == "新学生 2    更新 0    没有变化 0    未收 0    请核对 0"
    assert roster.dry.fine.isVisible()
    assert count(staffed, Student) == 0
    roster.next_button.click()
    assert roster.step == DONE
    assert roster.done.counts.text() == "新收 2    更新 0    没有变化 0    未收 0"
    assert count(staffed, Student) == 2


def test_refused_rows_are_told_with_their_reason_and_the_rest_comes_in(
    roster: ImportRosterPage, staffed: Store, tmp_path: Path
) -> None:
    choose(roster, write_book(tmp_path / "r.xlsx", ROSTER, ["1", "林小满", "女", "七2"], ["", "周小舟", "男", "七2"]))
    [row] = roster.dry.lines.rows
    assert (row.row, row.refused, row.words) == (3, True, "缺学号，也没有学籍号或身份证号，没有导入。")
    roster.next_button.click()
    assert count(staffed, Student) == 1


def test_doubtful_columns_are_shown_and_can_be_changed(
    roster: ImportRosterPage, staffed: Store, tmp_path: Path
) -> None:
    choose(roster, write_book(tmp_path / "r.xlsx", ["学号", "姓名", "哪个班"], ["1", "林小满", "七2"]))
    assert roster.step == COLUMNS
    assert roster.columns.chosen() == {0: "number", 1: "name"}
    assert roster.columns.item(1, 1).text() == "林小满"
    roster.columns.choose(2, "name")
    roster.next_button.click()
    assert roster.bar.text == "「姓名」选了两列。请只留一列。"
    roster.columns.choose(2, "class")
    roster.next_button.click()
    roster.next_button.click()
    with staffed.read() as db:
        assert db.scalars(select(Student.class_no)).all() == [2]


def test_a_file_without_titles_is_mapped_by_hand(roster: ImportRosterPage, tmp_path: Path) -> None:
    choose(roster, write_book(tmp_path / "r.xlsx", ["A", "B"], ["1", "林小满"]))
    assert roster.step == COLUMNS
    assert roster.bar.text.startswith("没有找到表头。")


def test_a_file_that_cannot_be_read_changes_nothing(roster: ImportRosterPage, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(b"\x00" * 64)
    choose(roster, path)
    assert roster.step == FILE
    assert roster.bar.isVisible()


def test_nothing_new_leaves_nothing_to_import(roster: ImportRosterPage, tmp_path: Path) -> None:
    path = write_book(tmp_path / "r.xlsx", ROSTER, ["1", "林小满", "女", "七2"])
    choose(roster, path)
    roster.next_button.click()
    roster.again_button.click()
    assert roster.step == FILE
    choose(roster, path)
    assert roster.dry.counts.text().startswith("新学生 0    更新 0    没有变化 1")
    assert not roster.next_button.isEnabled()


def test_an_import_is_undone_from_its_last_step(
    roster: ImportRosterPage, room: Desk, staffed: Store, tmp_path: Path
) -> None:
    choose(roster, write_book(tmp_path / "r.xlsx", ROSTER, ["1", "林小满", "女", "七2"]))
    roster.next_button.click()
    room.ask.will_answer(True)
    roster.undo_button.click()
    assert (roster.step, count(staffed, Student)) == (FILE, 0)


def test_answers_ask_what_option_texts_are_worth_and_raise_alerts(
    answers: ImportAnswersPage, staffed: Store, tmp_path: Path
) -> None:
    file = write_book(tmp_path / "a.xlsx", HEADER, line("2026070201", "林小满", [WORDS[value] for value in SAD]))
    choose(answers, file)
    assert answers.step == COLUMNS
    assert answers.kind.value() == "text"
    answers.next_button.click()
    assert answers.step == DRY_RUN
    for text in list(answers.options.combos):
        answers.options.choose(text, str(WORDS.index(text)))
    assert answers.dry.counts.text() == "可收 1    已经有了 0    未收 0    请核对 0    预警 1"
    answers.next_button.click()
    assert answers.step == DONE
    assert answers.bar.text == "生成了 1 条预警，需要今天有人看。"
    assert (count(staffed, Assessment), count(staffed, Alert)) == (1, 1)
    led: list[str] = []
    answers.go.connect(lambda code, _: led.append(code))
    answers.alerts_button.click()
    assert led == ["alerts"]


def test_a_remembered_file_takes_two_events_after_the_scale(
    answers: ImportAnswersPage, staffed: Store, tmp_path: Path
) -> None:
    choose(answers, write_book(tmp_path / "a.xlsx", HEADER, line("2026070201", "林小满", (0,) * 9)))
    answers.kind.set_value("score")
    answers.next_button.click()
    answers.next_button.click()
    answers.again_button.click()
    choose(answers, write_book(tmp_path / "b.xlsx", HEADER, line("2026070202", "周小舟", SAD)))
    assert answers.step == DRY_RUN
    answers.next_button.click()
    assert (answers.step, count(staffed, Assessment)) == (DONE, 2)


def test_a_row_is_matched_by_hand(answers: ImportAnswersPage, staffed: Store, tmp_path: Path) -> None:
    choose(answers, write_book(tmp_path / "a.xlsx", HEADER, line("202607020", "周小州", SAD)))
    answers.kind.set_value("score")
    answers.next_button.click()
    assert not answers.next_button.isEnabled()
    answers.people.choose("2", "2026070202")
    assert answers.dry.counts.text().startswith("可收 1")
    assert answers.people.chosen() == {"2": "2026070202"}
    answers.next_button.click()
    assert count(staffed, Assessment) == 1


def test_sheets_without_a_date_ask_for_their_day(answers: ImportAnswersPage, staffed: Store, tmp_path: Path) -> None:
    header = [HEADER[0], *HEADER[3:]]
    choose(answers, write_book(tmp_path / "a.xlsx", header, [1, "林小满", "2026070201", "七(2)班", *SAD]))
    answers.kind.set_value("score")
    answers.next_button.click()
    assert answers.day.isVisible()
    answers.day.setText("20261101")
    answers.day.textEdited.emit("20261101")
    answers.day.editingFinished.emit()
    answers.next_button.click()
    with staffed.read() as db:
        assert [day.isoformat() for day in db.scalars(select(Assessment.taken_on))] == ["2026-11-01"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_step_fits_the_smallest_screen(
    qtbot: QtBot, answers: ImportAnswersPage, room: Desk, dressed: Callable[..., None], tmp_path: Path, language: str
) -> None:
    dressed(language)
    page = shown(qtbot, ImportAnswersPage(room))
    page.resize(848, 362)
    page.scale.setCurrentIndex(page.scale.findData("phq9"))
    assert accessibility.faults(page) == []
    rows = [line("2026070201", "林小满", [WORDS[value] for value in SAD]), line("202607020", "周小州", SAD)]
    choose(page, write_book(tmp_path / "a.xlsx", HEADER, *rows))
    assert accessibility.faults(page) == []
    page.next_button.click()
    assert accessibility.faults(page) == []
