"""Inserting thousands of rows fast: column by column, each value turned once into SQL and once into JSON.

The snapshots are those of ``snapshots.of_values``, built without its detours; a test holds the two
equal.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from json.encoder import encode_basestring as quoted
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Connection, Dialect, Table, TypeDecorator, insert

from app.domain.canonical import dumps, plain
from app.domain.merge_patch import without_nulls

Maker = Callable[[], Any]
_REPEATED: Final = (date, Enum, bool)
"""The same few values come again and again, and are made once: moments too, parents' keys, texts that are
mostly left at their default."""
_TEXTS: Final[dict[type, Callable[[Any], str]]] = {str: quoted, int: str, UUID: lambda value: f'"{value}"'}


def _text(value: object) -> str:
    made = _TEXTS.get(type(value))
    return made(value) if made else dumps(without_nulls(plain(value)))


class _Known(dict[Any, Any]):
    """Remembers what ``make`` returned for a value; NULL stays NULL."""

    def __init__(self, make: Callable[[Any], Any], null: object) -> None:
        super().__init__({None: null})
        self._make = make

    def __missing__(self, value: Any) -> Any:
        made = self[value] = self._make(value)
        return made


class _Field:
    """How the values of one column become SQL parameters and JSON members."""

    __slots__ = ("_bind", "_bound", "_label", "_members", "make", "name")

    def __init__(self, column: Column[Any], make: Maker | None, dialect: Dialect) -> None:
        self.name = column.name
        self.make = make
        self._label = f',"{column.name}":'
        self._bind = column.type.dialect_impl(dialect).bind_processor(dialect)
        kind = _kind(column)
        again = issubclass(kind, _REPEATED) or bool(column.foreign_keys) or (make is not None and kind is str)
        self._bound = _Known(self._bind, None) if again and self._bind else None
        self._members = _Known(lambda value: self._label + _text(value), "") if again else None

    def bound(self, values: Sequence[Any]) -> Sequence[Any]:
        """Return ``values`` as the database takes them."""
        if self._bound is not None:
            known = self._bound
            return [known[value] for value in values]
        bind = self._bind
        return values if bind is None else [None if value is None else bind(value) for value in values]

    def members(self, values: Sequence[Any]) -> list[str]:
        """Return each value as a member of a JSON object with a comma before it; nothing for None."""
        if self._members is not None:
            known = self._members
            return [known[value] for value in values]
        label = self._label
        return ["" if value is None else label + _text(value) for value in values]


class Inserter:
    """Inserts rows of one table, given by column name."""

    def __init__(self, table: Table, dialect: Dialect, makers: Mapping[str, Maker] | None = None) -> None:
        self._sql = str(insert(table).compile(dialect=dialect))
        self._positional = bool(dialect.positional)
        self._names = [column.name for column in table.columns]
        made = {column.name: _Field(column, (makers or {}).get(column.name), dialect) for column in table.columns}
        self._fields = [made[name] for name in sorted(made)]

    def insert(self, connection: Connection, rows: Sequence[dict[str, Any]]) -> list[str]:
        """Insert ``rows``; each gets its ``id`` where it has none. Return their snapshots as canonical text."""
        bound: dict[str, Iterable[Any]] = {}
        members = []
        for field in self._fields:
            values = _column(rows, field)
            bound[field.name] = field.bound(values)
            members.append(field.members(values))
        self.insert_bound(connection, bound)
        return ["{" + "".join(parts)[1:] + "}" for parts in zip(*members, strict=True)]

    def insert_bound(self, connection: Connection, columns: Mapping[str, Iterable[Any]]) -> None:
        """Insert rows given as columns whose values the database takes as they are; one of them is finite."""
        rows: Iterable[tuple[Any, ...]] = zip(*(columns[name] for name in self._names), strict=False)
        if self._positional:
            parameters: list[Any] = list(rows)
        else:
            parameters = [dict(zip(self._names, row, strict=True)) for row in rows]
        if parameters:
            connection.exec_driver_sql(self._sql, parameters)

    def bound(self, name: str, values: Sequence[Any]) -> Sequence[Any]:
        """Return values of column ``name`` as the database takes them."""
        return next(field for field in self._fields if field.name == name).bound(values)


def _kind(column: Column[Any]) -> type[Any]:
    made = column.type
    return made.impl_instance.python_type if isinstance(made, TypeDecorator) else made.python_type


def _column(rows: Sequence[dict[str, Any]], field: _Field) -> list[Any]:
    """Return one value per row. What a row does not name has its default; an explicit None is NULL."""
    name, make = field.name, field.make
    if make is None:
        return [row.get(name) for row in rows]
    values = []
    for row in rows:
        if name in row:
            values.append(row[name])
            continue
        value = make()
        values.append(value)
        if name == "id":
            row["id"] = value
    return values
