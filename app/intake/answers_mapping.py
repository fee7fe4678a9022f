"""Which column of a questionnaire export holds what. Kept as JSON, so that the next export needs no questions."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from app.domain.limits import SHEET_COLUMNS
from app.domain.problems import Problem
from app.intake.workbook_scan import HEADER_ROWS

Kind = Literal["text", "number", "score", "unsure"]
_COLUMNS = ("name", "number", "grade", "klass", "seconds", "submitted")
_LONGEST = 200
_MOST_OPTIONS = 200
_MOST_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersMapping:
    """A mapping of one export's columns to one scale. Columns and ``header_row`` are 0-based.

    ``kind``: answers are option ``text``, option ``number`` (1 is the first), or ``score``; ``unsure`` where the file
    cannot tell number from score. ``options`` maps tidied option text to the printed value;
    ``item_options`` overrules it for one item (1-based). ``fingerprint`` stands for the header's titles; "" is
    not compared.
    """

    scale: str
    fingerprint: str = ""
    header_row: int = 0
    name: int | None = None
    number: int | None = None
    grade: int | None = None
    klass: int | None = None
    seconds: int | None = None
    submitted: int | None = None
    items: tuple[int, ...] = ()
    kind: Kind = "unsure"
    options: dict[str, int] = field(default_factory=dict)
    item_options: dict[int, dict[str, int]] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the mapping as JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "AnswersMapping":
        """Read a mapping. Raises ``Problem("mapping_damaged")`` for anything but what ``to_json`` writes."""
        try:
            if len(text) > _MOST_BYTES:
                raise ValueError
            return cls._from_values(json.loads(text))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise Problem("mapping_damaged") from error

    @classmethod
    def _from_values(cls, values: dict[str, Any]) -> "AnswersMapping":
        if not isinstance(values, dict) or values.keys() - cls.__dataclass_fields__.keys():
            raise ValueError
        known = dict(values)
        known["items"] = tuple(_place(column, SHEET_COLUMNS) for column in _list(values.get("items", [])))
        known["options"] = _options(values.get("options", {}))
        item_options = values.get("item_options", {})
        known["item_options"] = {int(item): _options(table) for item, table in _dict(item_options).items()}
        for name in _COLUMNS:
            if known.get(name) is not None:
                known[name] = _place(known[name], SHEET_COLUMNS)
        known["header_row"] = _place(values.get("header_row", 0), HEADER_ROWS + 1)
        known["scale"], known["fingerprint"] = _text(values["scale"]), _text(values.get("fingerprint", ""))
        if known.get("kind", "unsure") not in get_args(Kind) or len(set(known["items"])) != len(known["items"]):
            raise ValueError
        return cls(**known)


def _place(value: object, end: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < end:
        raise ValueError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ValueError
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or len(value) > SHEET_COLUMNS:
        raise ValueError
    return value


def _dict(value: object) -> dict[str, object]:
    if not isinstance(value, dict) or len(value) > SHEET_COLUMNS:
        raise ValueError
    return value


def _options(value: object) -> dict[str, int]:
    table = _dict(value)
    if len(table) > _MOST_OPTIONS:
        raise ValueError
    return {_text(text): _place(points, 1000) for text, points in table.items()}
