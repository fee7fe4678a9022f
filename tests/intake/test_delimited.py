import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.problems import Problem
from app.intake import delimited
from app.intake.cells import Cell, Fault

TEXT = "姓名,学号\n甲一,0024\n乙𠮷,0025\n"


def read(data: bytes) -> list[list[Cell]]:
    return list(delimited.read(io.BytesIO(data)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_common_encoding(encoding: str) -> None:
    assert read(TEXT.encode(encoding)) == [["姓名", "学号"], ["甲一", "0024"], ["乙𠮷", "0025"]]


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_of_both_orders(mark: bytes) -> None:
    order = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert read(mark + TEXT.encode(order))[1] == ["甲一", "0024"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter: str) -> None:
    data = f'姓名{delimiter}住址\n甲{delimiter}"东村, 3号; 乙户"\n'.encode()
    assert read(data) == [["姓名", "住址"], ["甲", "东村, 3号; 乙户"]]


def test_quotes_line_breaks_and_old_line_ends() -> None:
    assert read('a,b\r\n"一\n二","他说""好"""\r\n'.encode()) == [["a", "b"], ["一\n二", '他说"好"']]
    assert read(b"a,b\r1,2\r") == [["a", "b"], ["1", "2"]]


def test_faults_and_formulas_as_text() -> None:
    assert read(b"#REF!,=1+1,@x") == [[Fault("#REF!"), "=1+1", "@x"]]


def test_rows_and_columns_beyond_the_limits() -> None:
    assert len(read(b"a,b\n" * 20_020)) == 20_020
    for data in (b"a,b\n" * 20_021, b"a" + b",a" * 300):
        with pytest.raises(Problem) as told:
            read(data)
        assert told.value.code == "sheet_too_large"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\x00\xff,\x80", "sheet_encoding"),
        (b'a,"' + b"x" * 200_000, "sheet_damaged"),
        (b"\xff\xfea", "sheet_encoding"),
    ],
)
def test_what_cannot_be_read(data: bytes, code: str) -> None:
    with pytest.raises(Problem) as told:
        read(data)
    assert told.value.code == code


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b'"')
def test_any_bytes_give_rows_or_a_problem(data: bytes) -> None:
    told = ""
    try:
        read(data)
    except Problem as problem:
        told = problem.code
    assert told in {"", "sheet_encoding", "sheet_damaged", "sheet_too_large"}


VISIBLE = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="#;"), min_size=1)


@given(st.lists(st.lists(VISIBLE, min_size=3, max_size=3), min_size=1, max_size=5))
def test_written_rows_come_back(rows: list[list[str]]) -> None:
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    assert read(target.getvalue().encode("utf-8-sig")) == rows
