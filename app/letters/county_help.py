"""Request for help from the county 请求支援函: more talks are due than the school has hours for. No names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.letters import form
from app.letters.compose import BODY, SCHOOL, SMALL, TITLE, Compositor
from app.letters.form import day
from app.letters.ops import Block, kept, space
from app.letters.paper import Section, fitting
from app.letters.table import Column, table


@dataclass(frozen=True, slots=True)
class Need:
    """How many talks of one urgency are open, and by when the last of them is due."""

    urgency: str
    talks: int
    minutes: int
    due_on: date


@dataclass(frozen=True, slots=True)
class CountyHelp:
    """The letter. ``number`` and ``issued_on`` stay open until it is registered."""

    number: str
    issued_on: date | None
    school: str
    to: str
    round_name: str
    tested: int
    needs: Sequence[Need]
    minutes_available: int | None
    today: int
    contact: str
    phone: str


def layout(letter: CountyHelp, setter: Compositor) -> list[Section]:
    """Return the letter."""
    needed = sum(one.minutes for one in letter.needs)
    talks = sum(one.talks for one in letter.needs)
    blocks: list[Block] = kept(
        [
            *setter.paragraph(letter.school, SCHOOL, align="centre", field="school", label="学校"),
            setter.line("关于请求心理访谈支援的函", TITLE, align="centre"),
            setter.line(letter.number, SMALL, align="right", field="number", label="编号"),
            space(6),
        ]
    )
    blocks += setter.paragraph(f"{letter.to or '________________'}：", BODY, align="left", field="to", label="收件单位")
    has = (
        f"现有人手可用约{_hours(letter.minutes_available)}" if letter.minutes_available is not None else "现有人手不足"
    )
    body = (
        f"我校“{letter.round_name}”已收到{letter.tested}名学生的答卷。按校内流程，尚有{talks}名学生需要逐一面谈，"
        f"约需{_hours(needed)}；{has}。其中今天必须见面的{letter.today}名，我校已安排。"
        "为按时完成面谈，请派心理教师或专业人员支援。需要面谈不等于有心理问题，分数不作结论。"
    )
    blocks += setter.paragraph(body, BODY, indent=2 * BODY.size, field="round_name", label="批次")
    rows = [[one.urgency, str(one.talks), _hours(one.minutes), day(one.due_on)] for one in letter.needs]
    columns = [Column("紧急程度", 3), Column("待面谈人数", 2), Column("约需时间", 3), Column("最晚日期", 4)]
    blocks += [space(6, with_next=True), *table(setter, columns, rows), space(6)]
    blocks += setter.paragraph("本函不含学生姓名。到校后由心理教师当面交接名单。", BODY, indent=2 * BODY.size)
    contact = f"联系人：{letter.contact}　电话：{letter.phone}"
    blocks += setter.paragraph(contact, BODY, indent=2 * BODY.size, align="left", field="contact", label="联系人")
    blocks = [*blocks[:-1], *kept(blocks[-1:]), form.seal(setter, letter.school, day(letter.issued_on), field="school")]
    return [Section(tuple(blocks), fitting(blocks), letter.number)]


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}小时{rest}分钟" if rest else f"{hours}小时"
