"""Copying a closed store: ciphertext and slot file with their hashes. Needs no key and only the standard library.

The gate calls this after the workspace has ended. A copy is worth nothing until ``backup.verify``
has opened it.
"""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from app.domain.problems import Problem
from app.storage.files import make_room, read_chunks, sha256_of, swap, sync_folder, telling, write_atomic, write_stream
from app.storage.names import BACKUPS, KEYS, STORE

MANIFEST: Final = "manifest.json"
VERIFIED: Final = "verified.json"
FORMAT: Final = "xinqiao-backup"
_PLAIN: Final = b"SQLite format 3\0"
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_PART: Final = ".part"


@dataclass(frozen=True, slots=True)
class Copy:
    """One backup: a folder with ``store.db``, ``vault.keys``, ``manifest.json`` and, once verified, its proof."""

    folder: Path
    made: datetime
    hashes: dict[str, str]
    claimed: bool  # there is a ``verified.json``; only the key can tell whether it is true


def copy(folder: Path, now: datetime, *, into: Path | None = None) -> Copy | None:
    """Copy the closed store in ``folder`` into its backups (or ``into``); return None if nothing changed.

    Raises Problem ``store_not_closed`` while a journal waits to be rolled back (the next workspace
    does that on opening), ``store_not_encrypted``, ``store_missing``, or the disk's.
    """
    store, keys = folder / STORE, folder / KEYS
    if not store.is_file() or not keys.is_file():
        raise Problem("store_missing")
    with telling(folder):
        journal = store.with_name(STORE + "-journal")
        if journal.exists() and journal.stat().st_size:
            raise Problem("store_not_closed")
        with store.open("rb") as file:
            if file.read(len(_PLAIN)) == _PLAIN:
                raise Problem("store_not_encrypted")
        target = into or folder / BACKUPS
        target.mkdir(exist_ok=True)
        hashes = {name: sha256_of(folder / name) for name in (STORE, KEYS)}
        size = store.stat().st_size + keys.stat().st_size
    latest = next(iter(listed(target)), None)
    if latest and latest.hashes == hashes and _intact(latest):
        return None
    make_room(target, size)
    name = f"{now.astimezone(UTC).strftime(_STAMP)}-{secrets.token_hex(4)}"
    part = target / (name + _PART)
    with telling(target, size):
        part.mkdir()
        for one in hashes:
            write_stream(part / one, read_chunks(folder / one))
    manifest = {"format": FORMAT, "v": 1, "made": now.astimezone(UTC).isoformat(), "sha256": hashes}
    write_atomic(part / MANIFEST, json.dumps(manifest, sort_keys=True).encode())
    with telling(target):
        swap(part, target / name)
    made = _read(target / name)
    if made is None or not _intact(made):
        raise Problem("backup_damaged")
    return made


def _intact(found: Copy) -> bool:
    """Say whether the files still have the hashes in the manifest (read back from the disk)."""
    try:
        return all(sha256_of(found.folder / name) == digest for name, digest in found.hashes.items())
    except OSError:
        return False


def _read(folder: Path) -> Copy | None:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        if manifest["format"] != FORMAT or set(manifest["sha256"]) != {STORE, KEYS}:
            return None
        made = datetime.fromisoformat(manifest["made"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Copy(folder, made, dict(manifest["sha256"]), (folder / VERIFIED).exists())


def _folders(backups: Path) -> Iterator[Path]:
    if backups.is_dir():
        yield from (path for path in backups.iterdir() if path.is_dir() and not path.name.endswith(_PART))


def listed(backups: Path) -> list[Copy]:
    """Return the backups in a folder, the latest first. Folders that are none are passed over."""
    with telling(backups):
        found = [one for path in _folders(backups) if (one := _read(path))]
    return sorted(found, key=lambda one: (one.made, one.folder.name), reverse=True)


def remove(found: Copy) -> None:
    """Delete one backup, its manifest first: what is left of an interrupted deletion is no backup."""
    with telling(found.folder.parent):
        for name in (MANIFEST, VERIFIED, KEYS, STORE):
            (found.folder / name).unlink(missing_ok=True)
        sync_folder(found.folder)
        found.folder.rmdir()


def sweep(backups: Path) -> None:
    """Remove what interrupted copying left behind. Only folders that this module names are touched."""
    with telling(backups):
        for part in backups.glob(f"*Z-????????{_PART}"):
            for file in part.iterdir():
                file.unlink()
            part.rmdir()
