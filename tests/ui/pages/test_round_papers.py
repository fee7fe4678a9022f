"""Nominations, papers and distributions of a screening round in windows."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from sqlalchemy import select

from app.domain.problems import Problem
from app.models.audit import Audit
from app.models.screening import Nomination
from app.services import round_papers, rounds
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.pages.rounds.distribution_page import DistributionPage
from app.ui.pages.rounds.nominations_page import NominationsPage
from app.ui.pages.rounds.paper_page import PaperPage
from app.ui.pages.rounds.queue_page import QueuePage
from tests.services.made_up import NOW, admit
from tests.services.screening_room import SAD, consent, enter, make, students
from tests.stores import COUNSELLOR, LEAD
from tests.ui.pages.round_windows import Show, cells, entry_of


def test_nominations_before_and_after_results_were_seen(room: Desk, show: Show, staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    round_id = make(staffed)
    page = show(NominationsPage, round=str(round_id))
    assert isinstance(page, NominationsPage)
    page.add_button.click()
    assert page.bar.text == "请写明是哪位老师提名。"
    page.teacher.setText("何老师")
    page.student.setCurrentIndex(page.student.findData(str(zhou)))
    page.signs.set_values(["tearful"])
    assert page.save()
    assert cells(page, "rows") == [["周小雪", "七(2)班", "何老师", "", "常哭"]]
    assert page.signs.values() == []
    show(QueuePage, round=str(round_id))
    page.refresh(None)
    page.student.setCurrentIndex(page.student.findData(str(lin)))
    page.text.setText("上课睡觉")
    page.text.entered.emit()
    assert cells(page, "rows")[0][3:] == ["看过结果后提名", "上课睡觉"]
    room.ask.will_answer("记错了人")
    page.table.setCurrentIndex(page.rows.index(0, 0))
    page.remove_button.click()
    with staffed.read() as db:
        assert db.scalars(select(Nomination.student_id)).all() == [zhou]


@pytest.mark.parametrize("kind", ["missing_list", "answer_sheets", "case_meeting", "county_help"])
def test_a_paper_is_shown_saved_and_logged(room: Desk, show: Show, staffed: Store, tmp_path: Path, kind: str) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, SAD)
    entry_of(staffed, round_id, lin)
    page = show(PaperPage, round=str(round_id), paper=kind, scale="phq9", grade=7, **{"class": 2})
    assert isinstance(page, PaperPage)
    assert page.view.pages >= 1
    room.ask.will_answer(True, tmp_path / "1.pdf")
    page.save_button.click()
    assert (tmp_path / "1.pdf").read_bytes().startswith(b"%PDF")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "2.pdf"))
    page.print_on(printer)
    with staffed.read() as db:
        logged = db.execute(select(Audit.reason, Audit.details).where(Audit.action == "round_paper")).all()
    assert [tuple(one) for one in logged] == [("saved", {"paper": kind}), ("printed", {"paper": kind})]


def test_a_paper_of_nobody_says_so(show: Show, staffed: Store) -> None:
    students(staffed)
    page = show(PaperPage, round=str(make(staffed)), paper="case_meeting")
    assert isinstance(page, PaperPage)
    assert page.bar.text
    assert not page.print_button.isEnabled()


def test_few_sheets_show_no_distribution_many_do(room: Desk, show: Show, staffed: Store, tmp_path: Path) -> None:
    for number in range(12):
        admit(staffed, f"20260702{number:02}", f"学生{number}")
    round_id = make(staffed)
    page = show(DistributionPage, round=str(round_id))
    assert isinstance(page, DistributionPage)
    assert page.empty.isVisible()
    assert not page.save_button.isEnabled()
    other = [admit(staffed, f"20260704{number:02}", f"某{number}", class_no=4) for number in range(8)]
    with staffed.write() as db:
        rounds.add_targets(db, round_id, students=other, by=COUNSELLOR, now=NOW)
    for one in other:
        consent(staffed, one)
        enter(staffed, round_id, one)
    page.refresh(None)
    assert [row[:2] for row in cells(page, "lines")] == [["七(4)班", "8"], ["七年级", "8"], ["全校", "8"]]
    assert cells(page, "lines")[0][2].startswith("8  ▓▓▓▓▓▓▓▓")
    room.ask.will_answer(tmp_path / "1.xlsx")
    page.save_button.click()
    assert (tmp_path / "1.xlsx").read_bytes().startswith(b"PK")


def test_saving_where_nothing_can_be_written_logs_nothing(staffed: Store, tmp_path: Path) -> None:
    students(staffed)
    round_id = make(staffed)
    with staffed.write() as db, pytest.raises(Problem):
        round_papers.save(db, round_id, "missing_list", b"x", tmp_path / "no" / "1.pdf", by=LEAD, now=NOW)
    with staffed.read() as db:
        assert db.scalars(select(Audit.seq).where(Audit.action == "round_paper")).all() == []
