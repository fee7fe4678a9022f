"""Missing answers: a published rule may fill in, nothing else may."""

import pytest

from app.scales.definition import Proration
from app.scales.load import load
from app.scales.missing import prorate
from app.scales.score import score

HALF_UP = Proration(min_answered=3, rounding="half_up", source="made up")


@pytest.mark.parametrize(
    ("answered_sum", "answered", "filled"),
    [(4, 3, 7), (2, 4, 3), (1, 4, 1), (3, 4, 4), (0, 3, 0), (10, 5, 10), (4, 2, None)],
)
def test_rounding_is_half_up_and_exact(answered_sum: int, answered: int, filled: int | None) -> None:
    assert prorate(answered_sum, 5, answered, HALF_UP) == filled


def test_without_a_rule_nothing_is_filled_in() -> None:
    assert prorate(4, 5, 4, None) is None


def test_phq9_with_one_blank_has_no_total_but_a_range() -> None:
    result = score(load("phq9"), [3, 3, 3, 3, None, 0, 0, 0, 0])

    assert result.total is None
    assert result.possible_range == (12, 15)
    assert result.band["original"] is None


def test_a_range_inside_one_band_is_said() -> None:
    result = score(load("phq9"), [3, 3, 3, 1, None, 0, 0, 0, 0])

    assert result.total is None
    assert result.possible_range == (10, 13)
    assert result.band["original"] == "moderate"
    assert "range_in_one_band" in result.notes


def test_a_reversed_blank_widens_the_range_by_its_points() -> None:
    answers: list[int | None] = [0] * 20
    answers[3] = None

    assert score(load("cesd"), answers).possible_range == (9, 12)


def test_core10_prorates_one_blank_and_marks_it() -> None:
    result = score(load("core10"), [1, 4, 4, 1, 1, 0, 1, 1, 1, None])

    assert result.total == pytest.approx(60 / 9)
    assert result.prorated == result.total
    assert not result.complete
    assert result.band["original"] == "low"
    assert "prorated" in result.notes


def test_a_prorated_score_short_of_a_cutoff_has_not_reached_it() -> None:
    result = score(load("core10"), [2, 3, 4, 2, 1, 0, 2, 1, 1, None])

    assert result.total == pytest.approx(100 / 9)
    assert result.band["original"] == "mild"
    nearly = score(load("core10"), [1, 3, 4, 2, 1, 0, 2, 1, 1, None])
    assert nearly.total == 10
    assert nearly.band["original"] == "low"


def test_sdq_total_stands_without_prosocial_but_not_without_a_difficulty() -> None:
    without_prosocial: list[int | None] = [1] * 25
    for number in (1, 4, 9):
        without_prosocial[number - 1] = None
    without_peer: list[int | None] = [1] * 25
    for number in (6, 11, 14):
        without_peer[number - 1] = None

    first = score(load("sdq_self"), without_prosocial)
    second = score(load("sdq_self"), without_peer)

    assert first.total == 20
    assert first.prorated is None
    assert first.subscales["prosocial"] is None
    assert second.total is None
    assert second.possible_range == (17, 23)


def test_sdq_prorated_subscales_are_named() -> None:
    answers: list[int | None] = [1] * 25
    answers[2] = None

    result = score(load("sdq_self"), answers)

    assert result.prorated_subscales == ("emotional",)
    assert result.prorated == result.total == 20
    assert not result.complete
