"""Sheet for the student or the guardian after a survey: no numbers, no names of disorders, the same for all.

It says that answers were read, what may follow, and where help is. What was agreed in a talk may be added.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.letters import form
from app.letters.compose import HEADING, SCHOOL, TITLE, Compositor, Style
from app.letters.fonts import SERIF
from app.letters.form import day
from app.letters.ops import Block, kept, space
from app.letters.paper import Section, fitting
from app.letters.safety_plan import Line

_LARGE = Style(SERIF, 14, 23)
STUDENT = (
    "谢谢你填了这份问卷。老师已经看过。",
    "问卷只是了解近来心情和生活的一个办法，没有好坏对错，也不算成绩。",
    "这张纸上没有分数，因为分数不能代表你这个人。",
    "心情有起伏很平常。想说说话，可以随时来心理辅导室，说什么由你决定。",
    "你说的话会保密。只有在你或别人可能受到伤害时，老师才会告诉能保护你的人，并会先和你说。",
)
GUARDIAN = (
    "孩子在学校填了一份了解近来心情和生活的问卷，老师已经看过。",
    "问卷不是诊断，也不算成绩，这张纸上没有分数。",
    "请多听孩子说，不追问答案，不比较，不责备。",
    "请留意睡眠、吃饭和上学的变化。有担心，随时联系学校心理教师。",
    "孩子说起不想活、伤害自己，或您发现有危险：请不要让孩子独处，马上联系学校，或拨打120、110。",
)


@dataclass(frozen=True, slots=True)
class StudentSheet:
    """The sheet. ``for_guardian`` chooses the words; ``agreed`` are lines from the talk, in plain words."""

    school: str
    student_name: str
    class_name: str
    for_guardian: bool
    given_on: date
    agreed: Sequence[str]
    contact_name: str
    contact_phone: str
    lines: Sequence[Line] = ()


def layout(letter: StudentSheet, setter: Compositor) -> list[Section]:
    """Return the sheet, in larger type."""
    title = "给家长的话" if letter.for_guardian else "给你的话"
    to = f"{letter.student_name}的家长：" if letter.for_guardian else f"{letter.student_name}同学："
    blocks: list[Block] = kept(
        [
            *setter.paragraph(letter.school, SCHOOL, align="centre", field="school", label="学校"),
            setter.line(title, TITLE, align="centre"),
            space(6),
        ]
    )
    blocks += setter.paragraph(to, _LARGE, align="left", field="student_name", label="姓名")
    for words in GUARDIAN if letter.for_guardian else STUDENT:
        blocks += setter.paragraph(words, _LARGE, indent=2 * _LARGE.size)
    if letter.agreed:
        blocks += [space(6, with_next=True), *kept([setter.line("我们说好的", HEADING)])]
        for words in letter.agreed:
            blocks += setter.paragraph(f"· {words}", _LARGE, align="left", field="agreed", label="约定")
    blocks += [space(6, with_next=True), *kept([setter.line("可以找谁", HEADING)])]
    who = f"{letter.contact_name}　{letter.contact_phone}"
    blocks += setter.paragraph(who, _LARGE, align="left", field="contact_name", label="联系人")
    for line in letter.lines:
        blocks += setter.paragraph(f"{line.name}　{line.phone}", _LARGE, align="left", field="lines", label="电话")
    blocks += [form.divider(), setter.line(day(letter.given_on), _LARGE, align="right")]
    return [Section(tuple(blocks), fitting(blocks))]
