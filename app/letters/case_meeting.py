"""Sheet for the case meeting 研判会: who is on the table, why, what the talk gave, and room for the decision.

Scores stand here as bands of published sets with their names; the level is left to the people at the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.letters import form
from app.letters.compose import HEADING, SCHOOL, SMALL, TEXT, TITLE, Compositor
from app.letters.form import day
from app.letters.ops import Block, kept, space, stack
from app.letters.paper import LEFT, OFFICIAL, TYPE_WIDTH, Section

LEVELS = ("红", "橙", "黄", "蓝", "无需关注")
OUTCOMES = ("留意观察", "个别辅导", "一生一案", "转介")


@dataclass(frozen=True, slots=True)
class Case:
    """One student. ``reasons`` and ``talk`` are sentences; ``decided`` what was decided before, if anything."""

    case_code: str
    name: str
    class_name: str
    reasons: Sequence[str]
    talk: Sequence[str]
    decided: str


@dataclass(frozen=True, slots=True)
class CaseMeeting:
    """The sheet: a confidential paper for the people who decide."""

    school: str
    round_name: str
    held_on: date
    cases: Sequence[Case]
    minutes_needed: int
    minutes_available: int | None


def layout(letter: CaseMeeting, setter: Compositor) -> list[Section]:
    """Return the sheet; a case is not divided between pages where it fits on one."""
    line = f"{letter.round_name}　{day(letter.held_on)}"
    hours = f"待面谈约需{_hours(letter.minutes_needed)}"
    if letter.minutes_available is not None:
        hours += f"，可用{_hours(letter.minutes_available)}"
    blocks: list[Block] = kept(
        [
            *setter.paragraph(letter.school, SCHOOL, align="centre", field="school", label="学校"),
            setter.line("心理健康研判会记录", TITLE, align="centre"),
            *setter.paragraph(line, SMALL, align="centre", field="round_name", label="批次"),
            space(4),
        ]
    )
    told = f"共{len(letter.cases)}人，{hours}。等级和结论由到会人员讨论决定，分数只作参考。本件保密，会后收回。"
    blocks += [*setter.paragraph(told, SMALL), form.divider()]
    for number, case in enumerate(letter.cases, 1):
        blocks.append(stack(_case(number, case, setter)))
        blocks.append(form.divider())
    rows = [form.signature(setter, who, x=LEFT, width=TYPE_WIDTH, dated=True) for who in ("主持人", "记录人")]
    people = form.signature(setter, "到会人员", x=LEFT, width=TYPE_WIDTH)
    return [Section((*blocks, stack([people, *rows])), OFFICIAL, "保密")]


def _case(number: int, case: Case, setter: Compositor) -> list[Block]:
    title = f"{number}　{case.name}　{case.class_name}　{case.case_code}"
    blocks = setter.paragraph(title, HEADING, align="left", field="name", label="姓名")
    for label, lines in (("原因", case.reasons), ("面谈", case.talk)):
        if not lines:
            blocks += form.row(setter, form.Entry(label, ""))
        for line in lines:
            blocks += setter.paragraph(f"{label}：{line}", TEXT, align="left", field=label, label=label)
    if case.decided:
        blocks += setter.paragraph(f"已有结论：{case.decided}", TEXT, align="left", field="decided", label="结论")
    blocks += [
        form.choice_row(setter, "等级", [(one, False) for one in LEVELS]),
        form.choice_row(setter, "结论", [(one, False) for one in OUTCOMES]),
        *form.row(setter, form.Entry("负责人", "")),
        *form.row(setter, form.Entry("理由", "")),
    ]
    return blocks


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}小时{rest}分" if rest else f"{hours}小时"
