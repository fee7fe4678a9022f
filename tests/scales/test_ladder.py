"""Ladders, counts and sums over single answers."""

from typing import Any

import pytest

from app.scales.load import load
from app.scales.score import score
from tests.scales.made_up import definition


def ladder(**changes: Any) -> dict[str, Any]:
    content: dict[str, Any] = {
        "kind": "ladder",
        "key": "seen",
        "outcomes": [{"value": "yes", "all": [{"groups": [[1, 2], [3], [4]], "at_least": 2, "min": 2}]}],
        "otherwise": "no",
    }
    return content | changes


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ([2, 2, 0, 0], "no"),
        ([2, 0, 2, 0], "yes"),
        ([0, 2, 0, 3], "yes"),
        ([1, 1, 1, 1], "no"),
        ([None, 0, 0, 0], None),
        ([2, 2, 2, None], None),
    ],
)
def test_groups_count_once_and_blanks_leave_it_open(answers: list[int | None], value: str | None) -> None:
    assert score(definition(derived=[ladder()]), answers).derived["seen"] == value


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        ([2, 2, 2, None], "yes"),
        ([None, 0, 0, 0], "no"),
        ([None, 0, 2, 0], None),
        ([None, 2, 2, 0], "yes"),
        ([0, 0, None, None], None),
    ],
)
def test_with_even_incomplete_what_is_certain_is_said(answers: list[int | None], value: str | None) -> None:
    chosen = definition(derived=[ladder(even_incomplete=True)])

    assert score(chosen, answers).derived["seen"] == value


def test_a_most_bound_is_open_while_a_blank_could_break_it() -> None:
    outcome = {"value": True, "all": [{"groups": [[1], [2], [3], [4]], "at_least": 1, "min": 1, "max": 2}]}
    chosen = definition(derived=[ladder(outcomes=[outcome], otherwise=False, even_incomplete=True)])

    assert score(chosen, [1, 1, None, 0]).derived["seen"] is None
    assert score(chosen, [1, 0, None, 0]).derived["seen"] is True
    assert score(chosen, [1, 1, 1, None]).derived["seen"] is False


def test_an_item_may_have_its_own_threshold() -> None:
    outcome = {
        "value": True,
        "all": [{"groups": [[1], [4]], "at_least": 2, "own": [{"item": 4, "at_least": 1}], "min": 2}],
    }
    chosen = definition(derived=[ladder(outcomes=[outcome], otherwise=False)])

    assert score(chosen, [2, 0, 0, 1]).derived["seen"] is True
    assert score(chosen, [1, 0, 0, 1]).derived["seen"] is False


def test_chained_scaling_keeps_whole_numbers_exact() -> None:
    chosen = definition(
        derived=[
            {"kind": "scaled", "key": "half", "of": "double", "times": 1, "per": 4},
            {"kind": "scaled", "key": "double", "of": "total", "times": 2},
        ]
    )

    assert score(chosen, [1, 1, 1, 0]).derived == {"half": 1.5, "double": 6}
    assert score(chosen, [1, 1, 1, None]).derived == {"half": None, "double": None}


def test_asq_with_a_blank_is_acute_as_soon_as_that_is_certain() -> None:
    assert score(load("asq"), [1, None, 0, 0, 1]).derived["result"] == "acute"
    assert score(load("asq"), [0, None, 0, 0]).derived["result"] is None
