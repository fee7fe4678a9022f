"""The national student registration number (学籍号): a letter and 18 characters.

G is the formal number, J one built by the rule of the identity number for a pupil without one, L a
temporary one. Regional numbers of other forms are still in use, so a doubt is told and the number is kept.
"""

import re
import unicodedata
from dataclasses import dataclass

from app.domain import national_id

_FORM = re.compile(r"[GJL][0-9]{17}[0-9X]")


@dataclass(frozen=True, slots=True)
class Registration:
    """The number as it is kept. ``kind`` is "G", "J", "L" or "" for another form; ``doubts`` are message codes."""

    text: str
    kind: str
    doubts: tuple[str, ...] = ()


def read(raw: str) -> Registration:
    """Read a number without refusing any.

    Doubts: ``registration_form`` (no G, J or L number), ``registration_check`` (G or J with a wrong check
    character; the 18 characters of an L number follow no check rule).
    """
    text = re.sub(r"[\s'\u200b-\u200f\ufeff-]", "", unicodedata.normalize("NFKC", raw)).upper()
    if not _FORM.fullmatch(text):
        return Registration(text, "", ("registration_form",) if text else ())
    kind = text[0]
    wrong = kind != "L" and national_id.check_character(text[1:18]) != text[18]
    return Registration(text, kind, ("registration_check",) if wrong else ())
