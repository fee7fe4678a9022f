"""Safety plan 安全计划: the counsellor's sheet and the guardian's sheet.

Six steps in their order (Stanley & Brown 2012), in the student's own words; the headings here are ours.
The guardian's sheet shares only what was agreed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.safety_plan import Entry, Step
from app.letters import form
from app.letters.compose import HEADING, SCHOOL, SMALL, TEXT, TITLE, Compositor, Style
from app.letters.fonts import SERIF
from app.letters.form import day
from app.letters.ops import Block, beside, kept, space, stack
from app.letters.paper import LEFT, RIGHT, THUMBPRINT, TYPE_WIDTH, Section, fitting

STEP_WORDS = {
    Step.WARNING_SIGNS: "我怎么知道自己开始不好了",
    Step.OWN_COPING: "我自己可以做的事",
    Step.PEOPLE_AND_PLACES: "能让我分心的人和地方",
    Step.PEOPLE_TO_ASK: "我可以开口求助的人",
    Step.PROFESSIONALS: "专业的帮助",
    Step.SAFER_SURROUNDINGS: "让身边更安全",
}
_ORDINALS = "一二三四五六"


@dataclass(frozen=True, slots=True)
class Line:
    """A telephone line that can be called, such as a national one. The school keeps the list."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The counsellor's sheet: the whole plan."""

    school: str
    student_name: str
    class_name: str
    case_code: str
    version: int
    made_on: date
    review_on: date | None
    entries: Sequence[Entry]
    lines: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class GuardianSheet:
    """What the guardian takes home: what to look out for, what to do, what to lock away."""

    school: str
    student_name: str
    guardian_name: str
    made_on: date
    review_on: date | None
    signs: Sequence[str]  # agreed with the student to be shared
    helps: Sequence[str]
    safer: Sequence[Entry]  # step 6: what, who, confirmed when
    contact_name: str
    contact_phone: str
    lines: Sequence[Line] = ()


def plan_layout(sheet: PlanSheet, setter: Compositor) -> list[Section]:
    """Return the counsellor's sheet."""
    facts = [
        form.Entry("姓名", sheet.student_name, "student_name"),
        form.Entry("年级班级", sheet.class_name, "class_name"),
        form.Entry("个案代码", sheet.case_code, "case_code"),
        form.Entry("第几版", f"第{sheet.version}版"),
        form.Entry("制定日期", day(sheet.made_on)),
        form.Entry("复查日期", day(sheet.review_on)),
    ]
    blocks = [*_head(sheet.school, "安全计划", setter), *form.grid(setter, facts), form.divider()]
    for step in Step:
        entries = [entry for entry in sheet.entries if entry.step is step and entry.text.strip()]
        blocks += _step(step, entries, setter)
    blocks += [
        *_call(sheet.lines, setter),
        space(4),
        *setter.paragraph(
            "这份计划由学生和辅导老师一起写成，不是保证书。哪一步不管用，就走下一步；有立即危险，马上拨打120或110。",
            SMALL,
        ),
    ]
    rows = [_signed(who, setter) for who in ("学生", "心理教师", "监护人")]
    blocks = [*blocks[:-1], *kept(blocks[-1:]), stack(rows)]
    return [Section(tuple(blocks), fitting(blocks), sheet.case_code)]


def guardian_layout(sheet: GuardianSheet, setter: Compositor) -> list[Section]:
    """Return the guardian's sheet, in larger type for those who read with effort."""
    large = Style(SERIF, 14, 23)
    blocks = _head(sheet.school, "给家长的安全提示", setter)
    blocks += setter.paragraph(
        f"{sheet.guardian_name or '家长'}：", large, align="left", field="guardian_name", label="监护人"
    )
    blocks += setter.paragraph(
        f"{sheet.student_name}最近需要您多陪伴。请记住下面几件事，并收好这张纸。",
        large,
        indent=2 * large.size,
        field="student_name",
        label="姓名",
    )
    blocks += _points("看到这些情况，请马上陪在孩子身边", sheet.signs, setter, large, "signs")
    blocks += _points("这样做对孩子有帮助", sheet.helps, setter, large, "helps")
    safer = [_safer(entry) for entry in sheet.safer]
    blocks += _points("请把这些收好、锁好（农药、药品、刀具、绳索等）", safer, setter, large, "safer")
    urgent = (
        "孩子说不想活、在找工具、写告别的话，或者已经受伤：不要让孩子独处，"
        f"马上拨打120或110，再打给{sheet.contact_name}（{sheet.contact_phone}）。"
    )
    blocks += [space(4, with_next=True), *kept([setter.line("紧急时", HEADING)])]
    blocks += setter.paragraph(urgent, large, indent=2 * large.size, field="contact_name", label="学校联系人")
    blocks += _call(sheet.lines, setter)
    blocks += setter.paragraph(
        f"下次一起复查的日期：{day(sheet.review_on) or '　　　　年　　月　　日'}", large, align="left"
    )
    width = TYPE_WIDTH - THUMBPRINT - 24
    rows = [
        form.signature(setter, "监护人（签名）", x=LEFT, width=width, dated=True),
        form.signature(setter, "心理教师（签名）", x=LEFT, width=width, dated=True),
    ]
    thumb = form.thumbprint(setter, x=RIGHT - THUMBPRINT, label="不会写字的按指印")
    blocks = [*blocks[:-1], *kept(blocks[-1:]), beside([stack(rows), thumb])]
    return [Section(tuple(blocks), fitting(blocks))]


def _head(school: str, title: str, setter: Compositor) -> list[Block]:
    name = setter.paragraph(school, SCHOOL, align="centre", field="school", label="学校")
    return kept([*name, setter.line(title, TITLE, align="centre"), space(6)])


def _step(step: Step, entries: Sequence[Entry], setter: Compositor) -> list[Block]:
    """Return a step: its heading and its lines, or two lines to write on."""
    title = f"第{_ORDINALS[step - 1]}步　{STEP_WORDS[step]}"
    blocks = kept([setter.line(title, HEADING)])
    inner = LEFT + 2 * TEXT.size
    for entry in entries:
        words = "　".join(part for part in (entry.text, entry.phone) if part.strip())
        if entry.obstacle.strip():
            words += f"（可能的困难：{entry.obstacle}）"
        if step is Step.SAFER_SURROUNDINGS:
            words = _safer(entry)
        blocks += _point(words, setter, TEXT, inner, f"step_{step.value}", STEP_WORDS[step])
    if not entries:
        blocks += [form.tall(form.writing_line(inner, RIGHT))]
    return [*blocks, space(3)]


def _safer(entry: Entry) -> str:
    """Return a line of step 6: what, who does it, and when it was confirmed to be done."""
    who = f"由{entry.who}负责" if entry.who.strip() else "负责人：________"
    done = f"，{day(entry.confirmed)}已确认" if entry.confirmed else "，待确认"
    return f"{entry.text}（{who}{done}）"


def _point(words: str, setter: Compositor, style: Style, x: float, field: str, label: str) -> list[Block]:
    dot = setter.line("·", style, x=x - style.size)
    lines = setter.paragraph(words, style, x=x, width=RIGHT - x, align="left", field=field, label=label)
    first = beside([dot, lines[0]])
    return [*(kept([first]) if lines[0].with_next else [first]), *lines[1:]]


def _points(title: str, texts: Sequence[str], setter: Compositor, style: Style, field: str) -> list[Block]:
    blocks = [space(4, with_next=True), *kept([setter.line(title, HEADING)])]
    for words in texts:
        blocks += _point(words, setter, style, LEFT + 1.6 * style.size, field, title)
    if not texts:
        blocks += [form.tall(form.writing_line(LEFT + 1.6 * style.size, RIGHT))]
    return blocks


def _call(lines: Sequence[Line], setter: Compositor) -> list[Block]:
    """Return the lines that can be called, with what they are."""
    words = "　　".join(f"{line.name} {line.phone}" for line in lines)
    if not words:
        return []
    return [space(4), *setter.paragraph(words, TEXT, align="left", field="lines", label="求助电话")]


def _signed(who: str, setter: Compositor) -> Block:
    return form.signature(setter, f"{who}（签名）", x=LEFT, width=TYPE_WIDTH, dated=True)
