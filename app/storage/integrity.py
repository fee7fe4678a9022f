"""Whether a database file is whole: the cipher's check, SQLite's own, and its foreign keys.

The cipher's check finds every changed byte but neither a page cut off the end nor an older copy;
SQLite's finds the first. Each runs on a connection of its own and all its rows are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.domain.problems import Problem
from app.storage import sqlite
from app.storage.files import telling

SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class FileReport:
    """Every line that a check complained with; three empty ones mean that the file is whole."""

    cipher: tuple[str, ...]
    integrity: tuple[str, ...]
    foreign_keys: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not (self.cipher or self.integrity or self.foreign_keys)


def _lines(path: Path, key: bytes, pragma: str, *, immutable: bool) -> tuple[str, ...]:
    connection = sqlite.connect(path, key, immutable=immutable)
    try:
        rows: Sequence[tuple[object, ...]] = connection.execute(f"PRAGMA {pragma}").fetchall()
    except sqlite.DatabaseError as error:
        return (str(error),)
    finally:
        connection.close()
    return tuple(" ".join(str(value) for value in row) for row in rows if row != ("ok",))


def _salt(path: Path, key: bytes) -> tuple[str, ...]:
    """Compare the salt at the file's head, which the cipher's check leaves out as it comes with the key."""
    with telling(path.parent), path.open("rb") as file:
        same = file.read(SALT_BYTES) == key[-SALT_BYTES:]
    return () if same else ("salt differs",)


def inspect_file(path: Path, key: bytes, *, immutable: bool = False) -> FileReport:
    """Run all three checks. ``immutable`` for copies at rest, which must not be written.

    Raises Problem ``store_missing`` or ``store_not_encrypted``; a file that does not open at all
    is a report.
    """
    if not path.is_file():
        raise Problem("store_missing")
    try:
        return FileReport(
            _salt(path, key) + _lines(path, key, "cipher_integrity_check", immutable=immutable),
            _lines(path, key, "integrity_check", immutable=immutable),
            _lines(path, key, "foreign_key_check", immutable=immutable),
        )
    except (sqlite.DatabaseError, Problem) as error:
        if isinstance(error, Problem) and error.code != "store_unreadable":
            raise
        return FileReport((str(error),), (), ())


def table_rows(db: Session) -> dict[str, int]:
    """Return the number of rows of each table but those of the full-text index."""
    connection = db.connection()
    return {
        name: sqlite.fetch(connection, f'SELECT count(*) FROM "{name}"')[0][0]  # noqa: S608 - a name from the schema itself
        for name in sorted(inspect(connection).get_table_names())
        if not name.startswith(sqlite.SEARCH_TABLE)
    }
