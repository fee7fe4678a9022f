"""Reliable change: only where reliability and spread are known."""

from typing import Any

import pytest

from app.scales.change import reliable_change
from app.scales.load import keys, load
from app.scales.score import score
from tests.scales.made_up import definition

KNOWN = {"r": 0.82, "sd": 2.5, "source": "made up"}  # standard error of the difference: 2.5 * sqrt(0.36) = 1.5


@pytest.mark.parametrize(
    ("before", "after", "index", "reliable", "better"),
    [
        ([3, 3, 0, 0], [1, 2, 0, 0], -2.0, True, True),
        ([1, 2, 0, 0], [3, 3, 0, 0], 2.0, True, False),
        ([1, 1, 0, 0], [1, 2, 0, 0], 2 / 3, False, False),
        ([1, 1, 0, 0], [1, 1, 0, 0], 0.0, False, False),
    ],
)
def test_the_index_is_the_difference_over_its_error(
    before: list[int | None], after: list[int | None], index: float, reliable: bool, better: bool
) -> None:
    chosen = definition(reliability=KNOWN)

    change = reliable_change(chosen, score(chosen, before), score(chosen, after))

    assert change is not None
    assert change.index == pytest.approx(index)
    assert change.reliable is reliable
    assert change.better is better


def test_where_higher_is_better_a_rise_is_better() -> None:
    chosen = definition(reliability=KNOWN, direction="higher_better")

    change = reliable_change(chosen, score(chosen, [0, 0, 0, 0]), score(chosen, [3, 0, 0, 0]))

    assert change is not None
    assert change.better


@pytest.mark.parametrize("changes", [{}, {"reliability": KNOWN | {"sd": None}}])
def test_nothing_is_said_where_it_is_not_known(changes: dict[str, Any]) -> None:
    chosen = definition(**changes)

    assert reliable_change(chosen, score(chosen, [3, 3, 3, 3]), score(chosen, [0, 0, 0, 0])) is None


def test_incomplete_sheets_and_other_versions_are_not_compared() -> None:
    chosen = definition(reliability=KNOWN)
    whole = score(chosen, [3, 3, 3, 3])
    other = score(definition(reliability=KNOWN, form_version="another order"), [0, 0, 0, 0])

    assert reliable_change(chosen, whole, score(chosen, [0, 0, 0, None])) is None
    assert reliable_change(chosen, whole, other) is None


def test_no_shipped_scale_claims_a_spread_that_was_not_seen() -> None:
    spreads = [known.sd for known in (load(key).reliability for key in keys()) if known is not None]

    assert spreads == [None] * len(spreads)
