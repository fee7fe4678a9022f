import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problems import Problem
from app.intake.answers_mapping import AnswersMapping

COLUMN = st.none() | st.integers(0, 299)
MAPPINGS = st.builds(
    AnswersMapping,
    scale=st.text(max_size=20),
    fingerprint=st.text("0123456789abcdef", max_size=32),
    header_row=st.integers(0, 20),
    name=COLUMN,
    number=COLUMN,
    grade=COLUMN,
    klass=COLUMN,
    seconds=COLUMN,
    submitted=COLUMN,
    items=st.lists(st.integers(0, 299), unique=True, max_size=9).map(tuple),
    kind=st.sampled_from(["text", "number", "score", "unsure"]),
    options=st.dictionaries(st.text(max_size=10), st.integers(0, 999), max_size=5),
    item_options=st.dictionaries(
        st.integers(1, 100), st.dictionaries(st.text(max_size=5), st.integers(0, 9), max_size=2), max_size=2
    ),
)


@given(MAPPINGS)
def test_a_mapping_comes_back_from_json(mapping: AnswersMapping) -> None:
    assert AnswersMapping.from_json(mapping.to_json()) == mapping


@pytest.mark.parametrize(
    "change",
    [
        {"further": 1},
        {"items": [300]},
        {"items": [-1]},
        {"items": [1, 1]},
        {"items": [True]},
        {"items": "12"},
        {"name": "3"},
        {"name": 1e9},
        {"header_row": 10**9},
        {"kind": "guess"},
        {"options": {"a": "1"}},
        {"options": {"a": 1e300}},
        {"options": {"a" * 201: 1}},
        {"item_options": {"x": {}}},
        {"scale": None},
        {"fingerprint": 5},
    ],
)
def test_anything_else_is_refused(change: dict[str, object]) -> None:
    values = json.loads(AnswersMapping(scale="phq9").to_json()) | change
    with pytest.raises(Problem) as told:
        AnswersMapping.from_json(json.dumps(values))
    assert told.value.code == "mapping_damaged"


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "[" * 100_000, '{"scale":"a","scale"', " " * 300_000])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(Problem) as told:
        AnswersMapping.from_json(text)
    assert told.value.code == "mapping_damaged"


@given(st.text(max_size=60))
def test_any_text_is_a_mapping_or_a_problem(text: str) -> None:
    with pytest.raises(Problem):
        AnswersMapping.from_json(text)
