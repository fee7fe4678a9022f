"""The incoming tray: sealed answer sheets beside the store. Counting and moving them needs no key."""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from app.storage.files import sync_folder, telling, write_atomic

TRAY: Final = "tray"
ASIDE: Final = "aside"
PREPARED: Final = "kiosk.json"
SUFFIX: Final = ".age"
MOST_BYTES: Final = 256 * 1024
"""No sheet of ours is near it; a longer file is not read."""

_NAME = re.compile(r"[0-9a-f]{32}\.age")


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many sheets wait, and since when the oldest does."""

    count: int
    oldest: datetime | None


def name_of(sheet: UUID) -> str:
    """Return the file name of a sheet: random digits, nothing about anybody."""
    return sheet.hex + SUFFIX


def put(folder: Path, name: str, sealed: bytes) -> None:
    """Write or replace one sheet, so that the old file or the whole new one is there. Raises the disk's Problem."""
    tray = folder / TRAY
    with telling(tray):
        tray.mkdir(mode=0o700, exist_ok=True)
    write_atomic(tray / name, sealed)


def files(folder: Path) -> list[Path]:
    """Return the waiting sheets, the oldest first. Other files in the tray are none of ours."""
    tray = folder / TRAY
    with telling(tray):
        if not tray.is_dir():
            return []
        found = [one for one in tray.iterdir() if _NAME.fullmatch(one.name) and one.is_file()]
        return sorted(found, key=lambda one: (one.stat().st_mtime, one.name))


def waiting(folder: Path) -> Waiting:
    """Count the sheets."""
    found = files(folder)
    oldest = datetime.fromtimestamp(found[0].stat().st_mtime, UTC) if found else None
    return Waiting(len(found), oldest)


def content(path: Path) -> tuple[bytes, datetime]:
    """Return a sheet's bytes, no more than a sheet can have, and when it was last written."""
    with telling(path.parent), path.open("rb") as file:
        return file.read(MOST_BYTES), datetime.fromtimestamp(path.stat().st_mtime, UTC)


def put_aside(path: Path) -> None:
    """Keep a sheet that cannot be taken, out of the way of the others."""
    _move(path, path.parent / ASIDE)


def aside(folder: Path) -> list[Path]:
    """Return the sheets that were put aside."""
    place = folder / TRAY / ASIDE
    with telling(place):
        return sorted(one for one in place.iterdir() if _NAME.fullmatch(one.name)) if place.is_dir() else []


def put_back(path: Path) -> None:
    """Let a sheet wait again."""
    _move(path, path.parent.parent)


def remove(path: Path) -> None:
    """Remove a sheet whose answers are in the store."""
    with telling(path.parent):
        path.unlink(missing_ok=True)
        sync_folder(path.parent)


def _move(path: Path, place: Path) -> None:
    with telling(place):
        place.mkdir(mode=0o700, exist_ok=True)
        os.replace(path, place / path.name)
        sync_folder(place)
        sync_folder(path.parent)
