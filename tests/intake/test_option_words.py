import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake import option_words
from app.intake.cells import Cell


@pytest.mark.parametrize("cell", [None, "", " ", "(跳过)", "（跳过）", "(空)", "〖空〗", -3, "-2", "-"])
def test_no_answer(cell: Cell) -> None:
    assert option_words.is_skipped(cell)


@pytest.mark.parametrize("cell", [0, "0", "-1", "没有", "无", False])
def test_an_answer(cell: Cell) -> None:
    assert not option_words.is_skipped(cell)


@pytest.mark.parametrize(
    ("texts", "values", "proposed"),
    [
        (
            ["有时", "从不", "总是", "经常", "偶尔"],
            (0, 1, 2, 3, 4),
            {"从不": 0, "偶尔": 1, "有时": 2, "经常": 3, "总是": 4},
        ),
        (
            ["几乎每天", "没有", "一半以上的天数", "好几天"],
            (0, 1, 2, 3),
            {"没有": 0, "好几天": 1, "一半以上的天数": 2, "几乎每天": 3},
        ),
        (["a.从不", "b.有时", "c.经常"], (1, 2, 3), {"a.从不": 1, "b.有时": 2, "c.经常": 3}),
        (["甲(0分)", "乙(3分)", "丙(1分)"], (0, 1, 3, 5), {"甲(0分)": 0, "乙(3分)": 3, "丙(1分)": 1}),
        (["0 甲", "2 丙"], (0, 1, 2), {"0 甲": 0, "2 丙": 2}),
        (["1、甲", "3、丙"], (0, 1, 2), {"1、甲": 0, "3、丙": 2}),
        (["1、甲", "2、丙"], (1, 2, 3), {"1、甲": 1, "2、丙": 2}),
        (["是", "否"], (0, 1), {"否": 0, "是": 1}),
    ],
)
def test_proposals(texts: list[str], values: tuple[int, ...], proposed: dict[str, int]) -> None:
    assert option_words.propose(texts, values, {}) == proposed


def test_who_five_words_are_not_mixed_with_another_ladder() -> None:
    texts = ["所有时间", "大部分时间", "超过一半的时间", "少于一半的时间", "有时候", "从未"]
    assert option_words.propose(texts, (0, 1, 2, 3, 4, 5), {}) == dict(zip(texts, (5, 4, 3, 2, 1, 0), strict=True))


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["从不", "有时"], (0, 1, 2, 3)),  # an option nobody chose: order alone gives no values
        (["很符合", "符合", "不符合"], (1, 2, 3)),  # forms print agreement in both directions
        (["从不", "几乎每天", "总是"], (0, 1, 2)),  # of two ladders
        (["1、甲", "2、乙"], (0, 1, 2)),  # number or score?
        (["9 甲"], (0, 1)),
        (["甲", "从不"], (0, 1)),
    ],
)
def test_what_a_person_must_choose(texts: list[str], values: tuple[int, ...]) -> None:
    assert option_words.propose(texts, values, {}) == {}


def test_the_scales_own_labels_come_first() -> None:
    assert option_words.propose(["a. 很 符合", "不符合"], (0, 1, 2), {"很 符合": 2, "不符合": 0}) == {
        "a. 很 符合": 2,
        "不符合": 0,
    }


@given(
    st.lists(st.text(max_size=12).map(option_words.tidy_option), max_size=6),
    st.sampled_from([(0, 1), (1, 2, 3), (0, 1, 3, 5)]),
)
def test_a_proposal_is_complete_and_within_the_scale_or_empty(texts: list[str], values: tuple[int, ...]) -> None:
    proposed = option_words.propose(texts, values, {})
    assert proposed == {} or proposed.keys() == set(texts)
    assert set(proposed.values()) <= set(values)
