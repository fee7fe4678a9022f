"""Handover slip 交接单: goes with a sealed file on a stick, names the file by name and SHA-256 only."""

from dataclasses import dataclass
from datetime import date

from app.letters import form
from app.letters.compose import HEADING, LABEL, SCHOOL, TEXT, TITLE, Compositor, Style
from app.letters.fonts import SANS
from app.letters.form import Entry, day
from app.letters.ops import Block, beside, kept, space, stack
from app.letters.paper import LEFT, TYPE_WIDTH, Section, fitting

_HASH = Style(SANS, 11, 17)


@dataclass(frozen=True, slots=True)
class BundleSlip:
    """What the slip says. ``sha256`` is the sealed file's, in hexadecimal digits."""

    number: str
    school: str
    school_contact: str
    school_phone: str
    recipient: str
    file_name: str
    sha256: str
    made_on: date
    purpose: str = ""


def layout(slip: BundleSlip, setter: Compositor) -> list[Section]:
    """Return the slip: one page."""
    facts = form.grid(
        setter,
        [
            Entry("接收单位", slip.recipient, "recipient"),
            Entry("移交日期", day(slip.made_on)),
            Entry("联系人", slip.school_contact, "school_contact"),
            Entry("联系电话", slip.school_phone, "school_phone"),
            Entry("用途", slip.purpose, "purpose"),
        ],
    )
    blocks: list[Block] = [
        *setter.paragraph(slip.school, SCHOOL, align="centre", field="school", label="学校"),
        setter.line("加密资料交接单", TITLE, align="centre"),
        setter.line(slip.number, TEXT, align="right", field="number", label="编号"),
        space(6),
        *facts,
        form.divider(),
        *kept(form.row(setter, Entry("文件名", slip.file_name, "file_name"))),
        *_fingerprint(slip.sha256, setter),
        form.divider(),
        *setter.paragraph(
            "资料已加密，只有接收单位的密钥能打开；请勿改名、勿转存他处。接收后请核对文件名和校验值，"
            "在程序里导入，把显示的八位电话回执码填在下面，并打电话告知学校。没有收到回执码，学校视为尚未送达。",
            TEXT,
            indent=2 * TEXT.size,
        ),
        space(8),
        form.digit_boxes(setter, "电话回执码", 8),
        space(6),
        setter.line("移交与接收", HEADING),
        *(_signed(who, setter) for who in ("移交人", "递送人", "接收人")),
        space(10),
        beside([stack(_checked(setter)), form.seal(setter, "（接收单位盖章）", "")]),
    ]
    return [Section(tuple(blocks), fitting(blocks), slip.number)]


def _fingerprint(sha256: str, setter: Compositor) -> list[Block]:
    """Return the hash in groups of eight, four to a row, so that two people can read it to each other."""
    groups = [sha256[start : start + 8] for start in range(0, len(sha256), 8)]
    rows = ["  ".join(groups[start : start + 4]) for start in range(0, len(groups), 4)]
    label = setter.spread("校验值", LABEL, x=LEFT, width=form.LABEL_WIDTH)
    lines = [setter.line(row, _HASH, x=LEFT + form.VALUE_AT) for row in rows]
    return kept([beside([label, lines[0]]), *lines[1:]]) if lines else []


def _signed(who: str, setter: Compositor) -> Block:
    half = TYPE_WIDTH / 2 - 10
    return beside(
        [
            form.signature(setter, f"{who}（签名）", x=LEFT, width=half),
            form.signature(setter, "日期", x=LEFT + half + 20, width=half),
        ]
    )


def _checked(setter: Compositor) -> list[Block]:
    """Return what the receiver ticks after looking at the file."""
    words = ("文件名相符", "校验值相符", "已成功打开")
    return [space(16), *(form.tall(form.choices(setter, [(word, False)], x=LEFT)[0]) for word in words)]
