"""What several figures need: an empty store with one user, and its file opened without the program."""

import shutil
import sqlite3
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.domain.rights import Actor
from app.services import school
from app.storage.names import STORE, key_of

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
PASSWORD = "made-up benchmark password"  # noqa: S105 - of a throw-away store
FTS_OPTION = "contentless_delete=1, "
NEW_FTS = (3, 43)
"""Since when the search table's deletion is known; Python's own SQLite may be older, and only inserts here."""


@cache
def founded(folder: Path) -> tuple[Path, MasterKey, Actor]:
    """Return the folder of an empty store, its key and its user."""
    room = folder / "empty"
    made = school.found(
        room,
        school="测试学校",
        site_code="BENCH1",
        user="测试老师",
        password=PASSWORD,
        now=NOW,
        kdf=Kdf.floor(),
    )
    return room, made.master, made.actor


def fresh(folder: Path, name: str) -> Path:
    """Return a copy of the empty store, in place of an earlier one of that name."""
    copy = folder / name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(founded(folder)[0], copy)
    return copy


def bare(path: Path, master: MasterKey) -> Any:
    """Open an encrypted file with the driver alone, with the cipher and safety settings of the program."""
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{key_of(master).hex()}'\"")
    _settle(connection)
    return connection


def plain_copy(room: Path, master: MasterKey, target: Path) -> sqlite3.Connection:
    """Return plain ``sqlite3`` on a file with the tables, indexes and triggers of the store in ``room``."""
    connection = bare(room / STORE, master)
    made = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rootpage = 0, rowid")
    statements = [sql for (sql,) in made if "search_text_" not in sql and "sqlite_" not in sql]
    connection.close()
    target.unlink(missing_ok=True)
    plain = sqlite3.connect(target, isolation_level=None)
    _settle(plain)
    for statement in statements:
        plain.execute(statement if sqlite3.sqlite_version_info >= NEW_FTS else statement.replace(FTS_OPTION, ""))
    return plain


def _settle(connection: Any) -> None:
    for pragma in ("journal_mode=TRUNCATE", "synchronous=FULL", "temp_store=MEMORY", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("PRAGMA foreign_keys=ON")
