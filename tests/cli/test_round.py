"""``xinqiao round list|queue`` and ``xinqiao report round`` on a store of their own."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from click.testing import Result
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from app.cli import report, round_
from app.crypto.kdf import Kdf
from app.services import assessments, rounds
from app.services.assessments import SheetText
from app.services.school import found
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.services.screening_room import SAD, SEVEN_TWO, TEXT

PASSWORD = "made-up words only for this test 43"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A school with a round and one sheet that was handed in without consent."""
    place = tmp_path / "school"
    school = found(
        place, school="青石校（虚构）", site_code="QS01", user="主管甲", password=PASSWORD, now=NOW, kdf=Kdf.floor()
    )
    with Store.open(place, school.master) as store:
        student = admit(store)
        with store.write() as db:
            made = rounds.make(db, TEXT, classes=[SEVEN_TWO], by=school.actor, now=NOW).id
            sheet = SheetText("phq9", SAD, TODAY)
            assessments.enter(db, student, sheet, round_id=made, by=school.actor, now=NOW)
    password = tmp_path / "password.txt"
    password.write_text(PASSWORD + "\n", "utf-8")
    monkeypatch.setenv("XINQIAO_PASSWORD_FILE", str(password))
    return place


def run(app: typer.Typer, *words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def told(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.stderr or result.exception
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_the_rounds_are_listed(folder: Path) -> None:
    [one] = told(run(round_.app, "list", "--dir", folder, "--json"))["rounds"]
    assert (one["name"], one["targets"], one["sheets"], one["asks_self_harm"]) == ("秋季普测", 1, 1, True)
    assert one["forms"] == [{"scale": "phq9", "respondent": "student"}]
    assert "秋季普测" in run(round_.app, "list", "--dir", folder).stdout


def test_the_queue_is_brought_up_to_date_and_names_students_by_number(folder: Path) -> None:
    answer = told(run(round_.app, "queue", "--dir", folder, "--round", "秋季普测", "--json"))
    [one] = answer["queue"]
    assert (one["student"], one["urgency"], one["open"]) == ("2026070201", "red", True)
    assert [why["code"] for why in one["reasons"]] == ["queue_critical"]
    assert (answer["minutes_needed"], answer["today"], answer["fits"]) == (60, 1, True)
    plain = run(round_.app, "queue", "--dir", folder, "--round", "秋季普测").stdout
    assert "2026070201" in plain
    assert "林小满" not in plain


def test_the_report_is_a_workbook(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "round.xlsx"
    told(run(report.app, "round", "--dir", folder, "--round", "秋季普测", "--out", out, "--json"))
    assert len(CalamineWorkbook.from_path(out).sheet_names) == 3


def test_an_unknown_round_is_told_as_such(folder: Path, tmp_path: Path) -> None:
    result = run(report.app, "round", "--dir", folder, "--round", "没有", "--out", tmp_path / "x.xlsx")
    assert getattr(result.exception, "code", "") == "round_unknown"
    assert not (tmp_path / "x.xlsx").exists()
