"""Reading a chosen file: the sheet, its hash, titles and the first rows; and stopping on the way."""

import hashlib
from pathlib import Path

import pytest

from app.domain.problems import Problem
from app.services import sheets
from tests.intake.books import write_book


def test_a_file_is_read_with_its_hash(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", ["学号", "", "姓名"], ["0024", 1, "甲一"], ["0025"])
    found = sheets.read(path)
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert sheets.titles(found.sheet, 0) == [(0, "学号"), (2, "姓名")]
    assert sheets.preview_rows(found.sheet, 0) == [["0024", "1", "甲一"], ["0025", "", ""]]
    assert sheets.preview_rows(found.sheet, 0, rows=1) == [["0024", "1", "甲一"]]


def test_a_header_outside_the_sheet_has_no_titles(tmp_path: Path) -> None:
    found = sheets.read(write_book(tmp_path / "a.xlsx", ["学号"]))
    assert sheets.titles(found.sheet, 7) == []
    assert sheets.preview_rows(found.sheet, 7) == []


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", *([str(n)] for n in range(2000)))
    told: list[tuple[int, int]] = []

    def stop(done: int, most: int) -> None:
        told.append((done, most))
        raise Problem("cancelled")

    with pytest.raises(Problem, match="cancelled"):
        sheets.read(path, progress=stop)
    assert told == [(200, 20_000)]


def test_a_file_that_is_no_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\x00" * 64)
    with pytest.raises(Problem):
        sheets.read(path)
