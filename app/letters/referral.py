"""Referral letter 转介单: the letter, and on a second sheet the school's stub 存根 and the receipt 回执.

The school never diagnoses (精神卫生法 23, 29): the letter gives what was seen and measured and advises
an assessment. It is a draft until there is consent (个人信息保护法 23, 29, 31) or an emergency.
The receipt travels back alone, so it names the case by its code and never the student.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.risk import Level
from app.domain.student import Sex
from app.letters import form
from app.letters.compose import LABEL, NOTE, SCHOOL, TEXT, TITLE, Compositor
from app.letters.form import Entry, day
from app.letters.ops import Block, beside, kept, space, stack
from app.letters.paper import FORM, LEFT, RIGHT, THUMBPRINT, TYPE_WIDTH, Section, fitting
from app.letters.symbols import symbol_page

DRAFT_MARK = "草稿 未取得同意"

LEVEL_WORDS = {Level.RED: "红", Level.ORANGE: "橙", Level.YELLOW: "黄", Level.BLUE: "蓝"}
SEX_WORDS = {Sex.FEMALE: "女", Sex.MALE: "男"}


class Urgency(StrEnum):
    """How soon the student should be seen."""

    NOW = "now"
    DAY = "24h"
    THREE_DAYS = "72h"
    APPOINTMENT = "appointment"


URGENCY_WORDS = {
    Urgency.NOW: "即刻",
    Urgency.DAY: "24小时内",
    Urgency.THREE_DAYS: "72小时内",
    Urgency.APPOINTMENT: "预约",
}


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """A questionnaire the student filled in: its name, the score in words, the day."""

    name: str
    score: str
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """What a referral letter says. Empty texts leave a line to write on by hand."""

    number: str  # such as 青石校心转〔2026〕A3号
    issued_on: date | None  # none leaves the date to be written when the seal is put on
    school: str
    school_contact: str
    school_phone: str
    hospital: str
    case_code: str
    student_name: str
    sex: Sex | None
    born_on: date | None
    class_name: str
    reason: str
    level: Level
    self_harm: bool | None  # none = not known
    urgency: Urgency
    department: str = ""
    hospital_contact: str = ""
    hospital_phone: str = ""
    guardian_name: str = ""
    guardian_relation: str = ""
    guardian_phone: str = ""
    guardian_present: bool | None = None
    behaviour: str = ""
    duration: str = ""
    scales: Sequence[ScaleResult] = ()
    measures: str = ""
    medicines: str = ""
    allergies: str = ""
    consent: str = ""  # who agreed, when and how
    emergency_basis: str = ""  # why there was no time to ask
    accompanied_by: str = ""
    symbols: tuple[str, ...] = ()  # texts of the QR symbols

    @property
    def is_draft(self) -> bool:
        """Whether neither consent nor an emergency allows the letter to leave the school."""
        return not (self.consent.strip() or self.emergency_basis.strip())


def layout(letter: Referral, setter: Compositor) -> list[Section]:
    """Return the letter, the sheet with stub and receipt, and the QR symbols if there are any."""
    mark = DRAFT_MARK if letter.is_draft else ""
    blocks = _letter(letter, setter)
    body = Section(tuple(blocks), fitting(blocks), letter.number, mark)
    sheet = [_stub(letter, setter), *_cut(letter, setter), _receipt(letter, setter)]
    sections = [body, Section(tuple(sheet), FORM, letter.number, mark)]
    if letter.symbols:
        page = symbol_page(setter, letter.symbols, letter.number, letter.hospital)
        sections.append(Section(tuple(page), FORM, letter.number, mark))
    return sections


def _letter(letter: Referral, setter: Compositor) -> list[Block]:
    blocks = [*_head(letter, setter), *_opening(letter, setter), form.divider()]
    blocks += [*form.grid(setter, _people(letter)), form.divider()]
    for entry in _facts(letter):
        blocks += form.row(setter, entry)
    blocks += [_risk(letter, setter), form.divider()]
    blocks += form.row(setter, Entry("已做工作", letter.measures, "measures"))
    blocks += form.grid(setter, _care(letter))
    blocks += [form.divider(), *_basis(letter, setter), space(2)]
    remark = "本单只写学校了解的情况和量表结果，不是诊断。内容涉及未成年人隐私，请勿转给无关人员。"
    return [*blocks[:-2], *kept(blocks[-2:]), *kept(form.note(setter, remark)), _closing(letter, setter)]


def _head(letter: Referral, setter: Compositor) -> list[Block]:
    number = setter.line(letter.number, TEXT, align="right", field="number", label="编号")
    mark = form.tag(
        setter, f"{URGENCY_WORDS[letter.urgency]}就诊" if letter.urgency != Urgency.APPOINTMENT else "预约就诊"
    )
    school = setter.paragraph(letter.school, SCHOOL, align="centre", field="school", label="学校")
    title = setter.line("学生心理健康转介单", TITLE, align="centre")
    return [*kept([*school, title, space(6)]), beside([mark, number]), space(4)]


def _opening(letter: Referral, setter: Compositor) -> list[Block]:
    to = " ".join(part for part in (letter.hospital, letter.department) if part.strip()) or "_" * 28
    contact = "，".join(part for part in (letter.hospital_contact, letter.hospital_phone) if part.strip())
    to += f"（联系人：{contact}）：" if contact else "："
    addressee = setter.paragraph(to, TEXT, align="left", field="hospital", label="转往")
    words = (
        "现将我校一名学生转介到贵单位。根据学校了解的情况，建议到符合《精神卫生法》规定的医疗机构就诊评估。"
        "请予接诊，并填写所附回执，由陪同人员带回，或按下列电话告知学校。"
    )
    return [*addressee, *setter.paragraph(words, TEXT, indent=2 * TEXT.size)]


def _people(letter: Referral) -> list[Entry]:
    guardian = letter.guardian_name
    if letter.guardian_relation.strip():
        guardian += f"（{letter.guardian_relation}）"
    present = {True: "监护人到场", False: "监护人未到场", None: ""}[letter.guardian_present]
    return [
        Entry("姓名", letter.student_name, "student_name"),
        Entry("性别", SEX_WORDS[letter.sex] if letter.sex else ""),
        Entry("出生日期", day(letter.born_on)),
        Entry("年级班级", letter.class_name, "class_name"),
        Entry("监护人", guardian, "guardian_name"),
        Entry("监护电话", letter.guardian_phone, "guardian_phone"),
        Entry("是否到场", present),
        Entry("陪同人员", letter.accompanied_by, "accompanied_by"),
    ]


def _facts(letter: Referral) -> list[Entry]:
    entries = [
        Entry("转介原因", letter.reason, "reason"),
        Entry("具体表现", letter.behaviour, "behaviour"),
        Entry("持续时间", letter.duration, "duration"),
    ]
    if letter.scales:
        entries.append(Entry("量表结果", "\n".join(_scale(result) for result in letter.scales), "scales"))
    return entries


def _short(when: date) -> str:
    return f"{when.year}.{when.month}.{when.day}"


def _scale(result: ScaleResult) -> str:
    when = f"（{_short(result.taken_on)}）" if result.taken_on else ""
    return f"{result.name}：{result.score}{when}"


def _risk(letter: Referral, setter: Compositor) -> Block:
    levels = [(words, level == letter.level) for level, words in LEVEL_WORDS.items()]
    label = setter.spread("风险等级", LABEL, x=LEFT, width=form.LABEL_WIDTH)
    left, end = form.choices(setter, levels, x=LEFT + form.VALUE_AT, gap=10)
    harm = [("有", letter.self_harm is True), ("无", letter.self_harm is False), ("不详", letter.self_harm is None)]
    x = end + 22
    second = setter.spread("自伤自杀", LABEL, x=x, width=form.LABEL_WIDTH)
    return beside([label, left, second, form.choices(setter, harm, x=x + form.VALUE_AT, gap=10)[0]])


def _care(letter: Referral) -> list[Entry]:
    return [
        Entry("目前用药", letter.medicines, "medicines"),
        Entry("过敏情况", letter.allergies, "allergies"),
        Entry("学校联系", letter.school_contact, "school_contact"),
        Entry("学校电话", letter.school_phone, "school_phone"),
    ]


def _reach(letter: Referral) -> str:
    return "　".join(part for part in (letter.school_contact, letter.school_phone) if part.strip())


def _basis(letter: Referral, setter: Compositor) -> list[Block]:
    """Return on what ground the data leave the school: consent, emergency, or neither."""
    entries: list[Entry] = []
    if letter.consent.strip():
        entries.append(Entry("知情同意", letter.consent, "consent"))
    if letter.emergency_basis.strip():
        words = (
            "紧急情况下为保护学生生命健康先行转介（《个人信息保护法》第十三条、《精神卫生法》第二十八条）。"
            f"理由：{letter.emergency_basis}"
        )
        entries.append(Entry("紧急依据", words, "emergency_basis"))
    if letter.is_draft:
        words = "尚未取得监护人同意，也没有写明紧急情况的理由：本单是草稿，不得送出。"
        entries.append(Entry("知情同意", words))
    return [block for entry in entries for block in form.row(setter, entry)]


def _closing(letter: Referral, setter: Compositor) -> Block:
    seal = form.seal(setter, letter.school, day(letter.issued_on), field="school")
    width = TYPE_WIDTH - 170
    rows = [
        form.signature(setter, words, x=LEFT, width=width)
        for words in ("监护人（签名）", "心理教师（签名）", "学校负责人（签名）")
    ]
    return beside([stack(rows), seal])


def _stub(letter: Referral, setter: Compositor) -> Block:
    title = setter.line("转介单存根（学校留存）", TITLE, align="centre")
    number = setter.line(letter.number, TEXT, align="right")
    entries = [
        Entry("姓名", letter.student_name, "student_name"),
        Entry("年级班级", letter.class_name, "class_name"),
        Entry("转往", letter.hospital, "hospital"),
        Entry("科室", letter.department, "department"),
        Entry("个案代码", letter.case_code, "case_code"),
        Entry("紧急程度", URGENCY_WORDS[letter.urgency]),
        Entry("陪同人员", letter.accompanied_by, "accompanied_by"),
        Entry("开具日期", day(letter.issued_on)),
    ]
    width = TYPE_WIDTH - THUMBPRINT - 24
    rows = [
        form.signature(setter, "领取人（签名）", x=LEFT, width=width, dated=True),
        form.signature(setter, "经办人（签名）", x=LEFT, width=width, dated=True),
    ]
    thumb = form.thumbprint(setter, x=RIGHT - THUMBPRINT, label="不会写字的按指印")
    return stack([title, space(2), number, *form.grid(setter, entries), space(6), beside([stack(rows), thumb])])


def _cut(letter: Referral, setter: Compositor) -> list[Block]:
    return [space(4), form.cut_line(setter, f"✂ 沿虚线裁开　{letter.number}　骑缝处盖章"), space(6)]


def _receipt(letter: Referral, setter: Compositor) -> Block:
    at = LEFT + form.VALUE_AT
    seen, end = form.choices(setter, [("已就诊", False), ("未就诊，原因", False)], x=at)
    outcome = beside([_label(setter, "是否就诊"), seen, form.writing_line(end + 4, RIGHT)])
    stay = [(words, False) for words in ("正常上学", "部分时间到校", "居家休息", "住院")]
    more, end = form.choices(setter, [("需要专人陪护", False), ("其他", False)], x=at)
    advice = [form.choice_row(setter, "对校建议", stay), beside([more, form.writing_line(end + 4, RIGHT)])]
    medicine, end = form.choices(setter, [("监护人同意告知学校", False)], x=at)
    drugs = beside([_label(setter, "用药事项"), medicine, form.writing_line(end + 4, RIGHT)])
    rows = [
        *form.grid(setter, [Entry("收到日期", ""), Entry("科室", ""), Entry("医师", ""), Entry("联系电话", "")]),
        outcome,
        *advice,
        drugs,
        *form.grid(setter, [Entry("下次日期", ""), Entry("复诊科室", "")]),
    ]
    phone = f"（{letter.school_phone}）" if letter.school_phone.strip() else ""
    hint = f"打开加密数据的单位会看到八位数字：请填在上面，或打电话告诉学校{phone}。"
    return stack(
        [
            setter.line("转介回执", TITLE, align="centre"),
            beside(
                [
                    setter.line(f"个案代码：{letter.case_code}", TEXT, field="case_code", label="个案代码"),
                    setter.line(letter.number, TEXT, align="right"),
                ]
            ),
            setter.line("请接诊单位填写，交陪同人员带回，或打电话告知学校。不需要写诊断。", NOTE),
            *(form.tall(block) for block in rows),
            space(10),
            form.digit_boxes(setter, "电话回执码", 8),
            *setter.paragraph(hint, NOTE, field="school_phone", label="学校电话"),
            space(2),
            _return(letter, setter),
        ]
    )


def _return(letter: Referral, setter: Compositor) -> Block:
    """Return where the receipt goes back to, the signature of who filled it in, and its seal."""
    width = TYPE_WIDTH - 170
    sign = form.signature(setter, "填写人（签名）", x=LEFT, width=width)
    words = f"交回：{letter.school}\n{_reach(letter)}"
    back = setter.paragraph(words, TEXT, width=width, align="left", field="school", label="学校")
    return beside([stack([space(10), sign, space(10), *back]), form.seal(setter, "（接诊单位盖章）", "")])


def _label(setter: Compositor, words: str) -> Block:
    return setter.spread(words, LABEL, x=LEFT, width=form.LABEL_WIDTH)
