"""Column titles: what a sheet's header says once the forms of politeness and layout are taken away."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from app.intake.cells import text_of
from app.intake.sheet import Sheet
from app.intake.workbook_scan import HEADER_ROWS

_QUESTION = re.compile(r"^(?:第(\d{1,3})题[、.:)]?|(\d{1,3})[、.:)]|(?:q|item|题) ?(\d{1,3})[.:、_ ]?)(?!\d)")
_POLITE = re.compile(r"^(请?(输入|填写|选择|问))?(您|你|本人)?(孩子)?(所在|就读)?的?(?=.{2})")
_BRACKETS = re.compile(r"[(\[<【][^)\]>】]*[)\]>】]")
_NOISE = re.compile(r"[\s*:：?？_#/、,，;。.\"'“”\u200b-\u200f\ufeff-]+")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Title:
    """A column's title. ``readings`` are tidied forms of it, the surest first; ``question`` is its number or 0."""

    index: int
    text: str
    question: int
    readings: tuple[str, ...]


def tidy(text: str) -> str:
    """Half-width, lower case, without blanks and punctuation."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text[:_LONGEST]).lower())


def title(index: int, text: str) -> Title:
    """Take one title apart."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).lower().strip().lstrip("*# ")
    numbered = _QUESTION.match(plain)
    body = plain[numbered.end() :] if numbered else plain
    bare = _BRACKETS.sub("", body)
    readings = (tidy(body.translate(str.maketrans("", "", "()[]<>【】"))), tidy(bare), _POLITE.sub("", tidy(bare)))
    question = int(next(filter(None, numbered.groups()))) if numbered else 0
    return Title(index, text, question, tuple(dict.fromkeys(reading for reading in readings if reading)))


def header_candidates(sheet: Sheet) -> Iterator[tuple[int, list[Title]]]:
    """Yield (0-based row of the header's last line, titles) for every row that may be the header.

    A header of two lines, its upper cells merged across (父亲 over 姓名 and 电话), gives joined titles too.
    """
    for row in range(min(len(sheet.rows), HEADER_ROWS + 1)):
        own = [text_of(cell) for cell in sheet.rows[row]]
        if any(own):
            yield row, _titles(own)
        if row + 1 < len(sheet.rows) and (upper := _spread(sheet, row)):
            lower = [text_of(cell) for cell in sheet.rows[row + 1]]
            width = max(len(own), len(lower), max(upper) + 1)
            own += [""] * (width - len(own))
            lower += [""] * (width - len(lower))
            yield row + 1, _titles([upper.get(n, own[n]) + lower[n] for n in range(width)])


def _titles(texts: list[str]) -> list[Title]:
    return [title(index, text) for index, text in enumerate(texts) if text]


def _spread(sheet: Sheet, row: int) -> dict[int, str]:
    """Return the text above each column where cells of ``row`` are merged across, but not over the whole sheet."""
    width = max(map(len, sheet.rows), default=0)
    return {
        column: text_of(sheet.cell(row, block.left))
        for block in sheet.merged
        if block.top == block.bottom == row and block.left < block.right and block.right - block.left + 1 < width
        for column in range(block.left, min(block.right, width) + 1)
    }
