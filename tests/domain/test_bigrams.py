"""Cutting text into words for the index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bigrams import query, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("心理危机", "心理 理危 危机 机"),
        ("李", "李"),
        ("张三ABC 12", "张三 三 abc 12"),
        ("ＡＢＣ１２", "abc12"),
        ("snake_case", "snake case"),
        ("々、〇", "々 〇"),
        ("𠮷田", "𠮷田 田"),
        ("", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("心理", '"心理"'),
        ("心理危机", '"心理 理危 危机"'),
        ("李", '"李"*'),
        ("zhang s", '"zhang" AND "s"*'),
        ("张三 abc 心", '"张三" AND "abc" AND "心"*'),
        (" ，。", None),
    ],
)
def test_query(typed: str, expected: str | None) -> None:
    assert query(typed) == expected


@given(st.text())
def test_no_text_breaks_out_of_the_query_language(typed: str) -> None:
    made = query(typed)
    assert made is None or set(made.replace(" AND ", "").split('"')[::2]) <= {"", "*"}
