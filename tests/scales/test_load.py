"""Definition files that are bad or hostile are refused with place and reason, quickly."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problems import Problem
from app.scales.load import check, keys, load, parse
from tests.scales.made_up import cutoffs, plain


def faults(content: object) -> list[tuple[str, str]]:
    return [(fault.place, fault.code) for fault in check(json.dumps(content).encode())]


def test_a_sound_file_has_no_faults() -> None:
    assert faults(plain()) == []


def test_unknown_scale_is_a_problem() -> None:
    with pytest.raises(Problem, match="unknown_scale"):
        load("../../etc/passwd")


def test_loading_twice_gives_the_same_definition() -> None:
    assert load(keys()[0]) is load(keys()[0])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "scale_file_not_json"),
        (b"{", "scale_file_not_json"),
        (b"[]", "scale_file_not_object"),
        (b"null", "scale_file_not_object"),
        (b"\xff\xfe{}", "scale_file_not_text"),
        (b'{"a": NaN}', "scale_file_nan"),
        (b'{"a": -Infinity}', "scale_file_nan"),
        (b'{"a": 1, "a": 2}', "scale_file_key_twice"),
        (b'{"a": 1e999}', "scale_file_number_huge"),
        (b'{"a": ' + b"9" * 5000 + b"}", "scale_file_number_huge"),
        (b'{"a": "' + b"x" * 5000 + b'"}', "scale_file_text_long"),
        (b"[" * 100_000, "scale_file_too_deep"),
        (b"[" * 33 + b"]" * 33, "scale_file_too_deep"),
        (b" " * (1024 * 1024 + 1), "scale_file_too_big"),
    ],
)
def test_hostile_bytes_are_refused_with_a_reason(data: bytes, code: str) -> None:
    begun = time.perf_counter()

    assert [fault.code for fault in check(data)] == [code]
    assert time.perf_counter() - begun < 2


def test_brackets_inside_text_are_no_depth() -> None:
    content = plain(notes=["[" * 40 + ' \\" {{{'])

    assert faults(content) == []


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    assert parse(b"\xef\xbb\xbf" + json.dumps(plain()).encode()).key == "made_up"


def items(count: int) -> list[dict[str, Any]]:
    return [{"n": n, "label": {"zh": "题", "en": "item"}} for n in range(1, count + 1)]


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"surprise": 1}, "surprise", "scale_field_unknown"),
    ({"items": 1_000_000_000}, "items", "scale_field_wrong"),
    ({"items": items(301)}, "items[300].n", "scale_field_wrong"),
    ({"items": []}, "items", "scale_field_wrong"),
    ({"key": "../evil"}, "key", "scale_field_wrong"),
    ({"options": [0, "1"]}, "options[1]", "scale_field_wrong"),
    ({"options": [0, True]}, "options[1]", "scale_field_wrong"),
    ({"options": [0, 1_000_000]}, "options[1]", "scale_field_wrong"),
    ({"options": [0, 1, 1]}, "options", "scale_listed_twice"),
    ({"items": [*items(2), *items(2)]}, "items[2].n", "scale_item_order"),
    ({"reverse": [9]}, "reverse[0]", "scale_no_such_item"),
    ({"reverse": [1, 1]}, "reverse[1]", "scale_listed_twice"),
    ({"total": {"items": [1, 5]}}, "total.items[1]", "scale_no_such_item"),
    ({"total": {}}, "total", "scale_total_one_of_two"),
    ({"total": {"subscales": ["nowhere"]}}, "total.subscales[0]", "scale_no_such_subscale"),
    ({"cutoffs": [cutoffs("a", 3, 1)]}, "cutoffs[0].bands", "scale_band_order"),
    ({"cutoffs": [cutoffs("a", 0), cutoffs("a", 0)]}, "cutoffs[1].key", "scale_listed_twice"),
    ({"cutoffs": [cutoffs("a", 0, on="nothing")]}, "cutoffs[0].on", "scale_no_such_value"),
    ({"asks_self_harm": True}, "asks_self_harm", "scale_self_harm_mismatch"),
    ({"points": [{"option": 7, "points": 1}]}, "points[0].option", "scale_no_such_option"),
    (
        {"critical": [{"item": 2, "at_least": 9, "kind": "voices", "level": "red"}]},
        "critical[0].at_least",
        "scale_no_such_option",
    ),
    (
        {"total": {"items": [1, 2, 3, 4], "prorate": {"min_answered": 3, "rounding": "none", "source": "?"}}},
        "total.prorate",
        "scale_proration_unpublished",
    ),
    (
        {
            "derived": [
                {"kind": "scaled", "key": "a", "of": "b", "times": 1},
                {"kind": "scaled", "key": "b", "of": "a", "times": 1},
            ]
        },
        "derived",
        "scale_cycle",
    ),
    ({"derived": [{"kind": "scaled", "key": "a", "of": "a", "times": 1}]}, "derived", "scale_cycle"),
    ({"derived": [{"kind": "scaled", "key": "a", "of": "x", "times": 1}]}, "derived[0].of", "scale_no_such_value"),
    (
        {
            "derived": [
                {
                    "kind": "table",
                    "key": "a",
                    "of": "total",
                    "rows": [{"raw": 1, "value": 2}, {"raw": 0, "value": 1}],
                }
            ]
        },
        "derived[0].rows",
        "scale_table_order",
    ),
    (
        {"validity": {"max_blank": 1, "min_seconds": 1, "lie": {"subscale": "no", "void_at": 1, "source": "?"}}},
        "validity.lie.subscale",
        "scale_no_such_subscale",
    ),
]


@pytest.mark.parametrize(("changes", "place", "code"), BAD)
def test_a_bad_definition_is_refused_with_its_place(changes: dict[str, Any], place: str, code: str) -> None:
    assert (place, code) in faults(plain(**changes))


def test_a_missing_field_is_named() -> None:
    content = plain()
    del content["licence"]

    assert ("licence", "scale_field_missing") in faults(content)


def test_parse_raises_the_first_fault() -> None:
    with pytest.raises(Problem, match="scale_field_unknown") as caught:
        parse(json.dumps(plain(surprise=1)).encode())

    assert caught.value.params["place"] == "surprise"


@given(st.binary(max_size=300))
def test_no_bytes_bring_the_check_down(data: bytes) -> None:
    assert check(data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from(sorted(plain())), json_values)
def test_no_value_in_any_field_brings_the_check_down(field: str, value: object) -> None:
    content = plain()
    content[field] = value

    for fault in check(json.dumps(content).encode()):
        assert fault.code.startswith("scale_")
