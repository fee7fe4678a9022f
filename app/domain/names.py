"""People's names as they come from forms and spreadsheets, cleaned without changing who they name.

The separator of transliterated names is U+00B7 and a name field holds 25 Han characters (national
notice of 2016 on unified capture of names). Old systems wrote rare characters as private-use code
points, which no font of ours can show: they are reported with their place, never guessed.
"""

import re
import unicodedata
from dataclasses import dataclass

from app.domain.problems import Problem

MIDDLE_DOT = "\u00b7"
MAX_LENGTH = 25

_DOTS = str.maketrans(dict.fromkeys("\u2022\u2027\u30fb\uff65\uff0e\u22c5\u2219\u0387\u2e31\u2e33\ufe52", MIDDLE_DOT))
_WIDE = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20})
_HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\ue000-\uf8ff"
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f])")
_POINT_IN_HAN = re.compile(f"(?<=[{_HAN}])[.](?=[{_HAN}])")
_SPACE_AT_DOT = re.compile(f" *{MIDDLE_DOT} *")
_SPACE_IN_HAN = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])")
_STRIPPED = frozenset({"Cc", "Cf", "Cs"})


@dataclass(frozen=True, slots=True)
class CleanName:
    """A name ready to keep.

    ``unreadable`` holds the 1-based places of private-use code points and replacement characters.
    """

    text: str
    unreadable: tuple[int, ...] = ()


def _plain(raw: str) -> str:
    """Drop control, bidi and zero-width characters; every kind of white space becomes one blank."""
    spaced = "".join(" " if char.isspace() else char for char in raw)
    visible = "".join(char for char in spaced if unicodedata.category(char) not in _STRIPPED)
    return re.sub(" +", " ", visible).strip()


def composed(text: str) -> str:
    """Return NFC, but leave CJK compatibility ideographs as typed: they are how the name is written."""
    parts = _COMPATIBILITY.split(text)
    return "".join(part if index % 2 else unicodedata.normalize("NFC", part) for index, part in enumerate(parts))


def clean(raw: str) -> CleanName:
    """Clean a name. Never fails; an empty text means that there was no name."""
    text = _plain(raw.translate(_DOTS).translate(_WIDE))
    text = _POINT_IN_HAN.sub(MIDDLE_DOT, composed(text))
    text = _SPACE_IN_HAN.sub("", _SPACE_AT_DOT.sub(MIDDLE_DOT, text)).strip(MIDDLE_DOT + " ")
    places = (n for n, char in enumerate(text, 1) if char == "\ufffd" or unicodedata.category(char) == "Co")
    return CleanName(text, tuple(places))


def check(raw: str) -> CleanName:
    """Clean a name that must be there.

    Raises ``Problem`` with ``name_missing`` or ``name_too_long`` (length, most).
    """
    name = clean(raw)
    if not name.text:
        raise Problem("name_missing")
    if (length := len(_SELECTORS.sub("", name.text))) > MAX_LENGTH:
        raise Problem("name_too_long", length=length, most=MAX_LENGTH)
    return name


def key(raw: str) -> str:
    """Return what two spellings of one name share: NFC, no variation selectors, no case, no blanks."""
    text = unicodedata.normalize("NFC", _SELECTORS.sub("", clean(raw).text))
    return text.casefold().replace(" ", "")
