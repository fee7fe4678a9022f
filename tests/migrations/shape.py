"""The whole shape of a SQLite database as comparable values: tables, keys, indexes, triggers, virtual tables."""

import re
from typing import Any

from sqlalchemy import Connection, text

Shape = dict[str, Any]


def _rows(connection: Connection, statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(statement).all()]


def _table(connection: Connection, name: str) -> Shape:
    columns = {row[1]: row[2:] for row in _rows(connection, f'PRAGMA table_info("{name}")')}
    foreign = sorted(row[2:] for row in _rows(connection, f'PRAGMA foreign_key_list("{name}")'))
    unique = sorted(
        tuple(inner[2] for inner in _rows(connection, f'PRAGMA index_info("{row[1]}")'))
        for row in _rows(connection, f'PRAGMA index_list("{name}")')
        if row[2]
    )
    sql = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": name}).scalar_one()
    constraints = sorted(re.findall(r"CONSTRAINT \S+ (?:PRIMARY KEY|FOREIGN KEY|UNIQUE|CHECK)[^\n]*?\)", sql))
    return {"columns": columns, "foreign": foreign, "unique": unique, "constraints": constraints}


def shape_of(connection: Connection) -> Shape:
    """Return everything that makes up the schema; the order of columns does not count."""
    master = _rows(connection, "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    shape: Shape = {}
    for kind, name, sql in master:
        virtual = sql.upper().startswith("CREATE VIRTUAL")
        if name == "alembic_version":
            continue
        if kind == "table" and not virtual and not name.startswith("search_text_"):
            shape[f"table {name}"] = _table(connection, name)
        else:
            shape[f"{kind} {name}"] = " ".join(sql.split())
    return shape


def differences(one: Shape, other: Shape) -> list[str]:
    """Return the names of what differs or is missing on either side."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
