"""Properties that hold for every scale and any answers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problems import Problem
from app.scales.definition import Definition
from app.scales.load import keys, load
from app.scales.result import Result
from app.scales.score import Row, score, score_many
from tests.scales.made_up import definition


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Definition, list[int | None]]:
    chosen = load(draw(st.sampled_from(keys())))
    numbers = range(1, chosen.scored_items + 1)
    blanks = draw(st.sampled_from([0, 0, 1, 3, 100]))
    answers: list[int | None] = [draw(st.sampled_from(chosen.options_of(n))) for n in numbers]
    for _ in range(blanks):
        answers[draw(st.integers(0, len(answers) - 1))] = None
    return chosen, answers


@given(sheets())
def test_the_total_lies_in_the_possible_range(sheet: tuple[Definition, list[int | None]]) -> None:
    chosen, answers = sheet
    result = score(chosen, answers)
    low, high = result.possible_range

    assert low <= high
    if result.total is not None:
        assert low <= result.total <= high
    if result.complete:
        assert result.total == low == high
        assert result.prorated is None


@given(sheets(), st.data())
def test_filling_in_the_blanks_never_leaves_the_possible_range(
    sheet: tuple[Definition, list[int | None]], data: st.DataObject
) -> None:
    chosen, answers = sheet
    low, high = score(chosen, answers).possible_range
    filled = [
        data.draw(st.sampled_from(chosen.options_of(n))) if answer is None else answer
        for n, answer in enumerate(answers, start=1)
    ]
    whole = score(chosen, filled).possible_range

    if not chosen.answer_skips:  # a skipped AUDIT item counts 0 while blank and more once answered
        assert low <= whole[0] <= high


@given(sheets())
def test_an_endorsed_critical_item_is_never_lost_to_blanks(sheet: tuple[Definition, list[int | None]]) -> None:
    chosen, answers = sheet
    for rule in chosen.critical:
        if rule.item > chosen.scored_items:
            continue
        lonely: list[int | None] = [None] * chosen.scored_items
        lonely[rule.item - 1] = rule.at_least
        found = {each.item: each.value for each in score(chosen, lonely).critical}

        assert found[rule.item] == rule.at_least
    named = {each.item for each in score(chosen, answers).critical if each.value is None}
    assert named <= {n for n, answer in enumerate(answers, start=1) if answer is None} | {5}


@given(sheets())
def test_nothing_unknown_becomes_a_number(sheet: tuple[Definition, list[int | None]]) -> None:
    chosen, answers = sheet
    result = score(chosen, answers)

    if result.missing and not chosen.missing.published:
        assert result.total is None
        assert not result.complete


@pytest.mark.parametrize("answer", ["1", True, False, 1.0, 1.5, float("nan"), [1], {"a": 1}, b"1"])
def test_only_whole_numbers_are_answers(answer: Any) -> None:
    with pytest.raises(Problem, match="answer_not_whole") as caught:
        score(definition(), [0, 0, answer, 0])

    assert caught.value.params["item"] == 3


@pytest.mark.parametrize("answer", [-1, 4, 10**30, -(10**400)])
def test_a_number_that_is_no_option_is_refused(answer: int) -> None:
    with pytest.raises(Problem, match="out_of_range") as caught:
        score(definition(), [0, answer, 0, 0])

    assert caught.value.params["item"] == 2


@pytest.mark.parametrize(
    ("circumstances", "code"),
    [
        ({"respondent": "robot"}, "unknown_form"),
        ({"sex": "x"}, "bad_sex"),
        ({"grade": 0}, "bad_grade"),
        ({"grade": 13}, "bad_grade"),
        ({"grade": True}, "bad_grade"),
        ({"population": 3}, "bad_population"),
        ({"na": [1]}, "na_not_allowed"),
    ],
)
def test_circumstances_that_do_not_exist_are_refused(circumstances: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem, match=code):
        score(definition(), [0, 0, 0, 0], **circumstances)


def test_a_parent_answering_a_student_form_is_doubtful_not_silent() -> None:
    result = score(load("phq9"), [0] * 9, respondent="parent")

    assert result.validity.status == "doubtful"
    assert "respondent_not_offered" in result.validity.reasons


def test_the_json_shape_is_the_contract() -> None:
    shape = score(load("phq9"), [0, 1, 2, 3, 0, 1, 2, 3, 1], sex="f", grade=8).to_json()

    assert list(shape) == [
        "scale",
        "version",
        "total",
        "complete",
        "missing",
        "possible_range",
        "prorated",
        "band",
        "subscales",
        "derived",
        "critical",
        "validity",
    ]
    assert shape["critical"] == [{"item": 9, "value": 1, "rule": "item 9 >= 1"}]
    assert shape["prorated"] is None


def test_many_sheets_score_as_each_alone_and_a_bad_one_stops_nothing() -> None:
    chosen = load("scared")
    rows = [Row([1] * 41, sex="f", grade=7), Row([9] * 41), Row([None] * 41), Row([0] * 40)]
    many = list(score_many(chosen, rows))

    assert many[0] == score(chosen, [1] * 41, sex="f", grade=7)
    assert isinstance(many[1], Problem)
    assert many[1].code == "out_of_range"
    assert isinstance(many[2], Result)
    assert not many[2].complete
    assert isinstance(many[3], Problem)
    assert many[3].code == "too_few_answers"


def test_scoring_leaves_the_sheet_as_it_was() -> None:
    answers: list[int | None] = [0, None, 2, 3, 0, 1, 2, 3, 1]
    score(load("phq9"), answers)

    assert answers == [0, None, 2, 3, 0, 1, 2, 3, 1]
