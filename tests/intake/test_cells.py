from datetime import date

import pytest

from app.intake.cells import Cell, Fault, code_of, is_blank, serial_date, text_of


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (2024070218, "2024070218"),
        (2024070218.0, "2024070218"),
        ("2024070218.0", "2024070218"),
        ("0024", "0024"),
        (" ２０２４ 07\t", "202407"),
        ("'0024", "0024"),
        ('="0024"', "0024"),
        ("2.02407E+09", None),
        ("2e9", None),
        (1.5, None),
        (1.2345678901234568e17, None),
        (True, None),
        ("A-12", "A-12"),
        (None, ""),
    ],
)
def test_code_of(cell: Cell, code: str | None) -> None:
    assert code_of(cell) == code


def test_text_of_a_fault_is_nothing() -> None:
    assert text_of(Fault("#REF!")) == ""
    assert text_of(3.0) == "3"
    assert text_of(" a ") == "a"
    assert is_blank("  ")
    assert not is_blank(0)


def test_serial_date() -> None:
    assert serial_date(40972) == date(2012, 3, 4)
    assert serial_date(40972.75) == date(2012, 3, 4)
    assert serial_date(20120304) is None
    assert serial_date(-1) is None
