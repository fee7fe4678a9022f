"""The user manual: Markdown files that lie beside the program, one folder a language.

A line ``<!-- page: today -->`` before a heading says that this section is the help of the page "today";
one section may be the help of several pages. The section ends with the next heading of its rank.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "resources" / "manual"

_MARK = re.compile(r"^<!-- page: ([a-z_ ]+) -->\n", re.MULTILINE)
_HEADING = re.compile(r"^(#+) +(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of the manual. ``text`` is Markdown and still holds the marks."""

    file: str
    title: str
    text: str

    @property
    def words(self) -> str:
        """The Markdown without the marks."""
        return _MARK.sub("", self.text)

    def sections(self) -> dict[str, str]:
        """Return the section of each page that the chapter is the help of."""
        found: dict[str, str] = {}
        for mark in _MARK.finditer(self.text):
            rest = self.text[mark.end() :]
            rank = len(rest) - len(rest.lstrip("#"))
            ends = [one.start() for one in _HEADING.finditer(rest) if one.start() and len(one[1]) <= rank]
            section = _MARK.sub("", rest[: min(ends, default=len(rest))]).strip()
            for page in mark[1].split():
                found[page] = section
        return found


@cache
def chapters(language: str) -> tuple[Chapter, ...]:
    """Return the chapters in order. Raises FileNotFoundError where the manual is not beside the program."""
    texts = [(path.name, path.read_text("utf-8")) for path in sorted((FOLDER / language).glob("*.md"))]
    if not texts:
        raise FileNotFoundError("manual")
    return tuple(Chapter(name, _title(text), text) for name, text in texts)


def section(page: str, language: str) -> str:
    """Return the Markdown about one page; empty where the manual has none."""
    return next((found[page] for one in chapters(language) if page in (found := one.sections())), "")


def _title(text: str) -> str:
    heading = _HEADING.search(text)
    return heading[2].strip() if heading else ""
