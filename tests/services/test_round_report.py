"""The report of a round: what it says, and that it names nobody and gives no small count away."""

from dataclasses import replace
from io import BytesIO

from python_calamine import CalamineWorkbook

from app.services import round_report, second_round
from app.services.rounds import Form
from app.storage.store import Store
from tests.services.made_up import NOW
from tests.services.screening_room import LOW, TEXT, enter, make, students
from tests.stores import COUNSELLOR


def test_progress_distribution_and_second_round_without_a_name(staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed, replace(TEXT, forms=(Form("mht"), Form("phq9"))))
    enter(staffed, round_id, lin, LOW)
    with staffed.write() as db:
        second_round.refresh(db, round_id, by=COUNSELLOR, now=NOW)
    with staffed.read() as db:
        data = round_report.make(db, round_id, by=COUNSELLOR, now=NOW)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    assert book.sheet_names == ["进度", "mht original", "phq9 original", "二轮访谈"]
    rows = book.get_sheet_by_name("进度").to_python()
    assert rows[2][:6] == ["七(2)班", "3", "6", "1", "5", "1"]
    assert book.get_sheet_by_name("phq9 original").to_python()[2] == ["七(2)班", *["—"] * 6]
    outcomes = book.get_sheet_by_name("二轮访谈").to_python()
    assert [row[1] for row in outcomes[2:9]] == ["—", "0", "0", "0", "0", "0", "—"]
    words = " ".join(
        str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    )
    assert "林小满" not in words
    assert "2026070201" not in words
    assert "没有问到不等于没有" in words
