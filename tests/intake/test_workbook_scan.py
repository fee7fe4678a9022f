import io
import zipfile

import pytest

from app.domain.limits import SHEET_COLUMNS, SHEET_ROWS
from app.domain.problems import Problem
from app.intake import workbook_scan

BOOK = b'<workbook><sheets><sheet name="a &amp; b" sheetId="1" r:id="rId7"/></sheets></workbook>'
RELATIONS = b'<Relationships><Relationship Target="/xl/worksheets/one.xml" Id="rId7"/></Relationships>'


def book(xml: bytes, *, compression: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/worksheets/one.xml", xml)
    target.seek(0)
    return target


def far(xml: bytes) -> bool:
    try:
        workbook_scan.scan(book(xml), "a & b")
    except Problem as problem:
        return problem.code == "sheet_too_large"
    return False


def letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@pytest.mark.parametrize("column", [1, 26, 27, 286, 299, SHEET_COLUMNS, SHEET_COLUMNS + 1, 312, 313, 702, 703, 16384])
def test_columns_are_far_just_beyond_the_limit(column: int) -> None:
    assert workbook_scan.column_index(letters(column).encode()) == column - 1
    assert far(f'<c r="{letters(column)}1"><v>1</v></c>'.encode()) is (column > SHEET_COLUMNS)


@pytest.mark.parametrize(
    "row",
    [
        1,
        9,
        999,
        9999,
        10_000,
        19_999,
        20_000,
        20_009,
        20_020,
        20_021,
        20_030,
        20_100,
        21_000,
        30_000,
        99_999,
        1_048_576,
    ],
)
def test_rows_are_far_just_beyond_the_limit_and_the_header(row: int) -> None:
    assert far(f'<c s="1" r="B{row}" t="n"><v>1</v></c>'.encode()) is (row > SHEET_ROWS + workbook_scan.HEADER_ROWS)


def test_far_cells_that_only_have_a_style_are_common_and_harmless() -> None:
    assert not far(b'<row r="1048576"><c r="XFD1048576" s="3"/></row><mergeCell ref="A1:XFD1048576"/>')
    assert far(b'<row r="1048576"><x:c r="XFD1048576" s="3"><x:v>1</x:v></x:c></row>')


def test_faults_are_found_across_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_scan, "_BLOCK", 37)
    cells = b"".join(
        b'<c r="C%d" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D%d"><v>1</v></c>' % (n, n) for n in range(1, 40)
    )
    scan = workbook_scan.scan(book(cells), "a & b")
    assert scan.faults == {row: [2] for row in range(39)}


@pytest.mark.parametrize("empty", [b"", b"<v></v>", b"<v/>"])
def test_a_formula_that_nobody_worked_out_is_a_fault(empty: bytes) -> None:
    cells = (
        b'<c r="A1"><f>B1</f>'
        + empty
        + b'</c><c r="B1"><f>C1</f><v>0</v></c><c r="AA2" t="str"><f>1</f>'
        + empty
        + b"</c>"
    )
    assert workbook_scan.scan(book(cells), "a & b").faults == {0: [0], 1: [26]}


def test_a_fault_in_a_sheet_with_prefixed_tags() -> None:
    assert workbook_scan.scan(book(b'<x:c r="B3" t="e"><x:v>#N/A</x:v></x:c>'), "a & b").faults == {2: [1]}


def test_a_bomb_is_refused_by_its_directory() -> None:
    with pytest.raises(Problem) as told:
        workbook_scan.scan(book(b" " * (17 * 1024 * 1024)), "a & b")
    assert told.value.code == "sheet_too_large"


def test_a_sheet_without_a_part_is_left_to_the_parser() -> None:
    assert workbook_scan.scan(book(b"<c/>"), "another").faults == {}
