"""``xinqiao score``: one line out per sheet, whatever stands in the lines."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from app.cli.score import command, run

ROOT = Path(__file__).parents[2]


def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(command)
    return made


def answers(source: bytes) -> list[dict[str, object]]:
    target = io.BytesIO()
    run(io.BytesIO(source), target)
    return [json.loads(line) for line in target.getvalue().splitlines()]


GOOD = b'{"id":"x1","scale":"phq9","form":"self","answers":[0,1,2,3,0,1,2,3,1],"sex":"f","grade":8}\n'


def test_a_sheet_gives_the_agreed_object() -> None:
    assert answers(GOOD) == [
        {
            "id": "x1",
            "scale": "phq9",
            "version": "1.0",
            "total": 13,
            "complete": True,
            "missing": [],
            "possible_range": [13, 13],
            "prorated": None,
            "band": {"original": "moderate", "chinese": "at_or_above_cutoff", "chinese_adult": "mild"},
            "subscales": {},
            "derived": {"major_depressive_syndrome": False, "other_depressive_syndrome": False},
            "critical": [{"item": 9, "value": 1, "rule": "item 9 >= 1"}],
            "validity": {"status": "ok", "reasons": []},
        }
    ]


def test_bad_lines_stand_in_their_place_and_the_rest_goes_on() -> None:
    bad = b'{"id":"x2","scale":"phq9","answers":[0,1,9,3,0,1,2,3,1]}\n'

    got = answers(GOOD + b"nonsense\n" + bad + b"\n   \n" + GOOD)

    assert [each["id"] for each in got] == ["x1", None, "x2", "x1"]
    assert got[2]["error"] == {
        "code": "out_of_range",
        "message": "第 3 题的作答不在选项之内（0/1/2/3）。这份没有计分，请核对原表。",
        "item": 3,
        "line": 3,
    }


def test_messages_come_in_english_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINQIAO_LANGUAGE", "en")

    error = answers(b"[]\n")[0]["error"]

    assert isinstance(error, dict)
    assert error["message"] == "This line must be a JSON object. The other lines are scored as usual."


def test_a_byte_order_mark_and_a_missing_last_newline_do_no_harm() -> None:
    assert [each["id"] for each in answers(b"\xef\xbb\xbf" + GOOD + GOOD.strip())] == ["x1", "x1"]


def test_a_line_of_many_megabytes_is_refused_and_the_next_is_scored() -> None:
    got = answers(b'{"id":"' + b"x" * 5_000_000 + b'"}\n' + GOOD)

    assert len(got) == 2
    assert "error" in got[0]
    assert got[1]["total"] == 13


def test_half_a_character_in_an_id_is_written_back_as_json() -> None:
    got = answers(b'{"id":"\\ud800","scale":"phq9","answers":[0,0,0,0,0,0,0,0,0]}\n')

    assert got[0]["total"] == 0


def test_a_file_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "sheets.jsonl"
    path.write_bytes(GOOD)

    result = CliRunner().invoke(app(), ["--jsonl", str(path)])

    assert result.exit_code == 0
    assert json.loads(result.stdout)["total"] == 13


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    result = CliRunner().invoke(app(), ["--jsonl", str(tmp_path / name)])

    assert result.exit_code == 1
    assert "文件没能打开" in result.stderr
    assert result.stdout == ""


def test_lines_are_answered_as_they_come() -> None:
    code = "import sys; from app.cli.score import run; run(sys.stdin.buffer, sys.stdout.buffer)"
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        process.stdin.write(GOOD)
        process.stdin.flush()
        first = json.loads(process.stdout.readline())
        process.stdin.close()
        assert process.wait(timeout=30) == 0
    assert first["id"] == "x1"
