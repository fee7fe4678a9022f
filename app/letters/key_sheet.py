"""The school's recovery key on paper: what opens bundles sealed to the school when its PC is lost.

A sheet of its own behind the recovery code, since the two live differently: the code is replaced when it was
used or seen, while this key stays the same and goes on opening what was ever sealed to it. It exists on paper only.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.letters import form
from app.letters.compose import HEADING, SCHOOL, SMALL, TEXT, TITLE, Compositor, Style
from app.letters.fonts import SANS_BOLD
from app.letters.form import Entry, day
from app.letters.ops import MM, Block, Symbol, beside, space
from app.letters.paper import LEFT, OFFICIAL, TYPE_WIDTH, Section
from app.letters.symbols import symbol

GROUP = 5
GROUPS_PER_LINE = 5
_KEY = Style(SANS_BOLD, 15, 10 * MM)
_EDGE = 42 * MM


@dataclass(frozen=True, slots=True)
class KeySheet:
    """What the sheet says. ``identity`` is the secret age identity, ``recipient`` its public half."""

    school: str
    made_on: date
    identity: str
    recipient: str


def layout(sheet: KeySheet, setter: Compositor) -> list[Section]:
    """Return the sheet: one page."""
    steps = (
        "打印后与恢复码一起装入信封，交学校保险柜保管。不要拍照，不要存入电脑或手机。",
        "重新生成恢复码时，只销毁恢复码那一张，这一张要留下。",
        "电脑和备份都丢失时，别的单位加密给本校的资料包可以用它打开：把上面的字符连起来（不要空格），"
        "存成文本文件，用 age 程序解密。",
        "这把钥匙只在这张纸上。程序里没有，也不能再打印一次。",
    )
    rules = [block for at, step in enumerate(steps, 1) for block in setter.paragraph(f"{at}. {step}", TEXT)]
    code = Block(_EDGE, (Symbol(LEFT + (TYPE_WIDTH - _EDGE) / 2, 0, _EDGE, symbol(sheet.identity)),))
    blocks = [
        *setter.paragraph(sheet.school, SCHOOL, align="centre", field="school", label="学校"),
        setter.line("学校备用密钥", TITLE, align="centre"),
        space(10),
        *form.grid(setter, [Entry("生成日期", day(sheet.made_on)), Entry("用途", "打开加密给本校的资料包")]),
        space(12),
        *_lines(sheet.identity, setter),
        space(8),
        code,
        space(6),
        *setter.paragraph(f"对应的公钥：{sheet.recipient}", replace(SMALL, grey=0.25)),
        space(10),
        setter.line("保管与使用", HEADING),
        *rules,
    ]
    return [Section(tuple(blocks), OFFICIAL)]


def _lines(identity: str, setter: Compositor) -> list[Block]:
    """Return the key in groups of five signs, five to a line, so that it can be typed from paper."""
    groups = [identity[at : at + GROUP] for at in range(0, len(identity), GROUP)]
    width = TYPE_WIDTH / GROUPS_PER_LINE
    cells = [
        setter.line(one, _KEY, x=LEFT + (at % GROUPS_PER_LINE) * width, width=width) for at, one in enumerate(groups)
    ]
    return [beside(cells[at : at + GROUPS_PER_LINE]) for at in range(0, len(cells), GROUPS_PER_LINE)]
