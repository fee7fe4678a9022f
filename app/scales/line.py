"""One line of ``xinqiao score --jsonl``: a JSON object with one answer sheet, from whoever wrote it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.limits import BUNDLE_LINE
from app.domain.problems import Problem
from app.scales.circumstances import Circumstances
from app.scales.load import load
from app.scales.result import Result
from app.scales.scorer import Scorer, View, scorer

MAX_LINE = BUNDLE_LINE
"""Bytes that one line may have."""

FORMS = {"self": "student", "student": "student", "parent": "parent", "teacher": "teacher"}
_FIELDS = frozenset({"id", "scale", "form", "answers", "sex", "grade", "population", "na", "seconds"})


@dataclass(frozen=True, slots=True)
class Scored:
    """The sheet's ``id`` (None where the line has none that can be read) with its result or problem."""

    sheet_id: str | int | None
    result: Result | Problem


class LineScorer:
    """Scores lines one by one; definitions and cut-off sets are looked up once."""

    def __init__(self) -> None:
        self._ready: dict[tuple[object, ...], tuple[Scorer, View]] = {}
        self._plain: set[tuple[type, ...]] = set()
        self._decode = json.JSONDecoder(object_pairs_hook=_unique).decode

    def score(self, line: bytes) -> Scored:
        """Return the result of one line. Never raises for anything that a line may hold."""
        sheet_id: str | int | None = None
        try:
            sheet = self._parse(line)
            sheet_id = _sheet_id(sheet)
            return Scored(sheet_id, self._score(sheet))
        except Problem as problem:
            return Scored(sheet_id, problem)

    def _parse(self, line: bytes) -> dict[str, Any]:
        if len(line) > MAX_LINE:
            raise Problem("line_too_long", most=MAX_LINE)
        try:
            sheet = self._decode(line.decode("utf-8"))
        except UnicodeDecodeError:
            raise Problem("line_not_utf8") from None
        except (ValueError, RecursionError):
            raise Problem("line_not_json") from None
        if not isinstance(sheet, dict):
            raise Problem("line_not_object")
        return sheet

    def _score(self, sheet: dict[str, Any]) -> Result:
        if isinstance(sheet, _Twice):
            raise Problem("field_twice")
        if not _FIELDS.issuperset(sheet):
            unknown = next(field for field in sheet if field not in _FIELDS)
            raise Problem("unknown_field", field=unknown[:40])
        answers = sheet.get("answers")
        if not isinstance(answers, list):
            raise Problem("answers_not_list")
        engine, view = self._engine(sheet)
        seconds = sheet.get("seconds")
        if seconds is not None and (type(seconds) not in {int, float} or not 0 <= seconds <= 1e6):
            raise Problem("bad_seconds")
        na = sheet.get("na", ())
        if not isinstance(na, Iterable) or isinstance(na, str | dict):
            raise Problem("na_not_list")
        return engine.score(answers, view, na=na, seconds=seconds)

    def _engine(self, sheet: dict[str, Any]) -> tuple[Scorer, View]:
        key = (sheet.get("scale"), sheet.get("form"), sheet.get("sex"), sheet.get("grade"), sheet.get("population"))
        types = tuple(map(type, key))
        if types not in self._plain:
            _plain_fields(key)
            self._plain.add(types)
        ready = self._ready.get(key)
        if ready is None:
            scale, form, sex, grade, population = key
            if scale is None:
                raise Problem("scale_missing")
            definition = load(scale)
            if form is not None and form not in FORMS:
                raise Problem("unknown_form", form=form[:40])
            respondent = definition.respondents[0] if form is None else FORMS[form]
            engine = scorer(definition)
            ready = engine, engine.view(Circumstances(respondent, sex, grade, population))
            if len(self._ready) < 10_000:
                self._ready[key] = ready
        return ready


def _plain_fields(fields: tuple[Any, ...]) -> None:
    """Refuse values of another type before they can key a table (in Python True is 1)."""
    codes = ("scale_not_text", "form_not_text", "bad_sex", "bad_grade", "bad_population")
    kinds = (str, str, str, int, str)
    for value, kind, code in zip(fields, kinds, codes, strict=True):
        if value is not None and type(value) is not kind:
            raise Problem(code)


def _sheet_id(sheet: dict[str, Any]) -> str | int | None:
    sheet_id = sheet.get("id")
    if sheet_id is None or type(sheet_id) is int:
        return sheet_id
    if isinstance(sheet_id, str) and len(sheet_id) <= 200:
        return sheet_id
    raise Problem("bad_id")


class _Twice(dict[str, Any]):
    """An object in which a field stands twice: refused once its id is known."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    sheet = dict(pairs)
    return sheet if len(sheet) == len(pairs) else _Twice(sheet)
