"""Void and doubtful sheets: said, and never in the way of a critical item."""

import pytest

from app.scales.load import load
from app.scales.score import score
from tests.scales.made_up import definition

LIE = [82, 84, 86, 88, 90, 92, 94, 96, 98, 100]


def mht(lies: int) -> list[int | None]:
    answers: list[int | None] = [0] * 100
    answers[0] = 1
    for number in LIE[:lies]:
        answers[number - 1] = 1
    return answers


@pytest.mark.parametrize(("lies", "status"), [(0, "ok"), (6, "ok"), (7, "void"), (10, "void")])
def test_mht_is_void_from_seven_lie_items(lies: int, status: str) -> None:
    result = score(load("mht"), mht(lies))

    assert result.validity.status == status
    assert result.total == 1
    assert result.subscales["效度(说谎)"] == lies


def test_blank_lie_items_leave_the_verdict_open_and_say_so() -> None:
    answers = mht(5)
    answers[97] = answers[99] = None

    result = score(load("mht"), answers)

    assert result.validity.status == "doubtful"
    assert "lie_scale_unknown" in result.validity.reasons


def test_a_lie_scale_that_is_reached_despite_blanks_voids() -> None:
    answers = mht(7)
    answers[99] = None

    assert score(load("mht"), answers).validity.status == "void"


@pytest.mark.parametrize("key", ["cesdc", "cesd", "dsrsc", "sdq_self", "sds", "rses", "pswq"])
def test_the_same_answer_throughout_contradicts_reversed_items(key: str) -> None:
    chosen = load(key)
    result = score(chosen, [chosen.options[1]] * chosen.scored_items)

    assert result.validity.status == "doubtful"
    assert "same_answers" in result.validity.reasons


@pytest.mark.parametrize("key", ["phq9", "gad7", "scl90", "scared", "who5"])
def test_no_symptom_at_all_is_an_honest_answer(key: str) -> None:
    chosen = load(key)

    assert score(chosen, [chosen.options[0]] * chosen.scored_items).validity.status == "ok"


def test_a_blank_ends_a_run() -> None:
    answers: list[int | None] = [1] * 20
    answers[10] = None

    assert "same_answers" not in score(load("cesd"), answers).validity.reasons


@pytest.mark.parametrize(("seconds", "fast"), [(None, False), (0, True), (99, True), (120, False)])
def test_a_hundred_items_take_two_minutes(seconds: float | None, fast: bool) -> None:
    result = score(load("mht"), mht(0), seconds=seconds)

    assert ("too_fast" in result.validity.reasons) is fast


def test_many_blanks_make_a_sheet_doubtful() -> None:
    few: list[int | None] = [0, 1, 2, 3]
    strict = definition(validity={"max_blank": 1, "min_seconds": 1})

    few[0] = None
    assert score(strict, few).validity.status == "ok"
    few[1] = None
    assert score(strict, few).validity.reasons == ("too_many_blank",)


def test_a_void_sheet_still_shows_its_critical_items() -> None:
    chosen = definition(
        asks_self_harm=True,
        critical=[{"item": 2, "at_least": 1, "kind": "self_harm", "level": "red"}],
        subscales=[{"key": "lie", "names": {"zh": "效度", "en": "lie"}, "items": [4]}],
        validity={"max_blank": 1, "min_seconds": 1, "lie": {"subscale": "lie", "void_at": 2, "source": "?"}},
    )

    result = score(chosen, [0, 1, None, 3])

    assert result.validity.status == "void"
    assert [each.item for each in result.critical] == [2]
