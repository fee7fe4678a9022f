import io
import os
import zipfile
from pathlib import Path

import pytest

from app.domain import limits
from app.domain.problems import Problem
from app.intake import file_kind
from tests.intake.books import write_book

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "ending", "code"),
    [
        (OLE + "Workbook".encode("utf-16-le"), ".xls", "sheet_old_format"),
        (OLE + "Workbook".encode("utf-16-le"), ".xlsx", "sheet_old_format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ".xlsx", "sheet_password"),
        (b"<html><table></table></html>", ".xls", "sheet_old_format"),
        (b"<html><table></table></html>", ".et", "sheet_old_format"),
        (zipped("xl/workbook.xml", "xl/vbaProject.bin"), ".xlsm", "sheet_macros"),
        (zipped("xl/workbook.bin"), ".xlsb", "sheet_other_format"),
        (zipped("content.xml", "mimetype"), ".ods", "sheet_other_format"),
        (zipped("Index/Document.iwa"), ".numbers", "sheet_other_format"),
        (b"PK\x03\x04 cut off", ".xlsx", "sheet_damaged"),
        (b"plain words", ".xlsx", "sheet_damaged"),
        (b"%PDF-1.7", ".pdf", "sheet_other_format"),
        (b"a\0b", ".csv", "sheet_other_format"),
    ],
)
def test_what_is_not_read_is_told_apart(data: bytes, ending: str, code: str) -> None:
    source = io.BytesIO(data)
    with pytest.raises(Problem) as told:
        file_kind.kind_of(source, ending)
    assert told.value.code == code
    assert source.tell() == 0


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    book = write_book(tmp_path / "a.csv", ["姓名"])
    with file_kind.open_sheet(book) as source:
        assert file_kind.kind_of(source, ".csv") == "xlsx"
    assert file_kind.kind_of(io.BytesIO("姓名\n".encode("utf-16")), ".txt") == "csv"


@pytest.mark.parametrize("mark", ["~$roster.xlsx", "~$ster.xlsx", ".~roster.xlsx", ".~lock.roster.xlsx#"])
def test_a_file_open_in_another_program(tmp_path: Path, mark: str) -> None:
    book = write_book(tmp_path / "roster.xlsx", ["姓名"])
    (tmp_path / mark).write_bytes(b"")
    with pytest.raises(Problem) as told:
        file_kind.open_sheet(book)
    assert told.value.code == "sheet_open_elsewhere"


def test_missing_empty_and_oversized_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty.csv").touch()
    (tmp_path / "big.csv").write_bytes(b"x" * 101)
    monkeypatch.setattr(file_kind, "SHEET_BYTES", 100)
    codes = []
    for name in ("missing.csv", "empty.csv", "big.csv", "."):
        with pytest.raises(Problem) as told:
            file_kind.open_sheet(tmp_path / name)
        codes.append(told.value.code)
    assert codes == ["sheet_not_found", "sheet_empty", "sheet_too_big", "sheet_not_found"]
    assert limits.SHEET_BYTES == 64 * 1024 * 1024


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(Problem) as told:
        file_kind.open_sheet(tmp_path / "pipe.csv")
    assert told.value.code == "sheet_not_found"
