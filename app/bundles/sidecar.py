"""The checksum beside a bundle: tells a damaged copy from a bundle that is for somebody else.

One line in the format of ``sha256sum``; the file's name in it is not looked at, since people rename.
"""

import hashlib
import re
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from app.bundles.names import SIDECAR

_LINE = re.compile(rb"(?P<digest>[0-9A-Fa-f]{64}) [ *][^\r\n]{1,255}\r?\n?")
_CHUNK = 1 << 20


class Sidecar(StrEnum):
    """What the checksum says of the file beside it."""

    MATCHES = "matches"
    DIFFERS = "differs"
    ABSENT = "absent"  # no checksum, or one that is itself unreadable


def line(sha256: str, name: str) -> bytes:
    """Return the content of the checksum file for the bundle called ``name``."""
    return f"{sha256}  {name}\n".encode()


def path_for(bundle: Path) -> Path:
    """Return where the checksum of ``bundle`` stands."""
    return bundle.with_name(bundle.name + SIDECAR)


def digest(file: BinaryIO) -> str:
    """Return the SHA-256 of ``file`` from its beginning, in hex."""
    file.seek(0)
    running = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        running.update(chunk)
    return running.hexdigest()


def compare(bundle: Path, sha256: str) -> Sidecar:
    """Return whether the checksum beside ``bundle`` is ``sha256``."""
    try:
        with path_for(bundle).open("rb") as file:
            written = _LINE.fullmatch(file.read(512))
    except OSError:
        return Sidecar.ABSENT
    if written is None:
        return Sidecar.ABSENT
    return Sidecar.MATCHES if written["digest"].decode().lower() == sha256 else Sidecar.DIFFERS
