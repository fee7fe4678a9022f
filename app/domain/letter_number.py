"""Numbers of letters, such as 青石校心转〔2026〕A3号.

School's short name, kind, year in six-corner brackets, then a series of its own for each computer
(node): two that work offline never give the same number. No 第, no leading zero.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.problems import Problem


class LetterKind(StrEnum):
    """The short word for a kind of letter; each kind counts for itself."""

    REFERRAL = "心转"
    NOTICE = "心告"
    CONSENT = "心同"
    ENTRUSTMENT = "心委"
    RETURN = "心复"
    PLAN = "心计"
    MINUTES = "心议"
    REPORT = "心报"
    HANDOVER = "心交"


@dataclass(frozen=True, slots=True, order=True)
class LetterNumber:
    """A letter's number in parts. ``node`` is one or more letters A–Z, ``serial`` counts from 1."""

    school: str
    kind: LetterKind
    year: int
    node: str
    serial: int

    def __post_init__(self) -> None:
        """Raise ValueError for parts that no register gives out."""
        if not re.fullmatch("[A-Z]+", self.node) or self.serial < 1 or not 1000 <= self.year <= 9999:
            raise ValueError("not a letter number")

    def __str__(self) -> str:
        return f"{self.school}{self.kind}〔{self.year}〕{self.node}{self.serial}号"


_WRITTEN = re.compile(
    rf"(?P<school>.*?)(?P<kind>{'|'.join(LetterKind)})"
    r"[〔［\[(（](?P<year>[1-9][0-9]{3})[〕］\])）](?P<node>[A-Za-z]+)(?P<serial>[1-9][0-9]{0,8})号?"
)


def parse(text: str) -> LetterNumber:
    """Read a number as people type it: other brackets, small letters, a missing 号 are put right.

    Raises ``Problem("letter_number_unreadable")``.
    """
    found = _WRITTEN.fullmatch("".join(text.split()))
    if not found:
        raise Problem("letter_number_unreadable", number=text)
    kind = LetterKind(found["kind"])
    return LetterNumber(found["school"], kind, int(found["year"]), found["node"].upper(), int(found["serial"]))


def node_letters(position: int) -> str:
    """Return the series letters of the ``position``-th computer: 1 is A, 26 is Z, 27 is AA."""
    if position < 1:
        raise ValueError("computers count from 1")
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
