"""Recovery sheet 恢复码: the code that opens the store when every password is lost, for a sealed envelope."""

from dataclasses import dataclass, replace
from datetime import date

from app.letters import form, key_sheet
from app.letters.compose import HEADING, SCHOOL, SMALL, TEXT, TITLE, Compositor, Style
from app.letters.fonts import SANS, SANS_BOLD
from app.letters.form import Entry, day
from app.letters.key_sheet import KeySheet
from app.letters.ops import MM, Block, Frame, beside, down, space
from app.letters.paper import LEFT, OFFICIAL, TYPE_WIDTH, Section

_DIGITS = Style(SANS_BOLD, 20, 15 * MM)
_ORDINAL = Style(SANS, 8, 5 * MM, grey=0.3)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet says. ``groups`` are the eight groups of six digits."""

    school: str
    vault_id: str
    made_on: date
    user_name: str
    user_label: str
    groups: tuple[str, ...]
    key: KeySheet | None = None


def layout(sheet: RecoverySheet, setter: Compositor) -> list[Section]:
    """Return the sheet: one page, and when the school is founded a second one with its recovery key."""
    facts = form.grid(
        setter,
        [
            Entry("使用人", sheet.user_name, "user_name"),
            Entry("用户标签", sheet.user_label, "user_label"),
            Entry("生成日期", day(sheet.made_on)),
            Entry("资料库号", sheet.vault_id, "vault_id"),
        ],
    )
    steps = (
        "打印后请当面核对，随即装入信封封好，在封口处签名并加盖公章，交学校保险柜保管，不要拍照，不要存入电脑或手机。",
        "忘记密码时，由两人在场拆封，在解锁界面选“用恢复码打开”，按顺序输入八组数字。",
        "用过一次或怀疑有人看过，请立即在“设置”里重新生成，旧的恢复码随之作废；把旧的一张当场销毁并登记。",
        "密码和恢复码都丢失时，资料无法恢复，任何人都帮不上忙。",
    )
    rules = [
        block for number, step in enumerate(steps, start=1) for block in setter.paragraph(f"{number}. {step}", TEXT)
    ]
    half = TYPE_WIDTH / 2 - 10
    rows = [
        beside(
            [
                form.signature(setter, f"{who}（签名）", x=LEFT, width=half),
                form.signature(setter, "日期", x=LEFT + half + 20, width=half),
            ]
        )
        for who in ("使用人", "封存人", "保管人")
    ]
    blocks = [
        *setter.paragraph(sheet.school, SCHOOL, align="centre", field="school", label="学校"),
        setter.line("心理档案资料库恢复码", TITLE, align="centre"),
        space(10),
        *facts,
        space(14),
        *_boxes(sheet.groups, setter),
        space(4),
        *setter.paragraph(
            "每组数字自带校验，抄错一位会被发现。顺序从左到右、从上到下，第1组至第8组。", replace(SMALL, grey=0.25)
        ),
        space(10),
        setter.line("封存与使用", HEADING),
        *rules,
        space(8),
        *rows,
    ]
    behind = key_sheet.layout(sheet.key, setter) if sheet.key is not None else []
    return [Section(tuple(blocks), OFFICIAL), *behind]


def _boxes(groups: tuple[str, ...], setter: Compositor) -> list[Block]:
    """Return the groups in frames, four to a row, each with its number."""
    gap = 8.0
    width = (TYPE_WIDTH - 3 * gap) / 4
    cells: list[Block] = []
    for place, group in enumerate(groups):
        x = LEFT + (place % 4) * (width + gap)
        digits = setter.line(group, _DIGITS, x=x, width=width, align="centre")
        ordinal = setter.line(str(place + 1), _ORDINAL, x=x + 4)
        frame = Frame(x, 0, width, _DIGITS.leading, 0.8)
        cells.append(Block(_DIGITS.leading + gap, (frame, *ordinal.ops, *(down(op, 2) for op in digits.ops))))
    return [beside(cells[start : start + 4]) for start in range(0, len(cells), 4)]
