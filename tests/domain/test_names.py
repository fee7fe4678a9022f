import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import names
from app.domain.problems import Problem


@pytest.mark.parametrize("dot", "\u00b7\u2022\u2027\u30fb\uff0e\uff65\u22c5\u2219\u0387.")
def test_every_dot_between_han_becomes_the_middle_dot(dot: str) -> None:
    assert names.clean(f"阿依甲{dot}乙丙").text == "阿依甲\u00b7乙丙"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  李　甲 ", "李甲"),
        ("李\u202e甲\u200b", "李甲"),
        ("\ufeff甲乙\x00", "甲乙"),
        ("阿依甲 · 乙丙", "阿依甲·乙丙"),
        ("Ａｎｎａ  Lee", "Anna Lee"),
        ("J. Doe", "J. Doe"),
        ("e\u0301mile", "émile"),
        ("甲\n乙", "甲乙"),
        ("\U00020bb7甲", "\U00020bb7甲"),
    ],
)
def test_clean_keeps_who_is_named(raw: str, kept: str) -> None:
    assert names.clean(raw).text == kept


def test_a_compatibility_ideograph_stays_as_typed_but_means_the_same() -> None:
    typed = "\uf9dc甲"
    assert names.clean(typed).text == typed
    assert names.key(typed) == names.key("隆甲")


def test_a_variation_selector_is_kept_and_not_compared() -> None:
    assert names.clean("葛\U000e0100甲").text == "葛\U000e0100甲"
    assert names.key("葛\U000e0100甲") == names.key("葛甲")


def test_private_use_characters_are_told_with_their_places() -> None:
    assert names.clean("甲\ue001乙\U000f0000").unreadable == (2, 4)
    assert names.clean("甲\ufffd").unreadable == (2,)


def test_check_refuses_an_empty_and_an_overlong_name() -> None:
    with pytest.raises(Problem) as empty:
        names.check(" \u200b ")
    assert empty.value.code == "name_missing"
    assert names.check("甲" * 25).text == "甲" * 25
    with pytest.raises(Problem) as long:
        names.check("甲" * 26)
    assert (long.value.code, long.value.params) == ("name_too_long", {"length": 26, "most": 25})


@given(st.text())
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    once = names.clean(raw).text
    assert names.clean(once).text == once
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in once)
