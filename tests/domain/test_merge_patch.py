"""JSON Merge Patch: the examples of RFC 7396, and that a difference applied gives the new value."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.merge_patch import apply, diff, without_nulls

EXAMPLES = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


@pytest.mark.parametrize(("before", "patch", "after"), EXAMPLES)
def test_the_examples_of_the_standard(before: Any, patch: Any, after: Any) -> None:
    assert apply(before, patch) == after


scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=4)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3)
)
objects = st.dictionaries(st.text(max_size=2), values, max_size=5).map(without_nulls)


@given(objects, objects)
def test_a_difference_applied_gives_the_new_value(before: dict[str, Any], after: dict[str, Any]) -> None:
    patch = diff(before, after)
    assert repr(sorted_keys(apply(before, patch))) == repr(sorted_keys(after))
    assert (patch == {}) == (repr(sorted_keys(before)) == repr(sorted_keys(after)))


def sorted_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: sorted_keys(value[key]) for key in sorted(value)}
    return [sorted_keys(one) for one in value] if isinstance(value, list) else value
