"""The real child process on real files, honest and hostile."""

import os
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from app.domain.problems import Problem
from app.intake import sheets
from app.intake.cells import Fault
from app.intake.sheet import Merged
from app.intake.sheets import read_sheet
from tests.intake.books import write_book


def code_for(path: Path) -> str:
    with pytest.raises(Problem) as told:
        read_sheet(path)
    return told.value.code


def altered(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Rewrite one part of an .xlsx file."""
    parts = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_cells_come_as_they_are(tmp_path: Path) -> None:
    path = write_book(
        tmp_path / "a.xlsx",
        [],
        [None, "甲𠮷", 2024070218, 1.5, date(2012, 3, 4), "=1+1", "0024"],
        [None, "#REF!"],
        name="七(2)",
    )
    sheet = read_sheet(path)
    assert sheet.name == "七(2)"
    assert sheet.rows == [[], [None, "甲𠮷", 2024070218, 1.5, date(2012, 3, 4), "=1+1", "0024"], [None, Fault("#REF!")]]


def test_merged_hidden_and_further_sheets(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        hidden = book.add_worksheet("旧")
        page = book.add_worksheet("一")
        book.add_worksheet("二").write_string(0, 0, "x")
        page.activate()
        page.set_first_sheet()
        hidden.hide()
        page.write_string(0, 0, "姓名")
        page.merge_range(1, 1, 3, 1, "七2")
        page.set_row(2, None, None, {"hidden": True})
        page.write_string(2, 0, "甲")
    sheet = read_sheet(path)
    assert (sheet.name, sheet.others) == ("一", ("二",))
    assert sheet.merged == (Merged(1, 1, 3, 1),)
    assert sheet.cell(2, 0) == "甲"
    assert read_sheet(path, sheet="二").rows == [["x"]]
    with pytest.raises(Problem) as told:
        read_sheet(path, sheet="三")
    assert told.value.code == "sheet_name_unknown"


def test_formulas_give_their_values_and_faults_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_formula(0, 0, '="甲"&1', None, "甲1")
        page.write_formula(0, 1, "=B9", None, "#REF!")
        page.write_formula(0, 2, "=1/0", None, "#DIV/0!")
        page.write_formula(0, 3, "=1+1", None, 2)
    row = read_sheet(path).rows[0]
    assert row[0] == "甲1"
    assert row[3] == 2
    assert isinstance(row[1], Fault)
    assert isinstance(row[2], Fault)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "七年级.csv"
    path.write_bytes("姓名,学号\n甲一,0024\n\n".encode(encoding))
    sheet = read_sheet(path)
    assert (sheet.name, sheet.rows) == ("七年级", [["姓名", "学号"], ["甲一", "0024"]])


def test_empty_sheets(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_bytes(b"\n , \n")
    assert code_for(write_book(tmp_path / "a.xlsx")) == "sheet_empty"
    assert code_for(tmp_path / "b.csv") == "sheet_empty"


def test_a_cell_at_the_far_corner(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_string(0, 0, "姓名")
        page.write_string(1_048_575, 16_383, "x")
    assert code_for(path) == "sheet_too_large"


def test_a_far_cell_that_hides_from_the_scan_kills_only_the_child(tmp_path: Path) -> None:
    def single_quotes(xml: bytes) -> bytes:
        return re.sub(rb'r="(XFD1048576|A1)"', rb"r='\1'", xml)

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_number(0, 0, 1)
        page.write_number(1_048_575, 16_383, 1)
    assert code_for(altered(path, "xl/worksheets/sheet1.xml", single_quotes)) == "sheet_too_large"


def test_a_million_rows_in_a_small_file(tmp_path: Path) -> None:
    rows = b"<row><c><v>1</v></c></row>" * 1_000_000

    def bomb(xml: bytes) -> bytes:
        return re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData>" + rows + b"</sheetData>", xml)

    path = altered(write_book(tmp_path / "a.xlsx", ["姓名"]), "xl/worksheets/sheet1.xml", bomb)
    assert path.stat().st_size < 200_000
    assert code_for(path) == "sheet_too_large"


def test_a_long_shared_text_in_very_many_cells(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", *[["长" * 30_000] * 300 for _ in range(30)])
    assert code_for(path) == "sheet_too_large"


def test_entity_bombs_and_broken_xml(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

    def with_entities(xml: bytes) -> bytes:
        head, _, rest = xml.partition(b"?>")
        return head + b"?>" + bomb + rest.replace(b"</sst>", b"<si><t>&b;</t></si></sst>")

    path = altered(write_book(tmp_path / "a.xlsx", ["姓名"]), "xl/sharedStrings.xml", with_entities)
    assert "a" * 40 not in str(read_or_code(path))
    cut = altered(
        write_book(tmp_path / "b.xlsx", ["姓名"]), "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2]
    )
    assert read_or_code(cut) in ("sheet_damaged", "sheet_empty", [["姓名"]])


def read_or_code(path: Path) -> object:
    try:
        return read_sheet(path).rows
    except Problem as problem:
        return problem.code


def test_damaged_bytes_never_get_past_the_child(tmp_path: Path) -> None:
    good = write_book(tmp_path / "good.xlsx", ["姓名", "学号"], ["甲一", "0024"]).read_bytes()
    generator = random.Random(1)
    told = set()
    for turn in range(15):
        data = bytearray(good)
        for _ in range(20):
            data[generator.randrange(len(data))] = generator.randrange(256)
        path = tmp_path / f"{turn}.xlsx"
        path.write_bytes(data)
        outcome = read_or_code(path)
        told.add(outcome if isinstance(outcome, str) else "read")
    assert told <= {"read", "sheet_damaged", "sheet_empty", "sheet_too_large", "sheet_other_format"}


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = [sys.executable, "-c", "import threading; threading.Event().wait()"]
    children: list[subprocess.Popen[bytes]] = []

    def spawn(*_args: object, **_kinds: object) -> subprocess.Popen[bytes]:
        children.append(subprocess.Popen(endless, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE))
        return children[-1]

    monkeypatch.setattr(sheets, "_spawn", spawn)
    monkeypatch.setattr(sheets, "SHEET_SECONDS", 0.2)
    assert code_for(write_book(tmp_path / "a.xlsx", ["姓名"])) == "sheet_too_slow"
    assert children[0].poll() is not None


def test_the_path_and_the_surroundings_stay_out_of_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINQIAO_PASSWORD_FILE", "/made/up")
    seen: dict[str, object] = {}
    real = subprocess.Popen

    def watched(command: list[str], **options: object) -> object:
        seen.update(options, command=command)
        return real(command, **options)  # type: ignore[call-overload] # handed on as it came

    monkeypatch.setattr(sheets.subprocess, "Popen", watched)
    read_sheet(write_book(tmp_path / "甲一.xlsx", ["姓名"]))
    assert "甲一" not in repr(seen["command"])
    assert "XINQIAO_PASSWORD_FILE" not in repr(seen["env"])


def test_progress_can_stop_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 1000)
    told: list[int] = []

    def progress(rows: int) -> None:
        told.append(rows)
        if rows >= 400:
            raise Problem("cancelled")

    with pytest.raises(Problem) as stopped:
        read_sheet(path, progress=progress)
    assert stopped.value.code == "cancelled"
    assert told == [200, 400]


@pytest.mark.skipif(sys.platform != "linux", reason="the address-space limit is Linux's")
def test_the_child_caps_its_own_memory() -> None:
    script = "from app.intake import memory_cap; memory_cap.cap(); bytearray(600 * 1024 * 1024)"
    root = Path(sheets.__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=root, check=False)
    assert b"MemoryError" in ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read as Linux tells it")
def test_twenty_thousand_rows_of_120_columns_stay_within_400_mib(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    row = ",".join(str(n % 5) for n in range(120))
    path.write_text("\n".join(["题" * 3 + row] * 20_000), "utf-8")
    # The kernel hands a process's peak on to what it starts, so our own is read where exec has reset it.
    script = (
        "import re, resource, sys; from pathlib import Path; from app.intake.sheets import read_sheet\n"
        "rows = len(read_sheet(Path(sys.argv[1])).rows)\n"
        "own = int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])\n"
        "child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "print(rows, (own + child) // 1024)"
    )
    root = Path(sheets.__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", script, os.fspath(path)], capture_output=True, cwd=root, check=True)
    rows, mebibytes = map(int, told.stdout.split())
    assert rows == 20_000
    assert mebibytes < 400
