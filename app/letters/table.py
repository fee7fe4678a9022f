"""Tables of a letter: ruled rows whose cells may run over several lines, headings on every page."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.letters.compose import Compositor, Style
from app.letters.fonts import SANS_BOLD, SERIF
from app.letters.ops import Block, Op, Rule, down
from app.letters.paper import LEFT, TYPE_WIDTH

CELL = Style(SERIF, 10.5, 15)
HEAD = Style(SANS_BOLD, 10, 15)
_PAD = 3.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, its share of the width, and the letter's attribute for missing characters."""

    title: str
    share: float
    field: str = ""


def table(
    setter: Compositor,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    least: float = 0.0,
    x: float = LEFT,
    width: float = TYPE_WIDTH,
) -> list[Block]:
    """Return the heading and a block per row; ``least`` is the lowest row, for writing by hand."""
    whole = sum(column.share for column in columns)
    widths = [width * column.share / whole for column in columns]
    head = _row(setter, columns, [column.title for column in columns], widths, HEAD, x, 0.0)
    line = Rule(x, 0, x + width, 0, 0.8)
    blocks = [Block(head.height, (line, *head.ops), with_next=bool(rows))]
    blocks += [_row(setter, columns, cells, widths, CELL, x, least) for cells in rows]
    return blocks


def _row(
    setter: Compositor,
    columns: Sequence[Column],
    cells: Sequence[str],
    widths: Sequence[float],
    style: Style,
    x: float,
    least: float,
) -> Block:
    ops: list[Op] = []
    height = max(least, style.leading + 2 * _PAD)
    at = x
    for column, words, width in zip(columns, cells, widths, strict=True):
        if words.strip():
            inside = setter.paragraph(
                words,
                style,
                x=at + _PAD,
                width=width - 2 * _PAD,
                align="left",
                field=column.field,
                label=column.title,
            )
            for number, line in enumerate(inside):
                ops += (down(op, _PAD + number * style.leading) for op in line.ops)
            height = max(height, len(inside) * style.leading + 2 * _PAD)
        at += width
    edges = [x]
    for width in widths:
        edges.append(edges[-1] + width)
    ops += [Rule(edge, 0, edge, height, 0.4, grey=0.4) for edge in edges]
    ops.append(Rule(x, height, edges[-1], height, 0.4, grey=0.4))
    return Block(height, tuple(ops))
