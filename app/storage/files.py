"""The only way this program writes a file: temporary file, fsync, replace, fsync of the folder.

In simulated power cuts anything less left torn, empty or missing files.
"""

import errno
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.problems import Problem

CHUNK = 1024 * 1024
PART = ".part"
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO}


def megabytes(size: int) -> str:
    """Return ``size`` in bytes as a number of megabytes for a sentence, rounded up."""
    return str(max(1, -(-size // 1_000_000)))


def problem_of(error: OSError, folder: Path, needed: int = 0) -> Problem:
    """Return what a person should be told about ``error`` while writing ``needed`` bytes to ``folder``."""
    if error.errno in _FULL:
        return Problem("disk_full", folder=folder, needed=megabytes(needed))
    if error.errno in _READ_ONLY:
        return Problem("folder_read_only", folder=folder)
    if error.errno in _GONE:
        return Problem("folder_missing", folder=folder)
    return Problem("disk_error", folder=folder)


@contextmanager
def telling(folder: Path, needed: int = 0) -> Iterator[None]:
    """Turn an OSError of the body into the Problem that it means."""
    try:
        yield
    except OSError as error:
        raise problem_of(error, folder, needed) from error


def make_room(folder: Path, needed: int) -> None:
    """Raise ``Problem("disk_full")`` where fewer than ``needed`` bytes are free in ``folder``."""
    with telling(folder):
        free = shutil.disk_usage(folder).free
    if free < needed:
        raise Problem("disk_full", folder=folder, needed=megabytes(needed))


def read_chunks(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces."""
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    digest = hashlib.sha256()
    for chunk in read_chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable. Windows has no such call and keeps its own journal."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def swap(source: Path, target: Path) -> None:
    """Replace ``target`` by ``source`` in one step and make that durable.

    On Windows a virus scanner may hold the file for a moment, so it is tried for five seconds (not
    yet run on Windows).
    """
    deadline = time.monotonic() + 5
    while True:
        try:
            os.replace(source, target)
            break
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    sync_folder(target.parent)


def write_stream(path: Path, chunks: Iterable[bytes], *, size: int = 0) -> str:
    """Write ``chunks`` to ``path`` so that the old file or the whole new one is there; return the SHA-256.

    ``size`` is the number of bytes expected, checked against the free space first. Raises Problem
    ``disk_full``, ``folder_read_only``, ``folder_missing`` or ``disk_error``.
    """
    if size:
        make_room(path.parent, size)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")
    digest = hashlib.sha256()
    done = False
    with telling(path.parent, size):
        try:
            with part.open("xb") as target:
                for chunk in chunks:
                    digest.update(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            swap(part, path)
            done = True
        finally:
            if not done:
                part.unlink(missing_ok=True)
    return digest.hexdigest()


def write_atomic(path: Path, data: bytes) -> str:
    """Write ``data`` to ``path`` as ``write_stream`` does; return its SHA-256."""
    return write_stream(path, (data,), size=len(data))


def sweep(folder: Path) -> None:
    """Remove what interrupted writes left behind. Only names that this module makes are touched."""
    with telling(folder):
        for left in folder.glob(f"*.????????{PART}"):
            left.unlink(missing_ok=True)
