"""Bringing an older store to this version's schema: on a copy, in one transaction, swapped in at the end.

Whatever fails, at whichever statement, the store itself stays as it was, byte for byte.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app import __version__
from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.domain.rights import Actor, Role
from app.storage import audit, schema, sqlite
from app.storage.files import read_chunks, swap, telling, write_stream
from app.storage.integrity import inspect_file
from app.storage.migrating import SCRIPTS, config, migrate
from app.storage.names import STORE, key_of

UPGRADING: Final = ".upgrading"
PROGRAM: Final = Actor(UUID(int=0), "", Role.SYSTEM)


def upgrade(
    folder: Path,
    master: MasterKey,
    *,
    now: datetime | None = None,
    scripts: Path = SCRIPTS,
    to: str = schema.HEAD,
) -> None:
    """Upgrade the store in ``folder``; nothing happens where it is up to date.

    Raises Problem ``store_newer`` or ``upgrade_failed``, or the disk's. The old file remains as
    ``store.db.before-<revision>`` until the next upgrade.
    """
    store, key = folder / STORE, key_of(master)
    found = _revision(store, key)
    if found == to:
        return
    copy = store.with_name(store.name + UPGRADING)
    with telling(folder):
        copy.unlink(missing_ok=True)
    write_stream(copy, read_chunks(store), size=store.stat().st_size)
    try:
        _migrate_copy(copy, key, master, now or datetime.now(UTC), scripts, found, to)
        if not inspect_file(copy, key).ok:
            raise Problem("upgrade_failed")
        kept = store.with_name(f"{store.name}.before-{to}")
        write_stream(kept, read_chunks(store), size=store.stat().st_size)
        with telling(folder):
            swap(copy, store)
    except SQLAlchemyError as error:
        raise Problem("upgrade_failed") from error
    finally:
        with telling(folder):
            for left in (copy, copy.with_name(copy.name + "-journal")):
                left.unlink(missing_ok=True)


def _revision(store: Path, key: bytes) -> str:
    engine = sqlite.engine(store, key)
    try:
        with engine.connect() as connection:
            return schema.revision(connection)
    finally:
        engine.dispose()


def _migrate_copy(copy: Path, key: bytes, master: MasterKey, now: datetime, scripts: Path, found: str, to: str) -> None:
    engine = sqlite.engine(copy, key, foreign_keys=False)
    try:
        with engine.execution_options(write=True).connect() as connection, connection.begin():
            before = _shape(connection)
            meant = _meant(connection, scripts, found, to)
            migrate(connection, to=to, scripts=scripts)
            _verify(connection, before, meant)
            with Session(connection) as db:
                db.info[audit.INFO] = audit.Sitting(master.derive("audit"), "", __version__)
                audit.append(
                    db, by=PROGRAM, action="upgrade", now=now, object_type="store",
                    details={"from": found, "to": to},
                )  # fmt: skip
    finally:
        engine.dispose()


def _shape(connection: Connection) -> dict[str, int]:
    """Return the row count of each table, and 0 for each trigger and virtual table, by name."""
    shape: dict[str, int] = {}
    rows = sqlite.fetch(connection, "SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'trigger')")
    for kind, name, sql in rows:
        if kind == "trigger" or sql.upper().startswith("CREATE VIRTUAL"):
            shape[name] = 0
        elif name != "alembic_version" and not name.startswith((sqlite.SEARCH_TABLE, "sqlite_")):
            quoted = name.replace('"', '""')
            shape[name] = sqlite.fetch(connection, f'SELECT count(*) FROM "{quoted}"')[0][0]  # noqa: S608 - a name from the schema itself
    return shape


def _meant(connection: Connection, scripts: Path, found: str, to: str) -> set[str]:
    """Return what the migrations in between say they drop or whose number of rows they change (``CHANGES``)."""
    directory = ScriptDirectory.from_config(config(connection, scripts))
    meant: set[str] = set()
    for step in directory.iterate_revisions(to, found):
        meant |= set(getattr(step.module, "CHANGES", ()))
    return meant


def _verify(connection: Connection, before: dict[str, int], meant: set[str]) -> None:
    """Raise ``Problem("upgrade_failed")`` where something is missing that no migration meant to change."""
    after = _shape(connection)
    lost = {name for name, count in before.items() if after.get(name) != count}
    if lost - meant or sqlite.fetch(connection, "PRAGMA foreign_key_check"):
        raise Problem("upgrade_failed")
