"""What the reading child says to its parent: one JSON value a line. Never pickle.

First an object with the sheet's name and merged cells, then an array per row, then ``{"end": rows}``; or
``{"problem": code, "params": {…}}`` at any place. A date is ``{"d": …}``, a date with time ``{"t": …}``, a
formula without value ``{"e": …}``.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime

from app.intake.cells import Cell, Fault


def dump_row(row: Iterable[Cell]) -> str:
    """Return one line for a row, without the line's end."""
    return json.dumps(list(row), ensure_ascii=True, separators=(",", ":"), default=_dump)


def _dump(cell: object) -> dict[str, str]:
    if isinstance(cell, datetime):
        return {"t": cell.isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, Fault):
        return {"e": cell.text}
    raise TypeError(type(cell).__name__)


def load_row(values: list[object], known: dict[str, str]) -> list[Cell]:
    """Return the cells of a parsed line. ``known`` lets equal texts share one object."""
    return [
        known.setdefault(value, value)
        if isinstance(value, str)
        else value
        if value is None or isinstance(value, int | float)
        else _load(value)
        for value in values
    ]


def _load(value: object) -> Cell:
    """Raises ValueError for what no child of ours writes."""
    if isinstance(value, dict) and len(value) == 1:
        kind, text = next(iter(value.items()))
        if kind == "e" and isinstance(text, str):
            return Fault(text)
        if kind == "d" and isinstance(text, str):
            return date.fromisoformat(text)
        if kind == "t" and isinstance(text, str):
            return datetime.fromisoformat(text)
    raise ValueError("not a cell")
