"""Option texts of a questionnaire export: skipped answers, leading numbers, common words of how often.

The order of everyday words for frequency is used to *propose* values, which a person sees before anything is taken.
Words of agreement are not ordered here: forms print them in both directions.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from app.intake.cells import Cell, text_of

_SKIPPED = frozenset(
    {"", "跳过", "空", "未填", "未答", "未作答", "无答案", "-", "--", "/", "null", "skip", "skipped", "-2", "-3"}
)
_BRACKETS = str.maketrans("", "", "()[]{}<>〈〉《》「」【】〖〗")
_LEADING = re.compile(r"^(?:([a-z])|([0-9]{1,2}))(?:[.、:)分]|\s|(?=[^0-9a-z.]))\s*(?=.)", re.IGNORECASE)
_TRAILING = re.compile(r"[(]\s*([0-9]{1,2})\s*分\s*[)]$")
# Each ladder leads from the least to the most; words of one rung mean the same. A word may stand on several
# ladders at different heights (有时 is under 少于一半时间 on one form, over 很少 on another): they are never mixed.
_LADDERS = (
    (
        ("从不", "从来没有", "从未", "从没有", "没有", "无", "never"),
        ("很少", "极少", "偶尔", "几乎不", "几乎没有", "rarely"),
        ("有时", "有时候", "有些时候", "sometimes"),
        ("经常", "常常", "时常", "often"),
        ("总是", "一直", "几乎总是", "always"),
    ),
    (
        ("没有", "完全没有", "完全不会", "从不", "根本没有", "not at all"),
        ("好几天", "几天", "有几天", "several days"),
        ("一半以上的天数", "一半以上天数", "超过一周", "一半以上时间", "more than half the days"),
        ("几乎每天", "nearly every day"),
    ),
    (
        ("从未", "从不", "从来没有", "at no time"),
        ("有时", "有时候", "some of the time"),
        ("少于一半时间", "少于一半的时间", "less than half of the time"),
        ("超过一半时间", "超过一半的时间", "一半以上时间", "more than half of the time"),
        ("大部分时间", "大多数时间", "most of the time"),
        ("所有时间", "全部时间", "一直", "all of the time"),
    ),
    (("无", "没有", "从无"), ("轻度", "很轻", "轻微"), ("中度", "中等"), ("偏重", "重度"), ("严重", "极重")),
    (("否", "不是", "没有", "no"), ("是", "有", "yes")),
)


def tidy_option(text: str) -> str:
    """Return an option text as mappings keep it: half-width, lower case, one blank at most between words."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().lower()[:200]


def is_skipped(cell: Cell) -> bool:
    """Return whether the cell stands for no answer: empty, (跳过), (空), -3, -2."""
    return tidy_option(text_of(cell)).translate(_BRACKETS).strip() in _SKIPPED


def _bare(text: str) -> str:
    return _LEADING.sub("", _TRAILING.sub("", text)).translate(_BRACKETS).strip()


def propose(texts: Iterable[str], values: Sequence[int], labels: Mapping[str, int]) -> dict[str, int]:
    """Return values for the option texts that were found (tidied); empty where a person must choose.

    Tried in turn: the scale's own labels; a score the text states (「(2分)」 or a leading number); the order of common
    words, only when as many different texts were found as the scale has options and all stand on one ladder.
    """
    found = sorted(set(texts))
    known = {_bare(tidy_option(label)): value for label, value in labels.items()}
    by_label = {text: known[_bare(text)] for text in found if _bare(text) in known}
    if len(by_label) == len(found):
        return by_label
    return _by_number(found, values) or _by_words(found, values)


def _by_number(found: list[str], values: Sequence[int]) -> dict[str, int]:
    scores = [_TRAILING.search(text) for text in found]
    if found and all(scores):
        return _within({text: int(score[1]) for text, score in zip(found, scores, strict=True) if score}, values)
    leading = [_LEADING.match(text) for text in found]
    if not found or not all(leading):
        return {}
    letters = {text: ord(match[1]) - 96 for text, match in zip(found, leading, strict=True) if match and match[1]}
    numbers = {text: int(match[2]) for text, match in zip(found, leading, strict=True) if match and match[2]}
    if len(letters) == len(found):
        return _placed(letters, values)
    if len(numbers) != len(found):
        return {}
    if tuple(values) == tuple(range(1, len(values) + 1)) or min(values) in numbers.values():
        return _within(numbers, values)
    return _placed(numbers, values) if len(values) in numbers.values() else {}


def _within(points: dict[str, int], values: Sequence[int]) -> dict[str, int]:
    return points if set(points.values()) <= set(values) else {}


def _placed(places: dict[str, int], values: Sequence[int]) -> dict[str, int]:
    if max(places.values()) > len(values):
        return {}
    return {text: values[place - 1] for text, place in places.items()}


def _by_words(found: list[str], values: Sequence[int]) -> dict[str, int]:
    if len(found) != len(values):
        return {}
    orders = set()
    for ladder in _LADDERS:
        rungs = {word: rung for rung, words in enumerate(ladder) for word in words}
        heights = {rungs[_bare(text)]: text for text in found if _bare(text) in rungs}
        if len(heights) == len(found):
            orders.add(tuple(heights[rung] for rung in sorted(heights)))
    return dict(zip(orders.pop(), sorted(values), strict=True)) if len(orders) == 1 else {}
