"""A questionnaire export's dry run: which rows would be scored for whom, which not, and why."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from app.domain import class_text
from app.domain.limits import SHEET_COLUMNS, SHEET_ROWS
from app.domain.problems import Problem
from app.domain.school_class import SIX_THREE, SchoolClass, Schooling
from app.intake import answers_columns
from app.intake.answers_columns import fingerprint
from app.intake.answers_mapping import AnswersMapping
from app.intake.answers_roster import AnswersRoster, KnownStudent
from app.intake.answers_shape import ScaleShape
from app.intake.answers_values import AnswerReader
from app.intake.cells import Cell, code_of, is_blank, text_of
from app.intake.reasons import RowReason
from app.intake.sheet import Sheet

CHINA_TIME = timezone(timedelta(hours=8))  # the platforms write local time without a zone
_DURATION = re.compile(r"(?:(\d+)(?:小时|时|h))?(?:(\d+)(?:分钟|分|m(?:in)?))?(?:(\d+)(?:秒钟?|s(?:ec)?)?)?")
_LONGEST_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One sheet of answers: printed option values in item order, None where there is none."""

    row: int
    student_number: str
    answers: tuple[int | None, ...]
    seconds: int | None = None
    submitted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A sheet without its student, with the numbers of those who may be meant."""

    row: int
    name: str
    number: str
    class_text: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswersPlan:
    """What an import would do. ``unknown_options`` counts the texts that a person must choose values for."""

    taken: list[AnswerRow] = field(default_factory=list)
    refused: list[RowReason] = field(default_factory=list)
    warned: list[RowReason] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    unknown_options: Counter[str] = field(default_factory=Counter)


def guess(sheet: Sheet, scale: ScaleShape) -> AnswersMapping:
    """Guess the mapping of an export to a scale. Raises ``Problem("answers_header_not_found")``."""
    return answers_columns.guess(sheet, scale)


def check(sheet: Sheet, mapping: AnswersMapping, scale: ScaleShape) -> None:
    """Refuse a mapping that is not for this sheet and scale.

    Raises ``Problem``: ``mapping_other_scale``, ``mapping_other_sheet``, ``items_ambiguous``, ``items_fewer``,
    ``items_more`` (found, expected), ``answers_without_student``, ``answer_kind_unknown``, ``sheet_too_large``.
    """
    if mapping.scale != scale.key:
        raise Problem("mapping_other_scale", mapping=mapping.scale, scale=scale.key)
    if mapping.header_row >= len(sheet.rows) or (
        mapping.fingerprint and mapping.fingerprint != fingerprint(sheet, mapping.header_row)
    ):
        raise Problem("mapping_other_sheet")
    if not mapping.items:
        raise Problem("items_ambiguous", expected=scale.item_count)
    if not scale.fits(found := len(mapping.items)):
        code = "items_more" if found > scale.item_count else "items_fewer"
        raise Problem(code, found=found, expected=scale.item_count)
    if mapping.number is None and mapping.name is None:
        raise Problem("answers_without_student")
    if mapping.kind == "unsure":
        raise Problem("answer_kind_unknown")
    if len(sheet.rows) - mapping.header_row - 1 > SHEET_ROWS:
        raise Problem("sheet_too_large", rows=SHEET_ROWS, columns=SHEET_COLUMNS)


def plan(
    sheet: Sheet,
    mapping: AnswersMapping,
    scale: ScaleShape,
    roster: AnswersRoster,
    *,
    schooling: Schooling = SIX_THREE,
    today: date,
    chosen: Mapping[int, str] | None = None,
) -> AnswersPlan:
    """Work out what importing ``sheet`` would do.

    ``today`` tells which class a cohort's name means; ``chosen`` gives the student's number for rows a person has
    matched by hand (row number as shown). Raises as ``check`` does.
    """
    check(sheet, mapping, scale)
    return _Planner(sheet, mapping, scale, roster, schooling, today, chosen or {}).run()


@dataclass(slots=True)
class _Planner:
    sheet: Sheet
    mapping: AnswersMapping
    scale: ScaleShape
    roster: AnswersRoster
    schooling: Schooling
    today: date
    chosen: Mapping[int, str]
    plan: AnswersPlan = field(default_factory=AnswersPlan)
    _first: dict[str, int] = field(default_factory=dict)

    def run(self) -> AnswersPlan:
        reader = AnswerReader(self.mapping, self.scale, self.plan.unknown_options)
        for index in range(self.mapping.header_row + 1, len(self.sheet.rows)):
            row = self.sheet.rows[index]
            if all(map(is_blank, row)):
                continue
            try:
                student = self._student(index)
                answers = reader.read(row)
                self._take(index, student, answers)
            except Problem as problem:
                self.plan.refused.append(RowReason(index + 1, problem.code, dict(problem.params)))
        return self.plan

    def _cell(self, index: int, column: int | None) -> Cell:
        return None if column is None else self.sheet.cell(index, column)

    def _student(self, index: int) -> KnownStudent:
        if index + 1 in self.chosen:
            return self.roster.chosen(self.chosen[index + 1])
        number = code_of(self._cell(index, self.mapping.number)) or ""
        name = text_of(self._cell(index, self.mapping.name))
        written = text_of(self._cell(index, self.mapping.grade)), text_of(self._cell(index, self.mapping.klass))
        school_class = self._class(*written)
        if not number and not name:
            damaged = not is_blank(self._cell(index, self.mapping.number))
            raise Problem("number_damaged" if damaged else "answers_without_name")
        try:
            found = self.roster.find(number, name, school_class)
        except Problem:
            close = self.roster.suggestions(number, name, school_class)
            self.plan.unmatched.append(Unmatched(index + 1, name, number, " ".join(written).strip(), close))
            raise
        if found.doubt:
            self.plan.warned.append(RowReason(index + 1, found.doubt, {"number": found.student.number}))
        return found.student

    def _class(self, grade: str, klass: str) -> SchoolClass | None:
        """Return the class the row states; None where it is not understood, which is no reason to refuse answers."""
        number = class_text.read_number(klass) if grade else None
        text = f"{grade}{'' if grade.endswith('级') else '年级'}({number})" if number and grade.isdecimal() else ""
        text = text or (f"{grade}({number})" if number else klass or grade)
        try:
            return class_text.parse(text, schooling=self.schooling, day=self.today)
        except Problem:
            return None

    def _take(self, index: int, student: KnownStudent, answers: tuple[int | None, ...]) -> None:
        first = self._first.setdefault(student.number, index + 1)
        if first != index + 1:
            params = {"number": student.number, "first": first}
            self.plan.warned.append(RowReason(index + 1, "duplicate_submission", params))
        if None in answers[: self.scale.item_count - self.scale.extra]:
            blank = sum(1 for answer in answers[: self.scale.item_count - self.scale.extra] if answer is None)
            self.plan.warned.append(RowReason(index + 1, "answers_incomplete", {"blank": blank}))
        seconds = _seconds(self._cell(index, self.mapping.seconds))
        submitted = _moment(self._cell(index, self.mapping.submitted))
        self.plan.taken.append(AnswerRow(index + 1, student.number, answers, seconds, submitted))


def _seconds(cell: Cell) -> int | None:
    """Read 「215秒」, 「3分35秒」 or a number of seconds."""
    text = re.sub(r"\s", "", text_of(cell)).lower()
    found = _DURATION.fullmatch(text) if text else None
    if not found or len(text) > 20:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = hours * 3600 + minutes * 60 + seconds
    return total if total <= _LONGEST_SECONDS else None


def _moment(cell: Cell) -> datetime | None:
    """Read a time of submission: a date cell or 「2026/11/20 8:05:09」."""
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=CHINA_TIME)
    found = re.fullmatch(
        r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?", text_of(cell)
    )
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=CHINA_TIME)
    except ValueError:
        return None
