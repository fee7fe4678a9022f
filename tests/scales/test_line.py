"""Lines of JSON from anywhere: each gives a result or a problem, none brings the run down."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problems import Problem
from app.messages import LANGUAGES, catalogue
from app.scales.line import MAX_LINE, LineScorer
from app.scales.result import Result

GOOD: dict[str, Any] = {"id": "a", "scale": "gad7", "form": "self", "answers": [1] * 7, "sex": "f", "grade": 8}


def problem(line: bytes | dict[str, Any]) -> tuple[object, str, object]:
    data = line if isinstance(line, bytes) else json.dumps(line).encode()
    scored = LineScorer().score(data)
    assert isinstance(scored.result, Problem)
    for language in LANGUAGES:
        assert scored.result.code in catalogue(language)
    return scored.sheet_id, scored.result.code, scored.result.params.get("item")


def test_a_good_line_is_scored() -> None:
    scored = LineScorer().score(json.dumps(GOOD).encode())

    assert scored.sheet_id == "a"
    assert isinstance(scored.result, Result)
    assert scored.result.total == 7


@pytest.mark.parametrize(
    ("changes", "code", "item"),
    [
        ({"scale": "nothing"}, "unknown_scale", None),
        ({"scale": None}, "scale_missing", None),
        ({"scale": ["gad7"]}, "scale_not_text", None),
        ({"scale": 7}, "scale_not_text", None),
        ({"form": "robot"}, "unknown_form", None),
        ({"form": 1}, "form_not_text", None),
        ({"sex": "x"}, "bad_sex", None),
        ({"sex": True}, "bad_sex", None),
        ({"grade": "8"}, "bad_grade", None),
        ({"grade": True}, "bad_grade", None),
        ({"grade": 99}, "bad_grade", None),
        ({"population": {}}, "bad_population", None),
        ({"seconds": "fast"}, "bad_seconds", None),
        ({"seconds": -1}, "bad_seconds", None),
        ({"seconds": True}, "bad_seconds", None),
        ({"na": 1}, "na_not_list", None),
        ({"na": "1"}, "na_not_list", None),
        ({"na": [1]}, "na_not_allowed", 1),
        ({"na": ["x"]}, "na_not_allowed", None),
        ({"answers": None}, "answers_not_list", None),
        ({"answers": "1111111"}, "answers_not_list", None),
        ({"answers": {"1": 1}}, "answers_not_list", None),
        ({"answers": []}, "too_few_answers", None),
        ({"answers": [1] * 9}, "too_many_answers", None),
        ({"answers": [1] * 6 + [4]}, "out_of_range", 7),
        ({"answers": [1] * 6 + [10**40]}, "out_of_range", 7),
        ({"answers": [1, True, 1, 1, 1, 1, 1]}, "answer_not_whole", 2),
        ({"answers": [1, "1", 1, 1, 1, 1, 1]}, "answer_not_whole", 2),
        ({"answers": [1, 1.0, 1, 1, 1, 1, 1]}, "answer_not_whole", 2),
        ({"answers": [1, [], 1, 1, 1, 1, 1]}, "answer_not_whole", 2),
        ({"answers": [1, float("nan"), 1, 1, 1, 1, 1]}, "answer_not_whole", 2),
        ({"answers": [1, float("inf"), 1, 1, 1, 1, 1]}, "answer_not_whole", 2),
        ({"surprise": 1}, "unknown_field", None),
    ],
)
def test_a_bad_field_is_a_problem_under_the_sheets_own_id(changes: dict[str, Any], code: str, item: int | None) -> None:
    assert problem(GOOD | changes) == ("a", code, item)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"nonsense", "line_not_json"),
        (b'{"id": "a"', "line_not_json"),
        (b"[" * 100_000, "line_not_json"),
        (b'{"answers": [' + b"9" * 5000 + b"]}", "line_not_json"),
        (b"[1, 2]", "line_not_object"),
        (b'"text"', "line_not_object"),
        (b"null", "line_not_object"),
        (b"12", "line_not_object"),
        (b'{"id": "\xff"}', "line_not_utf8"),
        (b" " * (MAX_LINE + 1), "line_too_long"),
    ],
)
def test_a_line_that_is_no_sheet_is_a_problem_without_id(line: bytes, code: str) -> None:
    assert problem(line) == (None, code, None)


def test_a_field_that_stands_twice_is_refused() -> None:
    line = b'{"id": "a", "scale": "gad7", "answers": [3,3,3,3,3,3,3], "answers": [0,0,0,0,0,0,0]}'

    assert problem(line) == ("a", "field_twice", None)


@pytest.mark.parametrize("sheet_id", [True, 1.5, [], {}, "x" * 201])
def test_an_id_of_another_kind_is_refused(sheet_id: object) -> None:
    assert problem(GOOD | {"id": sheet_id}) == (None, "bad_id", None)


def test_true_never_passes_for_a_remembered_grade_1() -> None:
    engine = LineScorer()
    engine.score(json.dumps(GOOD | {"grade": 1}).encode())
    scored = engine.score(json.dumps(GOOD | {"grade": True}).encode())

    assert isinstance(scored.result, Problem)


@given(st.binary(max_size=200))
def test_no_bytes_raise(line: bytes) -> None:
    assert isinstance(LineScorer().score(line).result, Problem)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted([*GOOD, "na", "seconds", "population"])), json_values)
def test_no_value_in_any_field_raises(field: str, value: object) -> None:
    scored = LineScorer().score(json.dumps(GOOD | {field: value}).encode())

    assert isinstance(scored.result, Result | Problem)
