"""The password check and generated phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import messages
from app.crypto.password import MIN_LENGTH, PHRASE_WORDS, phrase, weaknesses

BLOCKED = ["示范第一中学", "shifan", "Wang Xiaoming"]


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "我家的猫在下雨天总爱躲进旧鞋盒",
        "shifan 的操场边上有七棵老槐树和一口井",
        "tT7$kq!Zr9@wLm2&",
        "a sentence that goes on and on; " * 20,
    ],
)
def test_good_ones_pass(password: str) -> None:
    assert weaknesses(password, blocked=BLOCKED) == []


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("", ["password_short"]),
        ("Zr9@wLm2&tT7$k", ["password_short"]),
        ("passwordpassword", ["password_common"]),
        ("PassWord-PassWord", ["password_common"]),
        ("woaini5201314woaini", ["password_common"]),
        ("示范第一中学示范第一中学abc", ["password_names"]),
        ("wangxiaoming-shifan-1", ["password_names"]),
        ("WANG_XIAOMING 13800000000", ["password_names", "password_number"]),
        ("20080808abcx13912345678", ["password_number"]),
        ("123456789012345", ["password_sequence"]),
        ("zyxwvutsrqponml", ["password_sequence"]),
        ("poiuytrewqlkjhgfdsa", ["password_sequence"]),
        ("1qaz2wsx3edc4rfv", ["password_sequence"]),
        ("!@#$%^&*()_+!@#$%", ["password_sequence"]),
        ("aaaaaaaaaaaaaaaaaaaa", ["password_repeats"]),
        ("xyq7xyq7xyq7xyq7", ["password_repeats"]),
        ("1234", ["password_short", "password_sequence"]),
    ],
)
def test_guessable_ones_are_named(password: str, codes: list[str]) -> None:
    assert weaknesses(password, blocked=BLOCKED) == codes


def test_full_width_signs_count_as_the_plain_ones() -> None:
    assert weaknesses("１２３４５６７８９０１２３４５", blocked=[]) == ["password_sequence"]


def test_length_is_counted_after_normalisation() -> None:
    assert weaknesses("ﬁ" * 7 + "q", blocked=[])[0] != "password_short"
    assert "password_short" in weaknesses("e\u0301xkqvzjwpyhgn ", blocked=[])


def test_one_letter_in_the_block_list_blocks_nothing() -> None:
    assert weaknesses("tT7$kq!Zr9@wLm2&", blocked=["t", "k", ""]) == []


@given(st.text(), st.lists(st.text(max_size=6), max_size=4))
def test_any_text_can_be_judged(password: str, blocked: list[str]) -> None:
    codes = weaknesses(password, blocked=blocked)
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert messages.text(code, "zh") != code
        assert messages.text(code, "en") != code


def test_a_phrase_is_six_words_and_good() -> None:
    for made in {phrase() for _ in range(500)}:
        assert len(made.split()) == PHRASE_WORDS
        assert len(made) >= MIN_LENGTH
        assert made.isascii()
        assert weaknesses(made, blocked=BLOCKED) == []


def test_words_of_phrases_come_from_all_of_the_4096() -> None:
    """120,000 words are drawn: that any of the 4,096 is left out by chance is a 1 : 10^9 event."""
    seen = {word for _ in range(20_000) for word in phrase().split()}
    assert len(seen) == 4096
