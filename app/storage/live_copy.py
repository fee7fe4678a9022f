"""Copying the store while it is open: SQLite's own backup makes a copy that is whole at one moment.

The files of an open store must not be copied by reading them: closing such a reader would drop the locks
that SQLite holds on them in this process.
"""

import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.storage import audit, sqlite
from app.storage.copying import FORMAT, MANIFEST, Copy, listed
from app.storage.files import make_room, read_chunks, sha256_of, swap, telling, write_atomic, write_stream
from app.storage.names import KEYS, STORE, key_of

_PAGES = 256  # copied at a time, between two reports
_PART = ".part"
_STAMP = "%Y%m%dT%H%M%SZ"


def copy_open(
    db: Session,
    folder: Path,
    into: Path,
    master: MasterKey,
    now: datetime,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Copy:
    """Copy the store that ``db`` is a session of, with its slot file, into the folder ``into``.

    ``db`` must be a reading session: SQLite copies no file that the same connection is writing to.
    ``progress`` gets pages done and in all; what it raises
    stops the copy. Raises Problem ``disk_full``, ``folder_read_only``, ``folder_missing``,
    ``disk_error`` or ``keys_missing``; then nothing that looks like a backup is in ``into``.
    """
    if not db.info.get(audit.READ_ONLY):
        raise RuntimeError("a store is copied in a reading session")
    keys = folder / KEYS
    if not keys.is_file():
        raise Problem("keys_missing")
    make_room(into, (folder / STORE).stat().st_size + keys.stat().st_size)
    name = f"{now.astimezone(UTC).strftime(_STAMP)}-{secrets.token_hex(4)}"
    part = into / (name + _PART)
    with telling(into):
        part.mkdir()
    try:
        _pages(db, part / STORE, master, progress)
        with telling(part):
            write_stream(part / KEYS, read_chunks(keys))
            hashes = {one: sha256_of(part / one) for one in (STORE, KEYS)}
        manifest = {"format": FORMAT, "v": 1, "made": now.astimezone(UTC).isoformat(), "sha256": hashes}
        write_atomic(part / MANIFEST, json.dumps(manifest, sort_keys=True).encode())
        with telling(into):
            swap(part, into / name)
    except BaseException:
        _clear(part)
        raise
    made = next((one for one in listed(into) if one.folder.name == name), None)
    if made is None:
        raise Problem("backup_damaged")
    return made


def _pages(db: Session, target: Path, master: MasterKey, progress: Callable[[int, int], None] | None) -> None:
    """Copy page by page into a new encrypted file under the same key."""
    source: Any = db.connection().connection.driver_connection
    copy = None

    def report(_status: int, left: int, total: int) -> None:
        if progress is not None:
            progress(total - left, total)

    try:
        copy = sqlite.connect(target, key_of(master), create=True)
        source.backup(copy, pages=_PAGES, progress=report)
    except sqlite.DatabaseError as error:
        raise Problem("disk_error", folder=target.parent.parent) from error
    finally:
        if copy is not None:
            copy.close()
    with telling(target.parent):
        journal = target.with_name(f"{STORE}-journal")
        journal.unlink(missing_ok=True)  # empty: the file was closed


def _clear(part: Path) -> None:
    with telling(part.parent):
        if part.is_dir():
            for file in part.iterdir():
                file.unlink()
            part.rmdir()
