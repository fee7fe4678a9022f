"""The full-text index over names and notes: kept in the transaction of the change, inside the encrypted file.

The index keeps no text (it is contentless): it answers which row, and the row is read as any other.
On a database without it (PostgreSQL) every call raises NotImplementedError.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Integer, column, delete, func, literal_column, select, table
from sqlalchemy.orm import Session

from app.domain.bigrams import query, words
from app.models.base import Base
from app.models.search_entry import SearchEntry
from app.storage import sqlite
from app.storage.bulk import Inserter

Found = tuple[str, UUID]


def _require_sqlite(db: Session) -> None:
    if not sqlite.is_sqlite(db.connection()):
        raise NotImplementedError("full-text search exists in the encrypted store only")


def index(db: Session, kind: str, entity_id: UUID, content: str) -> None:
    """Index ``content`` for a row, in place of what was indexed for it before."""
    remove(db, kind, entity_id)
    _insert(db, [(kind, entity_id, content)])


def index_many(db: Session, entries: Iterable[tuple[str, UUID, str]]) -> None:
    """Index many rows that are not in the index yet: ``(kind, key, content)``."""
    _require_sqlite(db)
    _insert(db, list(entries))


def _insert(db: Session, entries: list[tuple[str, UUID, str]]) -> None:
    if not entries:
        return
    last = db.execute(select(func.max(SearchEntry.id))).scalar_one() or 0
    numbers = range(last + 1, last + 1 + len(entries))
    kinds, keys, contents = zip(*entries, strict=True)
    table = Inserter(Base.metadata.tables[SearchEntry.__tablename__], db.get_bind().dialect)
    columns = {"id": numbers, "kind": kinds, "entity_id": table.bound("entity_id", keys)}
    table.insert_bound(db.connection(), columns)
    db.connection().exec_driver_sql(
        f"INSERT INTO {sqlite.SEARCH_TABLE} (rowid, words) VALUES (?, ?)",  # noqa: S608 - a constant
        list(zip(numbers, map(words, contents), strict=True)),
    )


def remove(db: Session, kind: str, entity_id: UUID) -> None:
    """Take a row out of the index; nothing happens where it is not in it."""
    _require_sqlite(db)
    number = db.execute(
        select(SearchEntry.id).where(SearchEntry.kind == kind, SearchEntry.entity_id == entity_id)
    ).scalar_one_or_none()
    if number is not None:
        db.connection().exec_driver_sql(
            f"DELETE FROM {sqlite.SEARCH_TABLE} WHERE rowid = ?",  # noqa: S608 - a constant
            (number,),
        )
        db.execute(
            delete(SearchEntry).where(SearchEntry.id == number), execution_options={"synchronize_session": False}
        )


def find(db: Session, typed: str, kinds: Iterable[str], limit: int = 50) -> list[Found]:
    """Return kind and key of the rows that hold everything typed, the last indexed first."""
    _require_sqlite(db)
    wanted = query(typed)
    if wanted is None:
        return []
    hits = table(sqlite.SEARCH_TABLE, column("rowid", Integer))
    rows = db.execute(
        select(SearchEntry.kind, SearchEntry.entity_id)
        .select_from(hits.join(SearchEntry, SearchEntry.id == hits.c.rowid))
        .where(literal_column(sqlite.SEARCH_TABLE).op("MATCH")(wanted), SearchEntry.kind.in_(list(kinds)))
        .order_by(hits.c.rowid.desc())
        .limit(limit)
    )
    return [(row.kind, row.entity_id) for row in rows]
