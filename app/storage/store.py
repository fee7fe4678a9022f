"""An open store: one worker, one connection, explicit transactions."""

import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self

from sqlalchemy import Engine, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import __version__
from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.models.node import Node
from app.storage import audit, changes, home, keyfile, location, schema, sqlite
from app.storage.files import megabytes
from app.storage.names import STORE, key_of

ROOM: Final = 8_000_000  # bytes: with less free than this, an I/O error is told as a full disk
_READ_ONLY: Final = 8
_CANNOT_OPEN: Final = 14  # the journal cannot be made
_IO_ERROR: Final = 10
_FULL: Final = 13
_DAMAGE_CODES: Final = (11, 26)
_BUSY_CODES: Final = (5, 6)


def _code(error: DBAPIError) -> int:
    code: int = getattr(error.orig, "sqlite_errorcode", 0)
    return code & 0xFF


def problem_of(error: DBAPIError, folder: Path) -> Problem | None:
    """Return what a person should be told about a database error, or None for a fault of the program.

    SQLite reports a file-size limit or a full disk also as "disk I/O error", so the free space is asked.
    """
    code = _code(error)
    if code == _FULL:
        return Problem("disk_full", folder=folder, needed=megabytes(ROOM))
    if code == _IO_ERROR:
        full = shutil.disk_usage(folder).free < ROOM
        return (
            Problem("disk_full", folder=folder, needed=megabytes(ROOM))
            if full
            else Problem("disk_error", folder=folder)
        )
    if code in (_READ_ONLY, _CANNOT_OPEN):
        return Problem("folder_read_only", folder=folder)
    if code in _DAMAGE_CODES:
        return Problem("store_damaged")
    return Problem("store_busy") if code in _BUSY_CODES else None


def _slots_generation(folder: Path) -> int:
    return keyfile.read_copies(folder).files[0].generation if keyfile.exists(folder) else 0


def _ages(folder: Path, engine: Engine, master: MasterKey) -> tuple[int, tuple[str, ...]]:
    """Return the store's generation and what is older than it should be, as codes of sentences.

    Encryption finds damage, not yesterday's file put back: store and slot file therefore remember
    each other's generation.
    """
    with Session(engine) as db:
        node = db.scalars(select(Node)).one()
        generation, slots_seen = node.generation, node.slots_generation
    if not keyfile.exists(folder):
        return generation, ("keys_missing",)
    file = keyfile.authentic(folder, master)
    warnings = []
    if keyfile.store_generation(file, master) > generation:
        warnings.append("store_is_older_copy")
    if file.generation < slots_seen:
        warnings.append("keys_are_older_copy")
    return generation, tuple(warnings)


class Store:
    """The encrypted store of one folder. Made by ``open``; every session comes from here."""

    def __init__(self, folder: Path, engine: Engine, master: MasterKey) -> None:
        self.folder = folder
        self.generation, self.warnings = _ages(folder, engine, master)
        self._master = master
        self._engine = engine
        self._writing = engine.execution_options(write=True)
        self._sitting = audit.Sitting(master.derive("audit"), secrets.token_hex(8), __version__)
        self._stamped = False
        self._remembered = self.generation
        self._lock = threading.Lock()
        self._holder: int | None = None

    @classmethod
    def open(cls, folder: Path, master: MasterKey) -> Self:
        """Open the store in ``folder``.

        Tests the library versions, the place and the header, compares the schema, and upgrades an
        older one on a copy. Raises Problem (``store_missing``, ``store_unreadable``,
        ``store_damaged``, ``store_newer``, ``store_not_encrypted``, ``library_too_old``, …).
        """
        sqlite.self_test()
        location.require_local(folder)
        engine = sqlite.engine(folder / STORE, key_of(master))
        try:
            with engine.connect() as connection:
                old = schema.needs_upgrade(schema.revision(connection))
        except DBAPIError as error:
            engine.dispose()
            raise problem_of(error, folder) or error from error
        except Problem:
            engine.dispose()
            raise
        if old:
            engine.dispose()
            from app.storage.upgrade import upgrade

            upgrade(folder, master)
            engine = sqlite.engine(folder / STORE, key_of(master))
        return cls(folder, engine, master)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session that cannot change anything but the read log (``audit.read``)."""
        with self._session(self._engine, read_only=True) as db:
            db.connection().exec_driver_sql("PRAGMA query_only=ON")
            try:
                yield db
            finally:
                db.expunge_all()  # what was read keeps its values
                db.rollback()
                db.connection().exec_driver_sql("PRAGMA query_only=OFF")
                db.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session that commits on a clean exit and rolls everything back otherwise."""
        with self._session(self._writing, read_only=False) as db:
            try:
                yield db
                self._commit(db)
            except BaseException:
                db.rollback()
                raise

    def _commit(self, db: Session) -> None:
        """Commit; the first change of a sitting also counts up the generation, here and in the slot file."""
        counts = not self._stamped and bool(db.info.get(audit.CHANGED))
        if counts:
            node = db.scalars(select(Node)).one()
            node.generation = self.generation + 1
            node.slots_generation = max(node.slots_generation, _slots_generation(self.folder))
        db.commit()
        audit.settle(db)
        if counts:
            self._stamped = True
            self.generation += 1
        if self._remembered < self.generation and keyfile.exists(self.folder):
            # The change is committed and stays so; a full disk only puts the note off to the next one.
            with suppress(Problem):
                keyfile.remember_generation(self.folder, self._master, self.generation)
                self._remembered = self.generation

    @contextmanager
    def _session(self, engine: Engine, *, read_only: bool) -> Iterator[Session]:
        me = threading.get_ident()
        if self._holder == me:
            raise RuntimeError("a session of this store is already open in this thread")
        with self._lock:
            self._holder = me
            try:
                # No autoflush: a flush that nobody asked for would lose what a row was before.
                with Session(engine, expire_on_commit=False, autoflush=False) as db:
                    event.listen(db, "before_flush", changes.guard)
                    db.info[audit.INFO] = self._sitting
                    db.info[audit.READ_ONLY] = read_only
                    db.info[home.INFO] = home.Home(self.folder, self._master)
                    yield db
            except DBAPIError as error:
                if read_only and _code(error) == _READ_ONLY:
                    raise RuntimeError("a reading session changes nothing") from error
                raise problem_of(error, self.folder) or error from error
            finally:
                self._holder = None

    def close(self) -> None:
        """Close the file and check that what lies there is not plaintext."""
        with self._lock:
            self._engine.dispose()
        sqlite.refuse_plaintext(self.folder / STORE)

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()
