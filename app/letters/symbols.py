"""QR symbols on paper: the sealed data for a desk that has no network and takes no stick."""

from collections.abc import Sequence

from app.domain.limits import QR_SYMBOLS
from app.domain.problems import Problem
from app.letters.compose import NOTE, SMALL, TEXT, TITLE, Compositor
from app.letters.ops import MM, Block, Symbol, beside, down, space, stack
from app.letters.paper import LEFT, TYPE_WIDTH

EDGE = 68 * MM
"""Edge of a symbol. A symbol of 1,500 bytes has about 130 modules: half a millimetre each."""


def symbol(payload: str) -> tuple[bytes, ...]:
    """Return the modules of the smallest QR symbol for ``payload``, row by row; 1 is dark.

    Level M survives a crease or a stain over about a seventh of the symbol. Raises
    ``Problem("letter_symbol_too_large")``.
    """
    import segno

    try:
        code = segno.make(payload, error="m", micro=False, boost_error=False)
    except segno.DataOverflowError as error:
        raise Problem("letter_symbol_too_large") from error
    return tuple(bytes(row) for row in code.matrix)


def symbol_page(setter: Compositor, payloads: Sequence[str], number: str, reader: str) -> list[Block]:
    """Return a sheet with up to four numbered symbols. Raises ``Problem("letter_too_many_symbols")``."""
    if len(payloads) > QR_SYMBOLS:
        raise Problem("letter_too_many_symbols", count=len(payloads), most=QR_SYMBOLS)
    title = setter.line("随附加密数据", TITLE, align="centre")
    for_whom = setter.paragraph(
        f"{number}。只有{reader}的密钥能打开。用扫码枪依次扫描，或拍照、扫描后导入；顺序不限，缺一不可。",
        TEXT,
        field="hospital",
        label="转往",
    )
    gap = TYPE_WIDTH - 2 * EDGE
    cells: list[Block] = []
    for place, payload in enumerate(payloads):
        x = LEFT + (place % 2) * (EDGE + gap)
        caption = setter.line(f"第{place + 1}枚 共{len(payloads)}枚", SMALL, x=x, width=EDGE, align="centre")
        ops = (Symbol(x, 0, EDGE, symbol(payload)), *(down(op, EDGE + 8) for op in caption.ops))
        cells.append(Block(EDGE + 8 + caption.height, ops))
    rows = [beside(cells[start : start + 2]) for start in range(0, len(cells), 2)]
    spaced = [block for line in rows for block in (line, space(18))]
    return [title, space(6), *for_whom, space(14), stack(spaced), *setter.paragraph("请勿折叠、涂写图案。", NOTE)]
