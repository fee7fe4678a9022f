from datetime import date, datetime

import pytest

from app.domain.student import Relation, Sex
from app.intake import roster_values as values
from app.intake.cells import Cell

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("cell", "sex"),
    [
        ("男", Sex.MALE),
        ("女性", Sex.FEMALE),
        ("女生", Sex.FEMALE),
        ("M", Sex.MALE),
        (2, Sex.FEMALE),
        ("?", None),
        (None, None),
    ],
)
def test_sex(cell: Cell, sex: Sex | None) -> None:
    assert values.sex(cell) is sex


@pytest.mark.parametrize(
    ("cell", "boards"),
    [
        ("是", True),
        ("住校", True),
        ("寄宿生", True),
        ("走读", False),
        ("不住校", False),
        ("否", False),
        ("√", True),
        ("?", None),
    ],
)
def test_boarding(cell: Cell, boards: bool | None) -> None:
    assert values.boarding(cell) is boards


@pytest.mark.parametrize(
    "cell",
    [
        date(2012, 3, 4),
        datetime(2012, 3, 4, 1),  # noqa: DTZ001 - a cell has no zone
        40972,
        20120304,
        "20120304",
        "2012.3.4",
        "2012-03-04 00:00:00",
    ],
)
def test_birth_date(cell: Cell) -> None:
    assert values.birth_date(cell, today=TODAY) == date(2012, 3, 4)


@pytest.mark.parametrize("cell", ["9.3", "今天", "+7", "2012.3", "不详", 7, None])
def test_a_birth_date_needs_its_year(cell: Cell) -> None:
    assert values.birth_date(cell, today=TODAY) is None


@pytest.mark.parametrize(
    ("cell", "away", "place"),
    [
        ("是", True, ""),
        ("外出务工", True, ""),
        ("广东东莞", True, "广东东莞"),
        ("在家务农", False, ""),
        ("否", False, ""),
        ("", None, ""),
    ],
)
def test_away(cell: Cell, away: bool | None, place: str) -> None:
    assert values.away(cell) == (away, place)


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("2024年", 2024),
        ("2024级", 2024),
        (2024, 2024),
        (202409, 2024),
        ("2024-09-01", 2024),
        (20240901, 2024),
        ("七年级", None),
    ],
)
def test_entry_year(cell: Cell, year: int | None) -> None:
    assert values.entry_year(cell) == year


def test_relation_and_ethnicity() -> None:
    assert values.relation("外婆") is Relation.MATERNAL_GRANDMOTHER
    assert values.relation("Father") is Relation.FATHER
    assert values.relation("邻居") is Relation.OTHER
    assert values.relation(None) is None
    assert values.ethnicity("汉") == "汉族"
    assert values.ethnicity("维吾尔族") == "维吾尔族"
