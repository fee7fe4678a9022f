"""What a page is made of before it becomes PDF: a few kinds of marks, and blocks of them.

Lengths are points (1/72 inch). x counts from the left edge of the paper, y downwards from the top of
the block, and for text to its baseline. Grey runs from 0 (black) to 1 (white).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters of one font on one baseline. ``spacing`` is added after each."""

    x: float
    y: float
    face: str
    size: float
    text: str
    spacing: float = 0.0
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line. ``dash`` holds the lengths of ink and gap; empty = solid."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float = 0.5
    dash: tuple[float, ...] = ()
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """An open rectangle; (x, y) is its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    line: float = 0.5
    grey: float = 0.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle around (x, y)."""

    x: float
    y: float
    radius: float
    line: float = 0.5
    dash: tuple[float, ...] = ()
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol without its quiet zone; (x, y) is its upper left corner, ``size`` its edge."""

    x: float
    y: float
    size: float
    rows: tuple[bytes, ...]  # 1 = dark


Op = Glyphs | Rule | Frame | Ring | Symbol


@dataclass(frozen=True, slots=True)
class Block:
    """Marks that stay together. ``with_next`` keeps the block on the page of the one after it.

    ``gap`` marks pure white space, which is dropped at the top of a page.
    """

    height: float
    ops: tuple[Op, ...] = ()
    with_next: bool = False
    gap: bool = False


def space(height: float, *, with_next: bool = False) -> Block:
    """Return white space."""
    return Block(height, with_next=with_next, gap=True)


def down(op: Op, distance: float) -> Op:
    """Return the mark moved down."""
    if isinstance(op, Rule):
        return replace(op, y=op.y + distance, to_y=op.to_y + distance)
    return replace(op, y=op.y + distance)


def stack(blocks: Iterable[Block], *, with_next: bool = False) -> Block:
    """Return the blocks one under the other as one block that is never split."""
    ops: list[Op] = []
    height = 0.0
    for block in blocks:
        ops += (down(op, height) for op in block.ops)
        height += block.height
    return Block(height, tuple(ops), with_next)


def beside(blocks: Sequence[Block]) -> Block:
    """Return the blocks side by side (each knows its own x), tops level."""
    return Block(max(block.height for block in blocks), tuple(op for block in blocks for op in block.ops))


def kept(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks, each tied to the next one, the last to whatever follows."""
    return [replace(block, with_next=True) for block in blocks]
