"""Cutting text into the words of the full-text index, so that two Chinese characters are found.

A run of Chinese characters becomes its overlapping pairs and its last character (心理危机 → 心理 理危
危机 机); letters and digits stay whole words in lower case. A query becomes phrases of the same
words, so that longer words are found exactly and one character by the pairs that begin with it.
"""

import re
import unicodedata

_HAN = (
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U0001b000-\U0001b2ff\U00020000-\U0003ffff\ue000-\uf8ff"
)
_RUNS = re.compile(f"([{_HAN}]+)|([^\\W_{_HAN}]+)")


def _runs(text: str) -> list[tuple[str, str]]:
    """Return ``(run of Chinese characters, "")`` and ``("", word)`` in order, NFKC and lower case."""
    return _RUNS.findall(unicodedata.normalize("NFKC", text).lower())


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def words(text: str) -> str:
    """Return the words of ``text`` for the index, separated by spaces."""
    found: list[str] = []
    for run, word in _runs(text):
        if run:
            found += _pairs(run)
            found.append(run[-1])
        else:
            found.append(word)
    return " ".join(found)


def query(text: str) -> str | None:
    """Return the FTS5 query for what a person typed, or None when it holds nothing to look for.

    Every run must occur. The last word typed in letters or digits may be only begun (``zha`` finds
    zhang), as may every single Chinese character.
    """
    phrases = []
    runs = _runs(text)
    for place, (run, word) in enumerate(runs):
        if len(run) == 1:
            phrases.append(f'"{run}"*')
        elif run:
            phrases.append(f'"{" ".join(_pairs(run))}"')
        else:
            phrases.append(f'"{word}"' + ("*" if place == len(runs) - 1 else ""))
    return " AND ".join(phrases) or None
