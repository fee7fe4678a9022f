"""The sheet: measures after GB/T 9704-2012, sections of a letter, and their division into pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.letters.ops import MM, Block, Op, down

PAPER_WIDTH, PAPER_HEIGHT = 210 * MM, 297 * MM
LEFT = 28 * MM
TYPE_WIDTH = 156 * MM
RIGHT = LEFT + TYPE_WIDTH

SEAL_DIAMETER = 42 * MM
SIGNATURE_HEIGHT = 12 * MM
THUMBPRINT = 30 * MM


@dataclass(frozen=True, slots=True)
class Margins:
    """Top edge and height of the type area, in points."""

    top: float
    height: float


OFFICIAL = Margins(37 * MM, 225 * MM)
"""The type area of an official letter."""

TIGHT = Margins(25 * MM, 245 * MM)
"""For a letter of one page that would otherwise run over by a few lines."""

FORM = Margins(20 * MM, 255 * MM)
"""More room, for sheets that are all form: stub and receipt, slips, cards."""


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks that begins on a new page."""

    blocks: tuple[Block, ...]
    margins: Margins = OFFICIAL
    reference: str = ""  # at the foot of each page, such as the letter's number
    watermark: str = ""
    furniture: bool = True  # page numbers and the line at the foot


@dataclass(frozen=True, slots=True)
class Page:
    """One page: marks with y counted from the top edge of the paper, and the section it belongs to."""

    ops: tuple[Op, ...]
    section: Section


def fitting(blocks: Sequence[Block]) -> Margins:
    """Return the tight margins where only they bring the blocks onto one page, else the official ones."""
    height = sum(block.height for block in blocks)
    return TIGHT if OFFICIAL.height < height <= TIGHT.height else OFFICIAL


def paginate(sections: Iterable[Section]) -> list[Page]:
    """Divide the sections into pages. Blocks tied together stay on one page where they fit on one."""
    return [page for section in sections for page in _pages(section)]


def _pages(section: Section) -> list[Page]:
    top, height = section.margins.top, section.margins.height
    pages: list[list[Op]] = [[]]
    used = 0.0
    for chain in _chains(section.blocks):
        needed = sum(block.height for block in chain)
        if pages[-1] and used + needed > height + 0.01:
            pages.append([])
            used = 0.0
        for block in chain:
            if pages[-1] and used + block.height > height + 0.01:
                pages.append([])  # a chain longer than a page
                used = 0.0
            if block.gap and not pages[-1]:
                continue
            pages[-1] += (down(op, top + used) for op in block.ops)
            used += block.height
    return [Page(tuple(ops), section) for ops in pages]


def _chains(blocks: Sequence[Block]) -> list[list[Block]]:
    chains: list[list[Block]] = [[]]
    for block in blocks:
        chains[-1].append(block)
        if not block.with_next:
            chains.append([])
    return [chain for chain in chains if chain]
