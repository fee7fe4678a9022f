"""What a column of a roster can hold, and the names that schools give it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app.domain.problems import Problem
from app.intake.sheet import Sheet
from app.intake.titles import Title, header_candidates


class Field(StrEnum):
    """A fact of the roster. The parts about people are ``<person>_<fact>``."""

    NAME = "name"
    NUMBER = "number"
    REGISTRATION_NO = "registration_no"
    NATIONAL_ID = "national_id"
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    GRADE = "grade"
    CLASS = "class"
    ENTRY_YEAR = "entry_year"
    ETHNICITY = "ethnicity"
    BOARDING = "boarding"
    LEFT_BEHIND = "left_behind"
    ADDRESS = "address"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_RELATION = "guardian_relation"
    GUARDIAN_PHONE = "guardian_phone"
    GUARDIAN2_NAME = "guardian2_name"
    GUARDIAN2_RELATION = "guardian2_relation"
    GUARDIAN2_PHONE = "guardian2_phone"
    FATHER_NAME = "father_name"
    FATHER_PHONE = "father_phone"
    FATHER_AWAY = "father_away"
    MOTHER_NAME = "mother_name"
    MOTHER_PHONE = "mother_phone"
    MOTHER_AWAY = "mother_away"
    CARER_NAME = "carer_name"
    CARER_RELATION = "carer_relation"
    CARER_PHONE = "carer_phone"


_NAMES: dict[Field, str] = {
    Field.NAME: "姓名 名字 学生姓名 学生名字 学生 名称 name fullname studentname student pupil",
    Field.NUMBER: "学号 学生学号 校内学号 学生编号 编号 studentnumber studentno studentid number schoolnumber",
    Field.REGISTRATION_NO: (
        "学籍号 全国学籍号 学籍编号 学籍号码 国家学籍号 学生学籍号 registrationnumber registrationno"
    ),
    Field.NATIONAL_ID: (
        "身份证号 身份证号码 身份证 身份证件号 身份证件号码 证件号码 证件号 公民身份号码 "
        "学生身份证号 nationalid idnumber idcard"
    ),
    Field.SEX: "性别 男女 sex gender",
    Field.BIRTH_DATE: "出生日期 生日 出生年月日 出生年月 出生 出生时间 birthdate dateofbirth dob birthday born",
    Field.GRADE: "年级 所在年级 年级名称 grade year yeargroup",
    Field.CLASS: "班级 班 班别 班级名称 行政班 所在班级 年级班级 班号 学生班级 class classname homeroom",
    Field.ENTRY_YEAR: (
        "入学年份 入学年 入学时间 入学日期 入学年月 届别 年份级 entryyear yearofentry enrolmentyear enrollmentyear"
    ),
    Field.ETHNICITY: "民族 族别 ethnicity nationality",
    Field.BOARDING: (
        "是否住校 住校 寄宿 是否寄宿 住宿 是否住宿 寄宿生 是否寄宿生 是否住宿生 住宿情况 住校走读 "
        "就读方式 走读住校 boarding boarder"
    ),
    Field.LEFT_BEHIND: "是否留守 留守 留守儿童 是否留守儿童 留守情况 是否为留守儿童 留守类型 leftbehind",
    Field.ADDRESS: ("家庭住址 家庭地址 住址 现住址 地址 家庭现住址 居住地址 现居住地址 通讯地址 address homeaddress"),
    Field.GUARDIAN_PHONE: (
        "电话 联系电话 手机 手机号 手机号码 联系方式 电话号码 phone mobile telephone guardianphone parentphone contact"
    ),
    Field.GUARDIAN_NAME: "guardian guardianname parentname parent",
    Field.GUARDIAN_RELATION: "关系 与学生关系 与本人关系 与学生的关系 relation relationship guardianrelation",
    Field.FATHER_NAME: "father fathername",
    Field.FATHER_PHONE: "fatherphone fathermobile",
    Field.FATHER_AWAY: "fatheraway",
    Field.MOTHER_NAME: "mother mothername",
    Field.MOTHER_PHONE: "motherphone mothermobile",
    Field.MOTHER_AWAY: "motheraway",
    Field.CARER_NAME: "carer carername caregiver",
    Field.CARER_PHONE: "carerphone",
    Field.CARER_RELATION: "carerrelation",
}
_PERSON = re.compile(
    "^(?:学生)?(?:(?P<carer>(?:实际|现|受委托|委托|被委托|临时)(?:照护|照料|照顾|监护|抚养)人|照护人|照料人|照顾人)"
    "|(?P<father>父亲|爸爸|父)|(?P<mother>母亲|妈妈|母)"
    "|(?P<guardian2>(?:监护人|家长|家庭成员)[2二]|第二(?:监护人|家长))"
    "|(?P<guardian>(?:监护人|家长|家庭成员)[1一]?|第一(?:监护人|家长)))"
    "(?:的|是否)?"
)
_PERSON_WORD = re.compile("[父母爸妈]|监护|家长|照护|照料|成员|班主任|教师|老师|紧急")
_FACTS = (
    ("phone", re.compile("(?:联系)?(?:电话|手机|方式|号码)+(?:号码|号)?[1一]?")),
    ("relation", re.compile("(?:与|和)?(?:学生|本人|孩子|幼儿)?的?关系")),
    ("away", re.compile("是?否?(?:外出)?(?:务工|打工|外出|工作)(?:地点|地址|地|去向|情况|单位|省市)?")),
    ("name", re.compile("(?:姓名|名字|名)?")),
)
_LEAST_CONTAINED = 2
_LONGEST_CONTAINING = 12


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column seems to hold. ``confidence`` is 1 for a title we know, 0 where ``field`` is None."""

    index: int
    title: str
    field: Field | None
    confidence: float


@dataclass(frozen=True, slots=True)
class RosterMapping:
    """Which column holds what. ``header_row`` is the 0-based last line of the header."""

    header_row: int
    columns: dict[int, Field]


@dataclass(frozen=True, slots=True)
class HeaderGuess:
    """A guessed header, to be shown and corrected before anything is taken."""

    header_row: int
    columns: tuple[ColumnGuess, ...]

    def mapping(self) -> RosterMapping:
        """Return the guess as a mapping."""
        return RosterMapping(self.header_row, {c.index: c.field for c in self.columns if c.field is not None})


@cache
def _known() -> dict[str, Field]:
    return {name: field for field, names in _NAMES.items() for name in names.split()}


def guess_field(title: Title) -> tuple[Field | None, float]:
    """Return what a column with this title holds, and how sure that is (0-1)."""
    known = _known()
    for sureness, reading in zip((1.0, 0.95, 0.9), title.readings, strict=False):
        if reading in known:
            return known[reading], sureness
        if field := _of_person(reading):
            return field, sureness
    return _contained(title.readings[-1]) if title.readings else (None, 0.0)


def _of_person(reading: str) -> Field | None:
    found = _PERSON.match(reading)
    if not found or found.lastgroup is None:
        return None
    fact = next((name for name, form in _FACTS if form.fullmatch(reading[found.end() :])), None)
    name = f"{found.lastgroup}_{fact}"
    return Field(name) if name in Field._value2member_map_ else None


def _contained(reading: str) -> tuple[Field | None, float]:
    """A known name inside a longer title, never one that speaks of another person."""
    if len(reading) > _LONGEST_CONTAINING or _PERSON_WORD.search(reading):
        return None, 0.0
    names = [name for name in _known() if len(name) >= _LEAST_CONTAINED and not name.isascii() and name in reading]
    return (_known()[max(names, key=len)], 0.6) if names else (None, 0.0)


def guess(sheet: Sheet) -> HeaderGuess:
    """Find the header and what its columns hold. Raises ``Problem("header_not_found")``."""
    best: tuple[float, HeaderGuess] | None = None
    for row, titles in header_candidates(sheet):
        columns = _assigned(titles)
        fields = {column.field for column in columns}
        weight = sum(column.confidence for column in columns)
        enough = Field.NAME in fields or Field.NUMBER in fields or Field.REGISTRATION_NO in fields
        if enough and len(fields - {None}) > 1 and (best is None or weight > best[0]):
            best = weight, HeaderGuess(row, columns)
    if best is None:
        raise Problem("header_not_found")
    return best[1]


def _assigned(titles: list[Title]) -> tuple[ColumnGuess, ...]:
    """Give each field to one column, the surest, then the leftmost."""
    guesses = [(title, *guess_field(title)) for title in titles]
    taken: dict[Field, int] = {}
    for title, field, _sureness in sorted(guesses, key=lambda each: -each[2]):
        if field is not None:
            taken.setdefault(field, title.index)
    return tuple(
        ColumnGuess(title.index, title.text, field, sureness)
        if field is not None and taken[field] == title.index
        else ColumnGuess(title.index, title.text, None, 0.0)
        for title, field, sureness in guesses
    )
