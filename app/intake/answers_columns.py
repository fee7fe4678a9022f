"""Guessing a questionnaire export's columns: the platform's own, who answered, and the items."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from app.domain.problems import Problem
from app.intake.answers_mapping import AnswersMapping, Kind
from app.intake.answers_shape import ScaleShape
from app.intake.cells import Cell, Fault, code_of, text_of
from app.intake.option_words import is_skipped, propose, tidy_option
from app.intake.roster_fields import Field, guess_field
from app.intake.sheet import Sheet
from app.intake.titles import Title, header_candidates, tidy

_SECONDS = frozenset({"所用时间", "答题时长", "用时", "填写时长", "duration", "seconds"})
_SUBMITTED = frozenset(
    {"提交答卷时间", "提交时间", "结束时间", "submittedat", "submittime", "submissiontime", "endtime"}
)
_META = (
    _SECONDS
    | _SUBMITTED
    | {"序号", "答卷编号", "答卷id", "编号", "用户id", "用户", "昵称", "微信昵称", "id", "openid", "标签", "自定义字段"}
    | {"开始时间", "开始答题时间", "答题时间", "日期", "starttime", "date", "timestamp"}
    | {"来源", "来源详情", "来自ip", "ip", "ip地址", "省份", "城市", "地区", "国家", "地理位置", "source"}
    | {"浏览器", "操作系统", "设备", "电子邮箱", "邮箱", "email", "备注", "年龄", "age"}
    | {"总分", "得分", "总得分", "总计", "total", "totalscore", "score"}
)
_IDENTITY = {Field.NAME: "name", Field.NUMBER: "number", Field.GRADE: "grade", Field.CLASS: "klass"}
_SURE = 0.9
_FREE_TEXT = 12  # more different answers than options by so many: no choice question
_SAMPLE = 500


@dataclass(frozen=True, slots=True)
class _Columns:
    header_row: int
    titles: list[Title]
    meta: dict[str, int]
    identity: dict[str, int]
    others: list[Title]


def fingerprint(sheet: Sheet, header_row: int) -> str:
    """Return what stands for the header's titles: two exports of one questionnaire share it."""
    titles = [tidy(text_of(cell)) for cell in sheet.rows[header_row]] if header_row < len(sheet.rows) else []
    return hashlib.sha256("\x1f".join(titles).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _sorted(header_row: int, titles: list[Title]) -> _Columns:
    columns = _Columns(header_row, titles, {}, {}, [])
    for title in titles:
        readings = set(title.readings)
        if readings & _META:
            if readings & _SECONDS:
                columns.meta.setdefault("seconds", title.index)
            if readings & _SUBMITTED:
                columns.meta.setdefault("submitted", title.index)
            continue
        field, sureness = guess_field(title)
        if field is None or sureness < _SURE:
            columns.others.append(title)
        elif field in _IDENTITY:
            columns.identity.setdefault(_IDENTITY[field], title.index)
    return columns


def _find_header(sheet: Sheet) -> _Columns:
    best: tuple[int, _Columns] | None = None
    for row, titles in header_candidates(sheet):
        columns = _sorted(row, titles)
        questions = sum(1 for title in titles if title.question)
        weight = questions + 2 * len(columns.identity) + (len(titles) - len(columns.others))
        if columns.identity and columns.others and (best is None or weight > best[0]):
            best = weight, columns
    if best is None:
        raise Problem("answers_header_not_found")
    return best[1]


def _cells(sheet: Sheet, header_row: int, column: int) -> Iterator[str]:
    """Yield the given answers of a column, tidied."""
    tidied: dict[Cell, str | None] = {}  # the same few cells stand in every row
    for index in range(header_row + 1, min(len(sheet.rows), header_row + 1 + _SAMPLE)):
        cell = sheet.cell(index, column)
        if cell not in tidied:
            given = not is_skipped(cell) and not isinstance(cell, Fault)
            tidied[cell] = tidy_option(text_of(cell)) if given else None
        text = tidied[cell]
        if text is not None:
            yield text


def blocks(sheet: Sheet) -> list[tuple[int, ...]]:
    """Return the groups of columns that may each be a scale: every matrix question, every run of single questions.

    Raises ``Problem("answers_header_not_found")``.
    """
    columns = _find_header(sheet)
    return _blocks(columns, _choices(sheet, columns, 0))


def _choices(sheet: Sheet, columns: _Columns, options: int) -> list[Title]:
    """Leave out columns of free text."""
    most = options + _FREE_TEXT
    return [title for title in columns.others if len(set(_cells(sheet, columns.header_row, title.index))) <= most]


def _blocks(columns: _Columns, choices: list[Title]) -> list[tuple[int, ...]]:
    """Titles of one matrix share their question's number; single questions side by side make a run."""
    counts = {title.question: sum(1 for other in choices if other.question == title.question) for title in choices}
    places = {title.index: place for place, title in enumerate(columns.titles)}
    single = [(title, bool(title.question) and counts[title.question] > 1) for title in choices]
    # A run ends where a column of another sort stands between, or a matrix begins.
    keys: list[tuple[int, int]] = []
    for order, (title, matrix) in enumerate(single):
        keys.append((1, title.question) if matrix else (0, places[title.index] - order))
    grouped = groupby(zip(keys, choices, strict=True), key=lambda pair: pair[0])
    return [tuple(title.index for _, title in group) for _, group in grouped]


def guess(sheet: Sheet, scale: ScaleShape) -> AnswersMapping:
    """Guess the mapping of an export to a scale, to be shown and corrected.

    ``items`` has the wrong length where the sheet does not fit the scale, and is empty where several groups of columns
    would; ``kind`` is "unsure" where option numbers cannot be told from scores; ``options`` lacks the texts that a
    person must choose values for. Raises ``Problem("answers_header_not_found")``.
    """
    columns = _find_header(sheet)
    options = max(map(len, scale.values))
    items = _items(columns, _choices(sheet, columns, options), scale)
    kind, table = _kind(sheet, columns.header_row, items, scale)
    return AnswersMapping(
        scale=scale.key,
        fingerprint=fingerprint(sheet, columns.header_row),
        header_row=columns.header_row,
        name=columns.identity.get("name"),
        number=columns.identity.get("number"),
        grade=columns.identity.get("grade"),
        klass=columns.identity.get("klass"),
        seconds=columns.meta.get("seconds"),
        submitted=columns.meta.get("submitted"),
        items=items,
        kind=kind,
        options=table,
    )


def _items(columns: _Columns, choices: list[Title], scale: ScaleShape) -> tuple[int, ...]:
    everything = tuple(title.index for title in choices)
    if scale.fits(len(everything)):
        return everything
    fitting = [block for block in _blocks(columns, choices) if scale.fits(len(block))]
    if len(fitting) > 1:
        return ()
    return fitting[0] if fitting else everything


def _kind(sheet: Sheet, header_row: int, items: tuple[int, ...], scale: ScaleShape) -> tuple[Kind, dict[str, int]]:
    texts = [list(_cells(sheet, header_row, column)) for column in items]
    number_of = {text: _number(text) for text in {text for column in texts for text in column}}
    if None in number_of.values():
        found = {text for text, number in number_of.items() if number is None}
        same = len(set(scale.values)) == 1
        return "text", propose(found, scale.values[0], scale.labels) if same or scale.labels else {}
    not_scores = not_numbers = 0
    for column, values in zip(texts, scale.values, strict=False):
        numbers = [number_of[text] for text in column]
        not_scores += sum(1 for number in numbers if number not in values)
        not_numbers += sum(1 for number in numbers if number is None or not 1 <= number <= len(values))
    if all(values == tuple(range(1, len(values) + 1)) for values in scale.values) or not_scores < not_numbers:
        return "score", {}
    return ("number" if not_numbers < not_scores else "unsure"), {}


def _number(text: str) -> int | None:
    code = code_of(text)
    return int(code) if code is not None and code.isascii() and code.isdecimal() and len(code) < 6 else None
