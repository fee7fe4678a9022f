"""Reading a class as people write it: 702, 七2, 7.2, 七(2)班, 初一3班, 高一(5), 2024级3班, Grade 7 Class 2."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from app.domain.problems import Problem
from app.domain.school_class import SchoolClass, Schooling, Stage, school_year

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_STAGES = {"小": Stage.PRIMARY, "初": Stage.MIDDLE, "高": Stage.HIGH}

_HAN_NUMBER = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_NUMBER = f"(?P<number>{_HAN_NUMBER}|[0-9]{{1,2}})"
_STAGE = "(?:(?P<stage>小|初|高)(?:学|中)?)"
_TAIL = f"(?:[-./_,、·第(]*{_NUMBER}[)]?班?[)]?)?"

_COHORT = re.compile(f"{_STAGE}?(?P<year>20[0-9]{{2}}|[0-9]{{2}})(?P<kind>级|届){_TAIL}")
_STAGED = re.compile(f"{_STAGE}(?P<grade>[一二三四五六七八九]|十[一二]?|1[0-2]|[1-9])(?:年级|年|级)?{_TAIL}")
_HAN = re.compile(f"(?P<grade>十[一二](?=年|级|[-./_(])|[一二三四五六七八九]|十(?=年))(?:年级|年|级)?{_TAIL}")
_NAMED = re.compile(f"(?P<grade>1[0-2]|[1-9])(?:年级|年){_TAIL}")
_SPLIT = re.compile(f"(?P<grade>1[0-2]|0?[1-9])[-./_,(]+{_NUMBER}[)]?班?")
_RUN = re.compile("(?P<grade>1[0-2]|0?[1-9])(?P<number>[0-9]{2})班?")
_ENGLISH = re.compile(
    "(?:grade|g|year|y)(?P<grade>1[0-2]|[1-9])(?:(?:[-./_,]*(?:class|c)|[-./_,(]+)(?P<number>[0-9]{1,2})[)]?)?"
)
_CLASS_ONLY = re.compile(f"[(第]?{_NUMBER}[)]?班?|class{_NUMBER.replace('number', 'number_en')}")
_PREPARATORY = re.compile(f"(?:预初|预备班?|预备年级){_TAIL}")


@dataclass(frozen=True, slots=True)
class ClassText:
    """What a text says of a class; 0 or None where it says nothing."""

    grade: int = 0
    number: int = 0
    entry_year: int = 0
    leaving_year: int = 0
    stage: Stage | None = None


def han_number(text: str) -> int:
    """Read 1-99 in Chinese or European digits."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[text]
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)


def _tidy(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw).lower()
    text = re.sub(r"[\s\u200b-\u200f\ufeff]", "", text)
    return text.translate(str.maketrans("[]{}〔〕【】—–－~", "()()()()----"))


def _number(found: re.Match[str]) -> int:
    return han_number(found["number"]) if found["number"] else 0


def _staged_grade(stage: Stage, place: int, schooling: Schooling) -> int:
    """初一 is the first middle-school grade; 初中七年级 names the grade itself."""
    first = schooling.first_grade(stage)
    return place if stage is not Stage.PRIMARY and place >= first and place > 4 else first + place - 1


def read(raw: str, *, schooling: Schooling) -> ClassText:
    """Read a class or a grade. Raises ``Problem("class_not_understood", text=…)``.

    In 五四学制 初一 is grade 6 and 初四 grade 9 (the usage of Shandong); 预初 (Shanghai) is grade 6.
    """
    text = _tidy(raw)
    if found := _COHORT.fullmatch(text):
        year = int(found["year"]) + (0 if len(found["year"]) == 4 else 2000)
        stage = _STAGES[found["stage"]] if found["stage"] else None
        if found["kind"] == "级":
            return ClassText(number=_number(found), entry_year=year, stage=stage)
        return ClassText(number=_number(found), leaving_year=year, stage=stage)
    if found := _PREPARATORY.fullmatch(text):
        return ClassText(grade=6, number=_number(found))
    if found := _STAGED.fullmatch(text):
        stage = _STAGES[found["stage"]]
        grade = _staged_grade(stage, han_number(found["grade"]), schooling)
        if schooling.first_grade(stage) <= grade <= schooling.last_grade(stage):
            return ClassText(grade=grade, number=_number(found))
        raise Problem("class_not_understood", text=raw.strip())
    for form in (_NAMED, _SPLIT, _RUN, _HAN, _ENGLISH):
        if found := form.fullmatch(text):
            return ClassText(grade=han_number(found["grade"]), number=_number(found))
    raise Problem("class_not_understood", text=raw.strip())


def read_number(raw: str) -> int | None:
    """Read a class number that stands without its grade: 2, 二班, (2)班, Class 2. None where it is no such text."""
    if found := _CLASS_ONLY.fullmatch(_tidy(raw)):
        return han_number(found["number"] or found["number_en"]) or None
    return None


def resolve(text: ClassText, *, schooling: Schooling, day: date) -> SchoolClass:
    """Return the class that is meant on ``day``.

    A cohort (2024级) needs its stage: the one it names, else the only one of the school's stages in which such a
    cohort is now. Raises ``Problem("class_stage_unknown", text=…)`` where none or several fit.
    """
    if text.grade:
        return SchoolClass(text.grade, text.number)
    grades = []
    for stage in [text.stage] if text.stage else sorted(schooling.stages):
        first, last = schooling.first_grade(stage), schooling.last_grade(stage)
        entered = text.entry_year or text.leaving_year - (last - first + 1)
        if first <= (grade := first + school_year(day) - entered) <= last:
            grades.append(grade)
    if len(grades) != 1:
        raise Problem("class_stage_unknown", text=str(text.entry_year or text.leaving_year))
    return SchoolClass(grades[0], text.number)


def parse(raw: str, *, schooling: Schooling, day: date) -> SchoolClass:
    """Read a class that is meant on ``day``: ``read`` and ``resolve`` in one step, with their problems."""
    return resolve(read(raw, schooling=schooling), schooling=schooling, day=day)
