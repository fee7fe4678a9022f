"""Line breaking, with uniseg (UAX #14) as the oracle."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from app.letters.fonts import SERIF, face
from app.letters.linebreak import NEVER_FIRST, NEVER_LAST, break_lines, may_break

_SAMPLE = """
他说：“我不想上学。”（这是第3次） 阿卜杜拉·买买提·吐尔逊 …… —— 《心理健康》 【注】 「好」 『更好』 （完） 、 “不”
PHQ-9得分14分； 2026-03-02， 体温36.5℃。 约50%！ and/or 电话13800000000 同学们都去了操场， 他没有去； 为什么？
一共￥300元， Ms.Zhou说 〔2026〕A3号 1,000人 是／否 8～10岁 睡不着……
"""
_PIECES = _SAMPLE.split()


def _corpus(seed: int, count: int) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choice(_PIECES) for _ in range(count))


@pytest.mark.parametrize("width", [120, 200, 277, 376, 442])
def test_no_line_begins_or_ends_with_a_mark_that_may_not(width: int) -> None:
    widths = face(SERIF).widths
    for seed in range(40):
        lines = break_lines(_corpus(seed, 120), widths, 12, width, indent=24)
        assert len(lines) > 3
        for line in lines[1:]:
            assert line.text[0] not in NEVER_FIRST, line.text
            assert line.text[0] != "·"
        for line in lines[:-1]:
            assert line.text[-1] not in NEVER_LAST, line.text
            assert line.width <= width + 0.001


def test_every_break_is_one_that_unicode_allows() -> None:
    """Quotation marks are left out: UAX #14 glues them on both sides, Chinese setting does not."""
    checked = 0
    for seed in range(30):
        text = _corpus(seed, 60)
        allowed = set(line_break_boundaries(text))
        for place in range(1, len(text)):
            near = text[place - 1 : place + 1]
            if may_break(*near) and not set(near) & set("“”‘’"):
                assert place in allowed, f"{text[place - 3 : place]}|{text[place : place + 3]}"
                checked += 1
    assert checked > 4_000


def test_words_numbers_and_double_marks_stay_whole() -> None:
    text = "见letter第PHQ-9表，电话0900-1234567，比例3.5%，说——好……的，阿里·买买提，2026年3月2日"
    whole = ("letter", "PHQ-9", "0900-1234567", "3.5%", "——", "……", "2026年", "3月", "2日")
    widths = face(SERIF).widths
    for width in range(100, 300, 7):
        joined = "|".join(line.text for line in break_lines(text, widths, 12, width))
        for word in whole:
            assert word in joined, joined


def test_a_word_wider_than_the_line_is_cut() -> None:
    lines = break_lines("a" * 500, face(SERIF).widths, 12, 100)
    assert "".join(line.text for line in lines) == "a" * 500
    assert all(line.width <= 100 for line in lines)


def test_the_first_line_is_indented_and_paragraphs_end() -> None:
    lines = break_lines("一" * 30 + "\n" + "二" * 3, face(SERIF).widths, 12, 120, indent=24)
    assert [len(line.text) for line in lines] == [8, 10, 10, 2, 3]
    assert [line.last for line in lines] == [False, False, False, True, True]


@settings(max_examples=200)
@given(st.text(alphabet="中文。，（）“”·ab1 -…—　", max_size=200), st.integers(20, 200))
def test_nothing_is_lost_but_spaces_at_line_ends(text: str, width: int) -> None:
    lines = break_lines(text, face(SERIF).widths, 12, width)
    kept = "".join(line.text for line in lines)
    assert [c for c in kept if c not in " 　"] == [c for c in text if c not in " 　"]
    assert all(line.width <= width + 0.001 for line in lines)


@pytest.mark.parametrize("unit", ["同学说：“我不想上学。”", "a", "。", "（"])
def test_a_long_paragraph_is_quick(unit: str) -> None:
    """20,000 characters take about 10 ms; a second is the promise, so a slow machine passes too."""
    text = (unit * 20_000)[:20_000]
    begun = time.perf_counter()
    lines = break_lines(text, face(SERIF).widths, 12, 442)
    assert time.perf_counter() - begun < 1.0
    assert len(lines) > 100
