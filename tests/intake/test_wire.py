import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake import wire
from app.intake.cells import Cell, Fault

CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.builds(Fault, st.text()),
)


@given(st.lists(CELLS))
def test_a_row_comes_back_as_it_went(row: list[Cell]) -> None:
    line = wire.dump_row(row)
    assert "\n" not in line
    assert line.isascii()
    assert wire.load_row(json.loads(line), {}) == row


def test_a_date_stays_a_date_and_a_moment_a_moment() -> None:
    row: list[Cell] = [date(2012, 3, 4), datetime(2012, 3, 4, 5, 6)]  # noqa: DTZ001 - a cell has no zone
    assert [type(cell) for cell in wire.load_row(json.loads(wire.dump_row(row)), {})] == [date, datetime]


@pytest.mark.parametrize("value", [{"x": 1}, {}, [1], {"d": "no day"}, {"d": 3}, {"e": "a", "d": "b"}])
def test_what_no_child_writes_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"cell|isoformat"):
        wire.load_row([value], {})
