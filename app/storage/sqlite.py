"""The only module that opens an encrypted database file, and what only SQLite has.

The order of the first statements matters: the key comes before anything that reads the file, and
afterwards no pragma that changes a parameter of the cipher (that can leave a file that never opens
again).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, Executable, MetaData, create_engine, event, text
from sqlalchemy.pool import StaticPool

from app.domain.canonical import dumps
from app.domain.problems import Problem
from app.storage.files import telling
from app.storage.names import KEY_BYTES

PLAIN_HEADER: Final = b"SQLite format 3\0"
OLDEST_SQLITE: Final = (3, 51, 3)  # older ones carry the write-ahead log's reset fault
SEARCH_TABLE: Final = "search_text"
_NOT_A_DATABASE: Final = 26
_PRAGMAS: Final = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
    "PRAGMA cell_size_check=ON",
    "PRAGMA synchronous=FULL",
)


DatabaseError: Final = driver.DatabaseError


def self_test() -> None:
    """Raise ``Problem("library_too_old")`` unless SQLite is new enough and encrypts."""
    connection = driver.connect(":memory:")
    try:
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    version = tuple(int(part) for part in driver.sqlite_version.split("."))
    if version < OLDEST_SQLITE or not cipher or not cipher[0]:
        raise Problem("library_too_old", version=driver.sqlite_version)


def refuse_plaintext(path: Path) -> None:
    """Raise ``Problem("store_not_encrypted")`` where the file is an ordinary SQLite database.

    Forgetting the key makes one without a word, so every opening, closing and backup asks.
    """
    with telling(path.parent), path.open("rb") as file:
        header = file.read(len(PLAIN_HEADER))
    if header == PLAIN_HEADER:
        raise Problem("store_not_encrypted")


def connect(path: Path, key: bytes, *, create: bool = False, immutable: bool = False) -> Any:
    """Open ``path`` with the raw ``key`` and the settings of this store; return a driver connection.

    ``immutable`` is for copies at rest: nothing is written, not even a journal. Raises Problem
    ``store_missing`` or ``store_unreadable`` (wrong key or damaged first page; the password is known
    to be right at this point, so it is damage or a foreign file).
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a raw key has 48 bytes")
    if not create:
        if not path.is_file():
            raise Problem("store_missing")
        refuse_plaintext(path)
    mode = "mode=rwc" if create else "mode=ro&immutable=1" if immutable else "mode=rw"
    uri = f"{path.resolve().as_uri()}?{mode}"
    try:
        connection = driver.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=5)
    except driver.OperationalError as error:
        raise Problem("store_unreadable") from error
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        if not immutable:
            connection.execute("PRAGMA journal_mode=TRUNCATE").fetchall()
        for pragma in _PRAGMAS:
            connection.execute(pragma).fetchall()
        connection.enable_load_extension(False)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except driver.DatabaseError as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == _NOT_A_DATABASE:
            raise Problem("store_unreadable") from error
        raise
    return connection


def engine(
    path: Path, key: bytes, *, create: bool = False, immutable: bool = False, foreign_keys: bool = True
) -> Engine:
    """Return an engine on one connection to ``path``.

    Transactions are explicit: the driver opens none by itself, and SQLAlchemy's begin becomes BEGIN,
    or BEGIN IMMEDIATE under the execution option ``write``. ``foreign_keys=False`` is for migrations,
    where rebuilding a parent table would otherwise delete its children.
    """

    def open_one() -> Any:
        connection = connect(path, key, create=create, immutable=immutable)
        if not foreign_keys:
            connection.execute("PRAGMA foreign_keys=OFF")
        return connection

    return _engine(open_one)


def memory_engine() -> Engine:
    """Return an engine on an empty database in memory, for comparing schemas."""
    return _engine(lambda: driver.connect(":memory:", isolation_level=None, check_same_thread=False))


def _engine(open_one: Callable[[], Any]) -> Engine:
    made = create_engine(
        "sqlite+pysqlite://",
        creator=open_one,
        module=driver,
        poolclass=StaticPool,
        hide_parameters=True,
        json_serializer=dumps,
    )

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return made


def extras(metadata: MetaData) -> list[str]:
    """Return the statements that make what no other database gets: full-text table and triggers.

    A class that says ``__append_only__`` refuses every update and delete; one that names a condition
    in ``__frozen_when__`` refuses them for rows on which it holds (signed records).
    """
    from app.models.base import Base

    made = [
        f"CREATE VIRTUAL TABLE {SEARCH_TABLE} USING fts5"
        "(words, content='', contentless_delete=1, tokenize=\"unicode61 remove_diacritics 0\")"
    ]
    for mapper in Base.registry.mappers:
        table = mapper.class_.__tablename__
        if table not in metadata.tables:
            continue
        frozen = getattr(mapper.class_, "__frozen_when__", None)
        if getattr(mapper.class_, "__append_only__", False) or frozen:
            made += [
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                + (f" WHEN OLD.{frozen}" if frozen else "")
                + f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                for verb in ("UPDATE", "DELETE")
            ]
    return [made[0], *sorted(made[1:])]


def is_sqlite(connection: Connection) -> bool:
    """Say whether the extras of this module exist on ``connection``."""
    return connection.dialect.name == "sqlite"


def install_extras(connection: Connection, metadata: MetaData) -> None:
    """Run ``extras`` on SQLite; do nothing elsewhere."""
    if is_sqlite(connection):
        for statement in extras(metadata):
            connection.exec_driver_sql(statement)


def fetch(connection: Connection, statement: str) -> list[tuple[Any, ...]]:
    """Return all rows of a pragma or query without parameters."""
    executable: Executable = text(statement)
    return [tuple(row) for row in connection.execute(executable)]
