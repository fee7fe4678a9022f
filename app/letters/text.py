"""The one door through which text reaches the paper.

The letters use no markup language at all: a string is drawn character by character, so ``<b>`` prints
as ``<b>`` and nothing in it can be evaluated (compare CVE-2023-33733, where a paragraph's markup
could). What is left to take out are the characters that are not meant to be seen.
"""

import re
import unicodedata

BLANK = "\ufffc"
"""Stands for a character that no font has: the compositor leaves room to write it by hand."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t\xa0\u2000-\u200a\u202f\u205f]")
# An accent typed as a mark of its own. Only Latin clusters are composed: normalising the whole text
# would also exchange the compatibility ideographs that some names are written with.
_ACCENTED = re.compile("[A-Za-z\xc0-\u024f][\u0300-\u036f]+")
_UNREADABLE = frozenset({"Co", "Cs", "Cn"})
_UNSEEN = frozenset({"Cc", "Cf"})
_UNPRINTABLE = re.compile("[^\n -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u3000-\ud7a3\uff01-\uffe6]")


def pdf_text(text: str) -> str:
    """Return ``text`` as it may be drawn: lines ended by ``\\n``, plain spaces, nothing invisible.

    Control and format characters (among them those that turn the direction of writing), variation
    selectors and tags are taken out. A private-use character, a lone surrogate or an unassigned code
    point stays in: no font may show it, and ``app.letters.coverage`` names it.
    """
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    if not _UNPRINTABLE.search(text):
        return text
    text = _ACCENTED.sub(lambda match: unicodedata.normalize("NFC", match.group()), text)
    return "".join(character for character in text if character == "\n" or _is_seen(character))


def never_drawn(character: str) -> bool:
    """Return whether no font may be asked for ``character``.

    Private use (the next computer shows another sign), surrogates, unassigned and unseen characters,
    and the two that stand for something lost.
    """
    return character in {BLANK, "\ufffd"} or unicodedata.category(character) in _UNREADABLE | _UNSEEN


def _is_seen(character: str) -> bool:
    if unicodedata.category(character) in _UNSEEN or character == BLANK:
        return False
    code = ord(character)
    return not (0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or 0xE0000 <= code <= 0xE007F)
