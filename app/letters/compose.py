"""From words to blocks: every string of a letter passes here, is cleaned, covered, broken and set."""

from dataclasses import dataclass, replace
from functools import cache

from app.letters import fonts
from app.letters.coverage import Missing, blanked
from app.letters.linebreak import Line, break_lines
from app.letters.ops import Block, Glyphs, Op, Rule
from app.letters.paper import LEFT, TYPE_WIDTH
from app.letters.text import BLANK

_BLANK_WIDTH = 1600.0  # room for a written character, in thousandths of the type size
_MOST_STRETCH = 0.08  # of the type size, per gap; more would look torn and be read back as spaces


@dataclass(frozen=True, slots=True)
class Style:
    """A font at a size, with the distance from one baseline to the next, all in points."""

    face: str
    size: float
    leading: float
    grey: float = 0.0


TITLE = Style(fonts.SERIF_BOLD, 22, 32)
SCHOOL = Style(fonts.SERIF, 16, 26)
BODY = Style(fonts.SERIF, 16, 29)
TEXT = Style(fonts.SERIF, 12, 18.5)
LABEL = Style(fonts.SANS_BOLD, 11.5, 18.5)
HEADING = Style(fonts.SANS_BOLD, 13, 22)
SMALL = Style(fonts.SERIF, 10, 15)
NOTE = Style(fonts.SERIF, 9, 13, grey=0.25)


class Widths(dict[str, float]):
    """A font's widths; what it lacks comes from its stand-in, a blank has its own."""

    def __init__(self, name: str) -> None:
        super().__init__(fonts.face(name).widths)
        self[BLANK] = _BLANK_WIDTH
        self._other = fonts.OTHER[name]

    def __missing__(self, character: str) -> float:
        self[character] = width = fonts.face(self._other).widths[character]
        return width


@cache
def widths(name: str) -> Widths:
    """Return the widths for a font name of ``app.letters.fonts``."""
    return Widths(name)


class Compositor:
    """Sets one letter and remembers the characters that no font has."""

    def __init__(self) -> None:
        self._missing: dict[Missing, None] = {}

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The characters that could not be set, in order, each once per field."""
        return tuple(self._missing)

    def words(self, text: str, style: Style, field: str = "", label: str = "") -> str:
        """Return ``text`` for one line: clean, blanks for what no font has, spaces for line ends."""
        return self._clean(text, style, field, label).replace("\n", " ")

    def width(self, text: str, style: Style) -> float:
        """Return the width of one line of clean text, in points."""
        table = widths(style.face)
        return sum(table[character] for character in text) * style.size / 1000

    def line(
        self,
        text: str,
        style: Style,
        *,
        x: float = LEFT,
        width: float = TYPE_WIDTH,
        align: str = "left",
        field: str = "",
        label: str = "",
    ) -> Block:
        """Set ``text`` on one line; ``align`` is left, centre or right. Line ends become spaces."""
        clean = self.words(text, style, field, label)
        slack = width - self.width(clean, style)
        x += {"left": 0.0, "centre": slack / 2, "right": slack}[align]
        return Block(style.leading, tuple(glyphs(clean, x, baseline(style), style)))

    def paragraph(
        self,
        text: str,
        style: Style,
        *,
        x: float = LEFT,
        width: float = TYPE_WIDTH,
        indent: float = 0.0,
        align: str = "justify",
        field: str = "",
        label: str = "",
    ) -> list[Block]:
        """Set ``text`` as lines that may be divided between pages, but never so that one stands alone."""
        clean = self._clean(text, style, field, label)
        table = widths(style.face)
        lines = break_lines(clean, table, style.size, width, indent=indent)
        if align == "centre" and len(lines) > 1:  # lines of about one length, not a stray word at the end
            even = sum(line.width for line in lines) / len(lines) + 1.5 * style.size
            evened = break_lines(clean, table, style.size, min(even, width), indent=indent)
            lines = evened if len(evened) == len(lines) else lines
        blocks: list[Block] = []
        first = True
        for number, line in enumerate(lines):
            at = x + (indent if first else 0.0)
            room = width - (indent if first else 0.0)
            if align == "centre":
                at += (room - line.width) / 2
            spacing = _stretch(line, room, style.size) if align == "justify" else 0.0
            tied = number == 0 < len(lines) - 1 or number == len(lines) - 2
            ops = tuple(glyphs(line.text, at, baseline(style), style, spacing))
            blocks.append(Block(style.leading, ops, with_next=tied))
            first = line.last
        return blocks

    def spread(self, text: str, style: Style, *, x: float, width: float) -> Block:
        """Set a short label so that its first and last characters touch the ends of ``width``."""
        slack = width - self.width(text, style)
        spacing = max(0.0, slack / (len(text) - 1)) if len(text) > 1 else 0.0
        return Block(style.leading, tuple(glyphs(text, x, baseline(style), style, spacing)))

    def _clean(self, text: str, style: Style, field: str, label: str) -> str:
        clean, absent = blanked(text, style.face)
        for character in absent:
            self._missing[Missing(field, label, character)] = None
        return clean


def baseline(style: Style) -> float:
    """Return the distance from a line's top to its baseline: the character stands in the middle."""
    return (style.leading - style.size) / 2 + style.size * 0.86


def glyphs(text: str, x: float, y: float, style: Style, spacing: float = 0.0) -> list[Op]:
    """Return the marks for clean text: one run per font, and a rule to write on for each blank."""
    if not text:
        return []
    if fonts.face(style.face).has(text):
        return [Glyphs(x, y, style.face, style.size, text, spacing, style.grey)]
    ops: list[Op] = []
    table, own = widths(style.face), fonts.face(style.face).widths
    for character in text:
        advance = table[character] * style.size / 1000
        name = style.face if character in own else fonts.OTHER[style.face]
        if character == BLANK:
            ops.append(Rule(x + 1, y + 2, x + advance - 1, y + 2, 0.6))
        elif ops and isinstance(last := ops[-1], Glyphs) and last.face == name:
            ops[-1] = replace(last, text=last.text + character)
        else:
            ops.append(Glyphs(x, y, name, style.size, character, spacing, style.grey))
        x += advance + spacing
    return ops


def _stretch(line: Line, room: float, size: float) -> float:
    gaps = len(line.text) - 1
    if line.last or gaps < 1:
        return 0.0
    spacing = (room - line.width) / gaps
    return spacing if 0 < spacing <= _MOST_STRETCH * size else 0.0
