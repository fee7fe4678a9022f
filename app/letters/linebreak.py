"""Breaking Chinese text into lines.

Rules: GB/T 15834-2011, 5.1 (which marks may not begin or end a line, which may not be split) and the
customs of Chinese setting; Latin words and numbers stay whole. One pass over the text, so that a long
note costs no more per character than a short one.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

NEVER_FIRST = frozenset("，。、；：？！）》」』〉】〕〗］｝”’…·・•‧～〜％℃°‰′″‐–々ー゛゜,.;:?!)]}%'\"-／/　")
"""Marks that may not begin a line."""

NEVER_LAST = frozenset("（《「『〈【〔〖［｛“‘￥＄№＃([{$¥£€#@／/'\"")
"""Marks that may not end a line."""

_NEVER_SPLIT = frozenset("—…⸺─")  # two of them make one mark
_JOINS_WORDS = frozenset(".,:;-/_@#&+=~'’%!?°")
_UNITS = frozenset("年月日时分秒岁号页次个人元班级")  # stay with the number before them


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``width`` is in points and leaves out trailing spaces; ``last`` ends a paragraph."""

    text: str
    width: float
    last: bool


def may_break(before: str, after: str) -> bool:
    """Return whether a line may end after the character ``before`` when ``after`` follows."""
    if after == " " or after in NEVER_FIRST or before in NEVER_LAST:
        return False
    if before == " ":
        return True
    if (before == after and before in _NEVER_SPLIT) or (after in _UNITS and before.isdecimal()):
        return False
    if _in_word(after):
        return not (_in_word(before) or before in _JOINS_WORDS)
    return True


def break_lines(
    text: str, widths: Mapping[str, float], size: float, width: float, *, indent: float = 0.0
) -> list[Line]:
    """Break ``text`` (paragraphs end with ``\\n``) into lines no wider than ``width`` points.

    ``widths`` gives each character's width in thousandths of ``size``; ``indent`` is what the first
    line of each paragraph has less. A word that is wider than a line is cut where it must be.
    """
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        lines += _break_paragraph(paragraph, widths, size / 1000, width, indent)
    return lines


def _break_paragraph(text: str, widths: Mapping[str, float], scale: float, width: float, indent: float) -> list[Line]:
    lines: list[Line] = []
    start, chance = 0, 0  # the line's first character; the last place where it may end (none if <= start)
    used, room = 0.0, width - indent
    before = "\n"
    for place, character in enumerate(text):
        if place > start and may_break(before, character):
            chance = place
        advance = widths[character] * scale
        while used + advance > room + 1e-6 and character != " " and place > start:
            end = chance if chance > start else _forced(text, start, place)
            lines.append(_line(text[start:end], widths, scale, last=False))
            start = end
            used, room = sum(widths[c] for c in text[start:place]) * scale, width
        used += advance
        before = character
    lines.append(_line(text[start:], widths, scale, last=True))
    return lines


def _forced(text: str, start: int, place: int) -> int:
    """Return where to cut a run without any chance, at best not before a mark that may not come first."""
    for end in range(place, max(start, place - 8), -1):
        if text[end] not in NEVER_FIRST and text[end - 1] not in NEVER_LAST:
            return end
    return place


def _line(text: str, widths: Mapping[str, float], scale: float, *, last: bool) -> Line:
    text = text.rstrip(" ") if last else text.rstrip(" 　")
    return Line(text, sum(widths[c] for c in text) * scale, last)


@cache
def _in_word(character: str) -> bool:
    """Return whether the character belongs to a word or number that stays whole (Latin, Cyrillic, …)."""
    return unicodedata.category(character)[0] in "LNM" and unicodedata.east_asian_width(character) not in "WF"
