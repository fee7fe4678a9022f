"""Blank answer sheets 答题卡 for a class: numbers and options only, the wording is on the official form.

One sheet for each student, in the order of the class list, and the list itself on top.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.letters import form
from app.letters.compose import NOTE, SMALL, TEXT, Compositor, Style
from app.letters.fonts import SANS_BOLD, SERIF
from app.letters.form import day
from app.letters.ops import Block, Frame, Glyphs, Op, beside, kept, space
from app.letters.paper import FORM, LEFT, TYPE_WIDTH, Section
from app.letters.table import Column, table

_NUMBER = Style(SANS_BOLD, 10, 17)
_OPTION = Style(SERIF, 10, 17)
_ROWS = 30
"""Items of one column, where the paper is wide enough for another one."""


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the class list."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class AnswerSheets:
    """What is printed. ``options`` holds each item's printed values in item order; ``meaning`` their words.

    ``places`` may be empty: then one sheet to be copied, with lines for name and number.
    """

    school: str
    round_name: str
    class_name: str
    form_name: str
    period: str
    respondent: str
    options: Sequence[Sequence[str]]
    meaning: str
    places: Sequence[Place]
    last_day: date | None


def layout(letter: AnswerSheets, setter: Compositor) -> list[Section]:
    """Return the class list, then a sheet for each student."""
    sections = []
    if letter.places:
        blocks = [*_head(letter, "发放与回收名单", setter), *_list(letter, setter)]
        sections.append(Section(tuple(blocks), FORM, letter.class_name))
    places = letter.places or (Place("", ""),)
    return sections + [Section(tuple(_sheet(letter, one, setter)), FORM, letter.form_name) for one in places]


def _head(letter: AnswerSheets, title: str, setter: Compositor) -> list[Block]:
    words = f"{letter.form_name}　{title}"
    line = f"{letter.round_name}　{letter.class_name}"
    large = Style(SANS_BOLD, 15, 24)
    return kept(
        [
            *setter.paragraph(letter.school, TEXT, align="centre", field="school", label="学校"),
            *setter.paragraph(words, large, align="centre", field="form_name", label="量表"),
            *setter.paragraph(line, TEXT, align="centre", field="round_name", label="批次"),
            space(4),
        ]
    )


def _list(letter: AnswerSheets, setter: Compositor) -> list[Block]:
    columns = [Column("序", 1), Column("学号", 4, "number"), Column("姓名", 3, "name")]
    columns += [Column("已交", 1.5), Column("备注", 4)]
    rows = [[str(at), one.number, one.name, "", ""] for at, one in enumerate(letter.places, 1)]
    back = f"请在{day(letter.last_day)}前收齐，按名单顺序装袋。" if letter.last_day else "请按名单顺序装袋。"
    return [*setter.paragraph(f"{back}缺的写原因。", SMALL), space(3), *table(setter, columns, rows)]


def _sheet(letter: AnswerSheets, place: Place, setter: Compositor) -> list[Block]:
    facts = [
        form.Entry("姓名", place.name, "name"),
        form.Entry("学号", place.number, "number"),
        form.Entry("班级", letter.class_name, "class_name"),
        form.Entry("填写日期", ""),
    ]
    if letter.respondent:
        facts += [form.Entry("填写人", ""), form.Entry("与学生关系", "")]
    blocks = [*_head(letter, "答题卡", setter), *form.grid(setter, facts), form.divider()]
    told = "题目在纸质量表上。每题圈一个数字；不想答的可以空着。没有对错，按自己的情况填。"
    blocks += setter.paragraph(told, SMALL)
    if letter.period:
        blocks += setter.paragraph(f"时间范围：{letter.period}", SMALL, field="period", label="时间范围")
    if letter.meaning:
        blocks += setter.paragraph(letter.meaning, SMALL, align="left", field="meaning", label="选项")
    blocks += [space(4), *_grid(letter.options, setter), space(4)]
    blocks += setter.paragraph("填完交给老师。想找人说说话，随时可以找心理老师。", NOTE)
    return blocks


def _grid(options: Sequence[Sequence[str]], setter: Compositor) -> list[Block]:
    """Return the items in columns, read downwards, a gap after every fifth as on most printed forms."""
    widest = max(len(one) for one in options)
    columns = max(1, min(4, -(-len(options) // _ROWS), int(TYPE_WIDTH // (widest * 22 + 30))))
    height = -(-len(options) // columns)
    height += -height % 5 if columns > 1 else 0
    leading = _NUMBER.leading if height <= _ROWS else 15.0
    width = TYPE_WIDTH / columns
    blocks: list[Block] = []
    for row in range(height):
        parts = []
        for column in range(columns):
            item = column * height + row
            if item < len(options):
                parts.append(_item(item + 1, options[item], LEFT + column * width, width, leading, setter))
        if parts:
            blocks.append(beside(parts))
        if row % 5 == 4:
            blocks.append(space(4))
    return blocks


def _item(number: int, options: Sequence[str], x: float, width: float, leading: float, setter: Compositor) -> Block:
    ops: list[Op] = list(setter.line(f"{number}", _NUMBER, x=x, width=22, align="right").ops)
    step = min(26.0, (width - 34) / max(1, len(options)))
    for place, option in enumerate(options):
        left = x + 30 + place * step
        ops.append(Frame(left, 2.5, step - 6, 12.5, 0.4, 0.35))
        ops += (
            op
            for op in setter.line(option, _OPTION, x=left, width=step - 6, align="centre").ops
            if isinstance(op, Glyphs)
        )
    return Block(leading, tuple(ops))
