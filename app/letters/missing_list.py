"""Who is missing 缺测名单: by class, with a line for the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.letters.compose import SCHOOL, SMALL, TITLE, Compositor
from app.letters.form import day
from app.letters.ops import Block, kept, space
from app.letters.paper import FORM, Section
from app.letters.table import Column, table


@dataclass(frozen=True, slots=True)
class Missing:
    """One student: which forms are outstanding, and what to know (no consent yet)."""

    number: str
    name: str
    forms: str
    remark: str


@dataclass(frozen=True, slots=True)
class ClassMissing:
    """One class, each on a page of its own, since it goes to its class teacher."""

    class_name: str
    expected: int
    missing: Sequence[Missing]


@dataclass(frozen=True, slots=True)
class MissingList:
    """The list of a round on a day."""

    school: str
    round_name: str
    as_of: date
    last_day: date
    classes: Sequence[ClassMissing]


def layout(letter: MissingList, setter: Compositor) -> list[Section]:
    """Return a page or more for each class; where nobody is missing, one that says so."""
    if not letter.classes:
        blocks = [*_head(letter, "", setter), *setter.paragraph("全部收齐，没有缺测。", SMALL, align="centre")]
        return [Section(tuple(blocks), FORM)]
    return [Section(tuple(_class(letter, one, setter)), FORM, one.class_name) for one in letter.classes]


def _class(letter: MissingList, one: ClassMissing, setter: Compositor) -> list[Block]:
    columns = [Column("序", 1), Column("学号", 4, "number"), Column("姓名", 3, "name"), Column("缺", 4, "forms")]
    columns += [Column("说明", 3, "remark"), Column("原因（手填）", 4)]
    rows = [
        [str(at), missing.number, missing.name, missing.forms, missing.remark, ""]
        for at, missing in enumerate(one.missing, 1)
    ]
    told = f"应测{one.expected}人，缺{len(one.missing)}人。请于{day(letter.last_day)}前补齐或写明原因，交回心理辅导室。"
    note = "名单只给本班班主任，用后收回。名单不表示学生有任何问题。"
    body = [*setter.paragraph(told, SMALL), space(3), *table(setter, columns, rows, least=22)]
    return [*_head(letter, one.class_name, setter), *body, space(4), *setter.paragraph(note, SMALL)]


def _head(letter: MissingList, class_name: str, setter: Compositor) -> list[Block]:
    line = f"{letter.round_name}　{class_name}　截至{day(letter.as_of)}"
    return kept(
        [
            *setter.paragraph(letter.school, SCHOOL, align="centre", field="school", label="学校"),
            setter.line("缺测名单", TITLE, align="centre"),
            *setter.paragraph(line, SMALL, align="centre", field="round_name", label="批次"),
            space(6),
        ]
    )
