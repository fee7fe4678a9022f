"""Report of one form for the counsellor: numbers, published bands with their sources, critical answers.

No text here names a disorder: what the numbers mean for this child is a person's judgement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.letters import form
from app.letters.compose import HEADING, NOTE, SCHOOL, SMALL, TEXT, TITLE, Compositor
from app.letters.form import day
from app.letters.ops import Block, kept, space
from app.letters.paper import LEFT, TYPE_WIDTH, Section, fitting
from app.letters.table import Column, table


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A total, subscale or derived number; ``value`` holds the possible range where answers are missing."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class BandLine:
    """Where a published set puts a number, and what the set is."""

    on: str
    band: str
    made_for: str
    source: str


@dataclass(frozen=True, slots=True)
class CounsellorReport:
    """One form. ``calls`` are answers that need a person; ``remarks`` say validity, gaps and limits."""

    school: str
    student_name: str
    class_name: str
    case_code: str
    form_name: str
    version: str
    informant: str
    taken_on: date
    scores: Sequence[ScoreLine]
    bands: Sequence[BandLine]
    calls: Sequence[str]
    remarks: Sequence[str]


def layout(letter: CounsellorReport, setter: Compositor) -> list[Section]:
    """Return the report; critical answers stand first, whatever the total."""
    facts = [
        form.Entry("姓名", letter.student_name, "student_name"),
        form.Entry("年级班级", letter.class_name, "class_name"),
        form.Entry("个案代码", letter.case_code, "case_code"),
        form.Entry("填写人", letter.informant, "informant"),
        form.Entry("填写日期", day(letter.taken_on)),
        form.Entry("版本", letter.version, "version"),
    ]
    blocks = kept(
        [
            *setter.paragraph(letter.school, SCHOOL, align="centre", field="school", label="学校"),
            *setter.paragraph(letter.form_name, TITLE, align="centre", field="form_name", label="量表"),
            setter.line("心理教师用，不交给学生和家长", SMALL, align="centre"),
            space(4),
        ]
    )
    blocks += [*form.grid(setter, facts), form.divider()]
    blocks += _lines("需要当面过问", letter.calls or ("没有",), setter, "calls")
    blocks += _lines("质量与说明", letter.remarks, setter, "remarks")
    if letter.scores:
        rows = [[one.name, one.value] for one in letter.scores]
        blocks += [*_title("得分", setter), *table(setter, [Column("项目", 3, "name"), Column("得分", 2)], rows)]
    if letter.bands:
        columns = [Column("项目", 2, "on"), Column("所在分段", 2, "band"), Column("分界值", 2, "made_for")]
        columns.append(Column("出处", 6, "source"))
        rows = [[one.on, one.band, one.made_for, one.source] for one in letter.bands]
        blocks += [space(6), *_title("与公布的分界值对照", setter), *table(setter, columns, rows)]
    note = "分段只说明分数在该文献中的位置，不是诊断。是否需要帮助，由了解学生的人面谈后判断。"
    blocks += [space(6), *setter.paragraph(note, NOTE)]
    blocks = [*blocks[:-1], *kept(blocks[-1:])]
    blocks.append(form.signature(setter, "心理教师（签名）", x=LEFT, width=TYPE_WIDTH, dated=True))
    return [Section(tuple(blocks), fitting(blocks), letter.case_code)]


def _title(words: str, setter: Compositor) -> list[Block]:
    return kept([setter.line(words, HEADING)])


def _lines(title: str, lines: Sequence[str], setter: Compositor, field: str) -> list[Block]:
    if not lines:
        return []
    blocks = _title(title, setter)
    for line in lines:
        blocks += setter.paragraph(f"· {line}", TEXT, align="left", field=field, label=title)
    return [*blocks, space(3)]
