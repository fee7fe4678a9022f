"""Workbooks: text cells only, headings in view, A4, and nothing a program would run."""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.domain.problems import Problem
from app.reports import workbook as module
from app.reports.workbook import Table, workbook

NOW = datetime(2026, 11, 22, 2, 42, tzinfo=UTC)
ONE = Table("进度", "秋季普测", ("班级", "人数"), [("七(1)班", "45"), ("七(2)班", "0046")], ("说明",))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_what_was_put_in_is_read_back_as_text() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(workbook([ONE], now=NOW)))
    rows = book.get_sheet_by_name("进度").to_python()
    assert rows[:4] == [["秋季普测", ""], ["班级", "人数"], ["七(1)班", "45"], ["七(2)班", "0046"]]
    assert rows[-1][0] == "说明"


def test_a_sheet_prints_on_a4_with_its_headings_in_view() -> None:
    [sheet] = [text for name, text in parts(workbook([ONE], now=NOW)).items() if name.endswith("sheet1.xml")]
    assert '<pane ySplit="2"' in sheet
    assert 'paperSize="9"' in sheet
    assert 'fitToHeight="0"' in sheet


@pytest.mark.parametrize(
    "evil", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://example.invalid", "\t=1"]
)
def test_no_text_becomes_a_formula_or_a_link(evil: str) -> None:
    files = parts(workbook([Table(evil, evil, (evil,), [(evil,)], (evil,))], now=NOW))
    sheet = files["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert set(re.findall(r'<c r="\w+" s="\d+" t="(\w+)"', sheet)) == {"s"}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(), max_size=40), min_size=1, max_size=5))
@example(["0" * 16 + "\U00010000" * 8])  # 24 characters, 32 in the units that the limit counts
def test_any_text_makes_a_file_that_opens(texts: list[str]) -> None:
    tables = [Table(one, one, (one,), [(one,)]) for one in texts]
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(tables, now=NOW)))
    assert len(book.sheet_names) == len(texts)


def test_the_same_tables_at_the_same_time_give_the_same_bytes() -> None:
    assert workbook([ONE], now=NOW) == workbook([ONE], now=NOW)


def test_an_endless_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    with pytest.raises(Problem, match="report_too_long"):
        workbook([ONE], now=NOW)


def test_a_very_long_text_is_cut_with_a_mark() -> None:
    data = workbook([Table("a", "b", ("c",), [("长" * 40_000,)])], now=NOW)
    [cell] = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()[2]
    assert cell.endswith("长……")
