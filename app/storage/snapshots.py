"""A row as JSON: what the change log hashes and what another node can show without replaying events."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, inspect
from sqlalchemy.orm import Mapper
from sqlalchemy.types import TypeEngine

from app.domain.canonical import dumps, plain
from app.domain.merge_patch import without_nulls
from app.models.base import Record, Thousandths, UtcDateTime


def sha256(text: str) -> str:
    """Return the SHA-256 of canonical text in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def of_values(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return the snapshot of a row given as column values by column name."""
    return {name: without_nulls(plain(value)) for name, value in columns.items() if value is not None}


def of_row(row: Record) -> dict[str, Any]:
    """Return the snapshot of a flushed row."""
    mapper: Mapper[Any] = inspect(type(row))
    return of_values({attr.columns[0].name: getattr(row, attr.key) for attr in mapper.column_attrs})


def before_flush(row: Record) -> dict[str, Any]:
    """Return the snapshot that ``row`` had before its changes not yet flushed."""
    state = inspect(row)
    values: dict[str, Any] = {}
    for attr in state.mapper.column_attrs:
        history = state.attrs[attr.key].load_history()
        old = history.deleted or history.unchanged
        values[attr.columns[0].name] = old[0] if old else None
    return of_values(values)


def defaults(model: type[Record]) -> dict[str, Callable[[], Any]]:
    """Return, for each column of ``model`` that has a default, a function that makes it."""
    return {column.name: _maker(column) for column in model.__table__.columns if column.default is not None}  # type: ignore[arg-type] # the columns of a table


def _maker(column: Column[Any]) -> Callable[[], Any]:
    default = column.default
    if default is not None and default.is_callable:
        make: Callable[[Any], Any] = default.arg  # type: ignore[attr-defined] # known by is_callable
        return lambda: make(None)
    if default is not None and default.is_scalar:
        value = default.arg  # type: ignore[attr-defined] # known by is_scalar
        return lambda: value
    raise TypeError(f"{column.name}: a default must be a value or a function")


def digest(row: Record) -> str:
    """Return the SHA-256 of the snapshot of ``row`` as it stands, flushed or not."""
    return sha256(dumps(of_row(row)))


def restored(model: type[Record], snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attribute values that ``snapshot`` was made of; a column it does not name is None."""
    mapper: Mapper[Any] = inspect(model)
    values = {}
    for attr in mapper.column_attrs:
        column = attr.columns[0]
        values[attr.key] = _value(column.type, snapshot.get(column.name))
    return values


def _value(type_: TypeEngine[Any], plain_value: Any) -> Any:
    """Return what ``canonical.plain`` made a JSON value of. Our own column types hide their Python type."""
    if plain_value is None:
        return None
    if isinstance(type_, UtcDateTime):
        return datetime.fromisoformat(plain_value)
    if isinstance(type_, Thousandths):
        return Decimal(plain_value)
    kind = type_.python_type
    if issubclass(kind, date):
        return kind.fromisoformat(plain_value)
    return kind(plain_value) if issubclass(kind, Enum | UUID) else plain_value
