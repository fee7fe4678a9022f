"""Inserting thousands of rows fast: each value is turned once into SQL and once into JSON.

The snapshots are those of ``snapshots.of_values``, built without its detours; a test holds the two
equal.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from json.encoder import encode_basestring as quoted
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Connection, Dialect, Table, insert

from app.domain.canonical import dumps, plain
from app.domain.merge_patch import without_nulls

_REPEATED: Final = (date, Enum, bool)  # moments too: the same few values come again and again
_TEXTS: Final[dict[type, Callable[[Any], str]]] = {str: quoted, int: str, UUID: lambda value: f'"{value}"'}


def _text(value: object) -> str:
    made = _TEXTS.get(type(value))
    return made(value) if made else dumps(without_nulls(plain(value)))


def _as_it_is(value: Any) -> Any:
    return value


class _Field:
    """How the values of one column become SQL parameters and JSON text."""

    __slots__ = ("bind", "label", "make", "memo", "name")

    def __init__(self, column: Column[Any], make: Callable[[], Any] | None, dialect: Dialect) -> None:
        self.name = column.name
        self.label = f'"{column.name}":'
        self.make = make
        self.bind = column.type.dialect_impl(dialect).bind_processor(dialect) or _as_it_is
        again = issubclass(column.type.python_type, _REPEATED) or bool(column.foreign_keys)
        self.memo: dict[Any, tuple[Any, str]] | None = {} if again else None


class Inserter:
    """Collects rows of one table, given by column name, and inserts them together."""

    def __init__(self, table: Table, dialect: Dialect, makers: Mapping[str, Callable[[], Any]] | None = None) -> None:
        statement = insert(table).compile(dialect=dialect)
        self._sql = str(statement)
        self._positional = bool(dialect.positional)
        columns = sorted(table.columns, key=lambda one: one.name)
        self._fields = [_Field(column, (makers or {}).get(column.name), dialect) for column in columns]
        place = {field.name: number for number, field in enumerate(self._fields)}
        self._order = [(column.name, place[column.name]) for column in table.columns]
        self._arranged = itemgetter(*(number for _, number in self._order))
        self._rows: list[Any] = []

    def add(self, row: dict[str, Any]) -> str:
        """Take one row, give it its ``id`` where it has none, and return its snapshot as canonical text."""
        values: list[Any] = []
        texts: list[str] = []
        for field in self._fields:
            value = row.get(field.name)
            if value is None:
                if field.make is None or field.name in row:
                    values.append(None)
                    continue
                value = field.make()
                if field.name == "id":
                    row["id"] = value
            memo = field.memo
            known = memo.get(value) if memo is not None else None
            if known is None:
                known = (field.bind(value), field.label + _text(value))
                if memo is not None:
                    memo[value] = known
            values.append(known[0])
            texts.append(known[1])
        self._take(values)
        return "{" + ",".join(texts) + "}"

    def add_bound(self, row: Mapping[str, Any]) -> None:
        """Take one complete row whose values the database takes as they are."""
        self._take([row[field.name] for field in self._fields])

    def binder(self, name: str) -> Callable[[Any], Any]:
        """Return the function that turns a value of column ``name`` into what the database takes."""
        return next(field.bind for field in self._fields if field.name == name)

    def _take(self, values: list[Any]) -> None:
        if self._positional:
            self._rows.append(self._arranged(values))
        else:
            self._rows.append({name: values[place] for name, place in self._order})

    def run(self, connection: Connection) -> None:
        """Insert what was taken since the last time."""
        if self._rows:
            connection.exec_driver_sql(self._sql, self._rows)
            self._rows = []
