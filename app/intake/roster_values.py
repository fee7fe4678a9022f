"""Words of a roster's cells read as values. None means: not understood."""

import re
import unicodedata
from datetime import date, datetime

from app.domain import dates
from app.domain.problems import Problem
from app.domain.student import Relation, Sex
from app.intake.cells import Cell, serial_date, text_of

_SEXES = {"男": Sex.MALE, "m": Sex.MALE, "male": Sex.MALE, "boy": Sex.MALE, "1": Sex.MALE} | {
    "女": Sex.FEMALE, "f": Sex.FEMALE, "female": Sex.FEMALE, "girl": Sex.FEMALE, "2": Sex.FEMALE,
}  # fmt: skip
_YES = frozenset(["是", "有", "√", "✓", "✔", "y", "yes", "true", "1", "对"])
_NO = frozenset(["否", "无", "×", "✗", "x", "n", "no", "false", "0", "不是", "没有"])
_BOARDS = re.compile("住校|寄宿|内宿|住宿|board")
_DAY = re.compile("走读|通学|外宿|不住|非|不寄|day")
_RELATIONS: dict[Relation, str] = {
    Relation.FATHER: "父亲 父 爸爸 爸 father dad",
    Relation.MOTHER: "母亲 母 妈妈 妈 mother mum mom",
    Relation.GRANDFATHER: "祖父 爷爷 爷 grandfather",
    Relation.GRANDMOTHER: "祖母 奶奶 奶 婆婆 grandmother",
    Relation.MATERNAL_GRANDFATHER: "外祖父 外公 姥爷 maternalgrandfather",
    Relation.MATERNAL_GRANDMOTHER: "外祖母 外婆 姥姥 maternalgrandmother",
    Relation.STEP_PARENT: "继父 继母 养父 养母 stepfather stepmother",
    Relation.SIBLING: "哥哥 姐姐 兄 姐 哥 弟弟 妹妹 兄弟 姐妹 brother sister sibling",
    Relation.RELATIVE: (
        "叔叔 伯伯 伯父 姑姑 姑妈 舅舅 舅妈 姨妈 小姨 阿姨 婶婶 大伯 伯母 叔 伯 姑 舅 姨 亲戚 亲属 uncle aunt relative"
    ),
    Relation.TEACHER: "老师 教师 班主任 teacher",
}
_RELATION_WORDS = {word: relation for relation, words in _RELATIONS.items() for word in words.split()}
_AT_HOME = re.compile("在家|务农|本地|本村|本镇|本县|未外出|没有外出|不外出|home")
_AWAY = re.compile("外出|务工|打工|在外|away")


def word(cell: Cell) -> str:
    """Return the cell's text half-width, lower case, without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text_of(cell))).lower()


def sex(cell: Cell) -> Sex | None:
    """Read 男, 女, M, F, 1, 2 (the national code)."""
    return _SEXES.get(word(cell).removesuffix("性").removesuffix("生"))


def yes_no(cell: Cell) -> bool | None:
    """Read 是/否 and its relatives."""
    text = word(cell)
    if text in _YES:
        return True
    return False if text in _NO else None


def boarding(cell: Cell) -> bool | None:
    """Read 住校/走读, or yes and no."""
    text = word(cell)
    if _DAY.search(text):
        return False
    return True if _BOARDS.search(text) else yes_no(cell)


def ethnicity(cell: Cell) -> str:
    """Return 「汉族」 for 「汉」; other texts as they are."""
    text = text_of(cell)
    return text + "族" if len(text) in (1, 2) and not text.endswith("族") and not text.isascii() else text


def relation(cell: Cell) -> Relation | None:
    """Read how somebody is related to the student; 「其他」 is OTHER, an empty cell None."""
    text = word(cell)
    return _RELATION_WORDS.get(text, Relation.OTHER) if text else None


def birth_date(cell: Cell, *, today: date) -> date | None:
    """Read a day of birth from a date cell, a serial number, 8 digits or text with a year."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and (day := serial_date(cell)):
        return day
    text = text_of(cell)
    if len(text) < 6 or text[0] in "+-":
        return None
    try:
        return dates.parse(text, today=today)
    except Problem:
        return None


def away(cell: Cell) -> tuple[bool | None, str]:
    """Read whether a parent works away, and where: 「是」, 「在家务农」, 「广东东莞」."""
    known, text = yes_no(cell), text_of(cell)
    if known is not None or not text:
        return known, ""
    if _AT_HOME.search(text.lower()):
        return False, ""
    return True, "" if _AWAY.fullmatch(text.lower().removesuffix("务工")) else text


def entry_year(cell: Cell) -> int | None:
    """Read a year of entry: 2024, 2024年, 2024级, 202409, 2024-09-01."""
    if isinstance(cell, date):
        return cell.year
    if found := re.match(r"(20[0-9]{2})(?![0-9])|(20[0-9]{2})[01][0-9](?:[0-3][0-9])?(?![0-9])", word(cell)):
        return int(found[1] or found[2])
    return None
