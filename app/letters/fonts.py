"""The four bundled fonts, read from explicit paths, each once and only when first used.

Nothing is looked up on the computer: the page must look the same everywhere, and a letter must not
depend on what an office computer has installed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.letters.text import never_drawn

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

SERIF = "XinqiaoSerif"
SERIF_BOLD = "XinqiaoSerifBold"
SANS = "XinqiaoSans"
SANS_BOLD = "XinqiaoSansBold"

FILES = {
    SERIF: "NotoSerifSC-Regular.ttf",
    SERIF_BOLD: "NotoSerifSC-Bold.ttf",
    SANS: "NotoSansSC-Regular.ttf",
    SANS_BOLD: "NotoSansSC-Bold.ttf",
}

OTHER = {SERIF: SANS, SERIF_BOLD: SANS_BOLD, SANS: SERIF, SANS_BOLD: SERIF_BOLD}
"""Where to look for a character that a font does not have."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font that is ready to be drawn with. Widths are in thousandths of the type size."""

    name: str
    widths: Mapping[str, float]

    def has(self, text: str) -> bool:
        """Return whether every character of ``text`` can be drawn."""
        return all(character in self.widths for character in text)


@cache
def face(name: str) -> Face:
    """Return the font, parsed and registered with reportlab under ``name``.

    Raises KeyError for a name that is not in ``FILES``.
    """
    from reportlab.pdfbase import pdfmetrics

    from app.letters.tounicode import ExtractableFont

    font = ExtractableFont(name, str(FOLDER / FILES[name]))
    pdfmetrics.registerFont(font)
    glyphs = font.face.charToGlyph
    widths = {
        chr(code): width
        for code, width in font.face.charWidths.items()
        if glyphs.get(code) and not never_drawn(chr(code))
    }
    return Face(name, widths)


def warm() -> None:
    """Read all fonts now, so that the first letter does not wait for them."""
    for name in FILES:
        face(name)
