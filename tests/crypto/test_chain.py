"""Canonical JSON and the chain of the access log."""

import hashlib
import hmac
import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.crypto.canonical import canonical
from app.crypto.chain import link

KEY, START = bytes(range(32)), bytes(32)
TEXT = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=10,
)
RECORDS = st.dictionaries(TEXT, VALUES, max_size=4)


@given(VALUES)
def test_canonical_json_means_the_same_and_is_stable(value: object) -> None:
    made = canonical(value)
    assert json.loads(made) == value
    assert canonical(json.loads(made)) == made


def test_its_spelling() -> None:
    assert (
        canonical({"b": [1, None, True], "a": '名"\n', "é": {}}) == '{"a":"名\\"\\n","b":[1,null,true],"é":{}}'.encode()
    )


@given(RECORDS)
def test_the_order_of_fields_does_not_matter(record: dict[str, object]) -> None:
    assert canonical(dict(reversed(record.items()))) == canonical(record)


@pytest.mark.parametrize("value", [1.5, [0.0], {"a": {"b": float("nan")}}, {1: "a"}, {"a": b""}, {"a": {1, 2}}])
def test_what_has_no_single_spelling_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical("\ud800")


def test_a_link_is_the_documented_mac() -> None:
    message = '{"prev":"' + "00" * 32 + '","record":{"action":"read_session","seq":1}}'
    expected = hmac.new(KEY, message.encode(), hashlib.sha256).digest()
    assert link(KEY, START, {"seq": 1, "action": "read_session"}) == expected


@given(RECORDS, RECORDS)
def test_each_of_key_record_and_place_changes_the_link(one: dict[str, object], other: dict[str, object]) -> None:
    assume(canonical(one) != canonical(other))
    first = link(KEY, START, one)
    assert link(KEY, START, other) != first
    assert link(KEY, first, one) != first
    assert link(bytes(32), START, one) != first
