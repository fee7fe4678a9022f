"""The parts of a form: aligned rows, writing spaces, ticks, signatures, seal, boxes, cut lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.letters.compose import LABEL, NOTE, SMALL, TEXT, Compositor, Style, baseline
from app.letters.fonts import SANS_BOLD, SERIF
from app.letters.ops import MM, Block, Frame, Op, Ring, Rule, beside, down, space, stack
from app.letters.paper import (
    LEFT,
    PAPER_WIDTH,
    RIGHT,
    SEAL_DIAMETER,
    SIGNATURE_HEIGHT,
    THUMBPRINT,
    TYPE_WIDTH,
)

LABEL_WIDTH = 4 * LABEL.size
VALUE_AT = LABEL_WIDTH + 14
_GUTTER = 16.0
_TICK = Style(SANS_BOLD, 11, TEXT.leading)
_BOX = Style(SERIF, 12, TEXT.leading)
HAND = 9 * MM
"""Height of a row that is filled in by hand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A labelled value of a form. ``field`` is the letter's attribute; an empty value leaves a line."""

    label: str
    value: str
    field: str = ""


def day(when: date | None) -> str:
    """Return a date as letters write it, such as 2026年3月2日; nothing for none."""
    return f"{when.year}年{when.month}月{when.day}日" if when else ""


def writing_line(x: float, to_x: float, style: Style = TEXT) -> Block:
    """Return a line to write on."""
    y = baseline(style) + 3
    return Block(style.leading, (Rule(x, y, to_x, y, 0.4, grey=0.35),))


def divider(above: float = 3, below: float = 4) -> Block:
    """Return a hairline between groups of rows."""
    return Block(above + below, (Rule(LEFT, above, RIGHT, above, 0.3, grey=0.55),), gap=False)


def row(setter: Compositor, entry: Entry, *, x: float = LEFT, width: float = TYPE_WIDTH) -> list[Block]:
    """Return a label with its value, which may run over several lines beside it."""
    label = setter.spread(entry.label, LABEL, x=x, width=LABEL_WIDTH)
    at, room = x + VALUE_AT, width - VALUE_AT
    if not entry.value.strip():
        return [beside([label, writing_line(at, x + width)])]
    lines = setter.paragraph(entry.value, TEXT, x=at, width=room, field=entry.field, label=entry.label)
    return [replace(beside([label, lines[0]]), with_next=lines[0].with_next), *lines[1:]]


def grid(setter: Compositor, entries: Sequence[Entry]) -> list[Block]:
    """Return entries in two columns; one that is too long for its column gets a row to itself."""
    column = (TYPE_WIDTH - _GUTTER) / 2
    blocks: list[Block] = []
    half: Block | None = None
    for entry in entries:
        clean = setter.words(entry.value, TEXT, entry.field, entry.label)
        if setter.width(clean, TEXT) > column - VALUE_AT:
            blocks += [half] if half else []
            blocks += row(setter, entry)
            half = None
        elif half is None:
            half = stack(row(setter, entry, width=column))
        else:
            blocks.append(beside([half, *row(setter, entry, x=LEFT + column + _GUTTER, width=column)]))
            half = None
    return blocks + ([half] if half else [])


def tall(block: Block, height: float = HAND) -> Block:
    """Return a row with room above it, high enough to be written in by hand."""
    return stack([space(max(0.0, height - block.height)), block])


def choices(
    setter: Compositor, options: Sequence[tuple[str, bool]], *, x: float, gap: float = 14.0
) -> tuple[Block, float]:
    """Return boxes with their words, ticked where true, on one line, and where they end."""
    parts: list[Block] = []
    for words, ticked in options:
        parts.append(setter.line("□", _BOX, x=x))
        if ticked:
            parts.append(setter.line("✓", _TICK, x=x + 2.6))
        x += _BOX.size + 2
        parts.append(setter.line(words, TEXT, x=x))
        x += setter.width(setter.words(words, TEXT), TEXT) + gap
    return beside(parts), x - gap


def choice_row(setter: Compositor, label: str, options: Sequence[tuple[str, bool]], *, x: float = LEFT) -> Block:
    """Return a labelled row of boxes."""
    name = setter.spread(label, LABEL, x=x, width=LABEL_WIDTH)
    return beside([name, choices(setter, options, x=x + VALUE_AT)[0]])


def signature(
    setter: Compositor, label: str, *, x: float, width: float, dated: bool = False, style: Style = TEXT
) -> Block:
    """Return a signature row, 12 mm high, with room for the date when ``dated``."""
    top = SIGNATURE_HEIGHT - style.leading
    words = setter.words(f"{label}：", style)
    start = x + setter.width(words, style)
    end = x + width
    parts = [setter.line(words, style, x=x)]
    if dated:
        when = "年　　月　　日"
        end -= setter.width(when, style) + 30
        parts.append(setter.line(when, style, x=x + width - setter.width(when, style)))
    line = baseline(style) + 3
    parts.append(Block(style.leading, (Rule(start, line, end - 4, line, 0.4, grey=0.35),)))
    if dated:
        parts.append(Block(style.leading, (Rule(end, line, end + 28, line, 0.4, grey=0.35),)))
    body = beside(parts)
    return Block(SIGNATURE_HEIGHT, tuple(down(op, top) for op in body.ops))


def seal(setter: Compositor, organisation: str, when: str, *, field: str = "", guide: bool = True) -> Block:
    """Return the place of a 42 mm round seal over name and date, at the right edge of the type area.

    The date's right end stands four characters in; the name is centred over it and the seal covers
    both. Nothing else is drawn under the seal; the dotted guide only shows that the room is kept.
    """
    centre = RIGHT - SEAL_DIAMETER / 2 - 18
    room = 2 * (RIGHT - centre)
    x = centre - room / 2
    name = setter.paragraph(organisation, TEXT, x=x, width=room, align="centre", field=field, label="学校")
    written = stack([*name, space(4), setter.line(when or "　　年　　月　　日", TEXT, x=x, width=room, align="centre")])
    height = max(SEAL_DIAMETER, written.height) + 4
    top = (height - written.height) / 2
    ops: list[Op] = [down(op, top) for op in written.ops]
    if guide:
        ops.append(Ring(centre, height / 2, SEAL_DIAMETER / 2, 0.4, (0.8, 2.4), 0.6))
    return Block(height, tuple(ops))


def digit_boxes(setter: Compositor, label: str, count: int, *, x: float = LEFT) -> Block:
    """Return ``count`` boxes for single digits after a label, a little gap after each four."""
    edge = 8 * MM
    parts = [setter.line(label, LABEL, x=x)]
    words = setter.width(setter.words(label, LABEL), LABEL)
    height = edge + 6
    ops = [down(op, (height - LABEL.leading) / 2) for op in parts[0].ops]
    at = x + words + 8
    for number in range(count):
        at += 6 if number and number % 4 == 0 else 0
        ops.append(Frame(at, 3, edge, edge, 0.6))
        at += edge + 2
    return Block(height, tuple(ops))


def thumbprint(setter: Compositor, *, x: float, label: str = "按指印处") -> Block:
    """Return a 30 × 30 mm box for the thumb of somebody who does not write."""
    caption = setter.line(label, SMALL, x=x, width=THUMBPRINT, align="centre")
    frame = Frame(x, 0, THUMBPRINT, THUMBPRINT, 0.5, 0.3, (2, 2))
    return Block(THUMBPRINT + SMALL.leading, (frame, *(down(op, THUMBPRINT + 1) for op in caption.ops)))


def cut_line(setter: Compositor, words: str) -> Block:
    """Return a dashed line from edge to edge with what is written across it."""
    height = 20.0
    middle = height / 2
    text = setter.words(words, NOTE)
    width = setter.width(text, NOTE) + 16
    centre = (LEFT + RIGHT) / 2
    caption = setter.line(text, replace(NOTE, leading=height), x=centre - width / 2 + 8)
    dash = (4.0, 3.0)
    rules = (
        Rule(8 * MM, middle, centre - width / 2, middle, 0.6, dash, 0.2),
        Rule(centre + width / 2, middle, PAPER_WIDTH - 8 * MM, middle, 0.6, dash, 0.2),
    )
    return Block(height, (*rules, *caption.ops))


def tag(setter: Compositor, words: str, *, x: float = LEFT) -> Block:
    """Return words in a small frame, such as the urgency of a letter."""
    style = Style(SANS_BOLD, 13, 24)
    clean = setter.words(words, style)
    width = setter.width(clean, style)
    line = setter.line(clean, style, x=x + 8)
    return Block(style.leading, (Frame(x, 1.5, width + 16, style.leading - 4, 0.9), *line.ops))


def note(setter: Compositor, text: str) -> list[Block]:
    """Return a small remark over the whole width."""
    return setter.paragraph(text, NOTE)
