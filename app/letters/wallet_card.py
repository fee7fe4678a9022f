"""A card for the wallet: bank-card size, folded once; no school, no name, nothing about an illness."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.letters.compose import NOTE, TEXT, Compositor, Style
from app.letters.fonts import SANS_BOLD, SERIF
from app.letters.ops import MM, Block, Frame, Rule, beside, down, space, stack
from app.letters.paper import FORM, PAPER_WIDTH, Section
from app.letters.safety_plan import Line

_WIDTH, _HEIGHT = 85.6 * MM, 54 * MM
_INSET = 4.5 * MM
_SIZES = (11, 10, 9, 8)
_AT = (PAPER_WIDTH - 2 * _WIDTH) / 2


@dataclass(frozen=True, slots=True)
class WalletCard:
    """What the card says: on one half when and how to help oneself, on the other whom to call."""

    signs: Sequence[str]
    helps: Sequence[str]
    people: Sequence[Line]
    lines: Sequence[Line] = ()


def layout(card: WalletCard, setter: Compositor) -> list[Section]:
    """Return a sheet with the card twice: one to carry, one to keep."""
    one = _card(card, setter)
    hint = setter.paragraph("沿虚线裁下，对折后放进钱包或手机壳。一张随身带，一张备用。", TEXT, align="centre")
    blocks = (*hint, space(16), one, space(24), one)
    return [Section(blocks, FORM, furniture=False)]


def _card(card: WalletCard, setter: Compositor) -> Block:
    """Return both halves in the largest type that fits; a full card grows downwards, nothing is cut."""
    for size in _SIZES:
        left, right = _halves(card, setter, size)
        height = max(left.height, right.height) + 2 * _INSET
        if height <= _HEIGHT:
            break
    height = max(height, _HEIGHT)
    body = beside([left, right])
    fold = Rule(_AT + _WIDTH, 0, _AT + _WIDTH, height, 0.3, (1, 2), 0.5)
    edge = Frame(_AT, 0, 2 * _WIDTH, height, 0.5, 0.3, (4, 3))
    caption = setter.line("折线", NOTE, x=_AT + _WIDTH - 20, width=40, align="centre")
    ops = (*(down(op, _INSET) for op in body.ops), edge, fold, *(down(op, height) for op in caption.ops))
    return Block(height + caption.height, ops)


def _halves(card: WalletCard, setter: Compositor, size: float) -> tuple[Block, Block]:
    first = [("当我觉得撑不住", "signs", card.signs), ("我可以先这样", "helps", card.helps)]
    people = [f"{line.name}　{line.phone}" for line in card.people]
    lines = [f"{line.name}　{line.phone}" for line in card.lines]
    second = [("我可以找他们", "people", people), ("随时可以打", "lines", lines)]
    return _half(first, setter, size, _AT), _half(second, setter, size, _AT + _WIDTH)


def _half(parts: Sequence[tuple[str, str, Sequence[str]]], setter: Compositor, size: float, x: float) -> Block:
    text, head = Style(SERIF, size, size * 1.42), Style(SANS_BOLD, size + 0.5, size * 1.7)
    room = _WIDTH - 2 * _INSET
    blocks: list[Block] = []
    for title, field, words in parts:
        if not words:
            continue
        blocks.append(setter.line(title, head, x=x + _INSET))
        for entry in words:
            blocks += setter.paragraph(entry, text, x=x + _INSET, width=room, align="left", field=field, label=title)
        blocks.append(space(3))
    return stack(blocks)
