"""Putting a sealed bundle on a stick, so that whatever happens to the stick, no half bundle counts.

Write under another name, flush, read back, decrypt with our own key, then rename. Only after that has
returned may anybody call it written.
"""

import contextlib
import errno
import io
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from app.bundles import names, sidecar
from app.bundles.pack import Prepared, Sealed
from app.bundles.zip_write import Progress
from app.crypto import sealing
from app.crypto.errors import CryptoError
from app.domain.problems import Problem

HOW_TO_OPEN_TEXT = Path(__file__).with_name(names.HOW_TO_OPEN)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle on the stick that was read back and decrypted."""

    path: Path
    sha256: str
    size: int


def write_bundle(
    folder: Path,
    prepared: Prepared,
    *,
    own_identity: str,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Write ``prepared``, its checksum and HOW-TO-OPEN.txt into ``folder``.

    ``own_identity`` must be one of the recipients' secrets. Raises ``bundle_no_space`` (before or while
    writing), ``bundle_exists``, ``bundle_write_failed`` (the stick is gone or read-only),
    ``bundle_read_back_failed`` (the stick lies) and ``bundle_cancelled``; after any of them there is no
    bundle of this name in ``folder``.
    """
    target = folder / str(prepared.name)
    part = target.with_name(target.name + ".part")
    try:
        if target.exists():
            raise Problem("bundle_exists", name=target.name)
        if shutil.disk_usage(folder).free < prepared.sealed_size * 6 // 5:
            raise Problem("bundle_no_space")
        with part.open("wb") as file:
            done = prepared.seal_into(file, progress=progress, cancelled=cancelled)
            _settle(file)
        _read_back(part, done, own_identity)
        part.rename(target)
        _place(sidecar.path_for(target), sidecar.line(done.sha256, target.name))
        _place(folder / names.HOW_TO_OPEN, HOW_TO_OPEN_TEXT.read_bytes())
        _settle_folder(folder)
    except OSError as error:
        code = "bundle_no_space" if error.errno in _NO_ROOM else "bundle_write_failed"
        raise Problem(code) from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return Written(target, done.sha256, done.size)


def check_again(written: Written, *, own_identity: str) -> None:
    """Read a bundle once more after the stick was taken out and put in again: a cache can fake the
    first reading. Raises ``bundle_read_back_failed`` or ``bundle_write_failed``.
    """
    try:
        _read_back(written.path, Sealed(written.sha256, written.size), own_identity)
    except OSError:
        raise Problem("bundle_write_failed") from None


def withdraw(written: Written) -> None:
    """Take a bundle away again that nobody may call sent. A stick that is gone took it along."""
    for path in (written.path, sidecar.path_for(written.path)):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


class _Nowhere(io.RawIOBase):
    """Takes everything and keeps nothing: decrypting for proof needs no copy of the content."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)


def _read_back(path: Path, done: Sealed, own_identity: str) -> None:
    with path.open("rb") as file:
        _forget_cache(file)
        if sidecar.digest(file) != done.sha256 or file.tell() != done.size:
            raise Problem("bundle_read_back_failed")
        file.seek(0)
        try:
            sealing.unseal(file, cast(BinaryIO, _Nowhere()), [own_identity])
        except CryptoError:
            raise Problem("bundle_read_back_failed") from None


def _place(path: Path, data: bytes) -> None:
    """Write a small file whole or not at all; one that says the same already is left alone."""
    if path.exists() and path.read_bytes() == data:
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            _settle(file)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _settle_folder(folder: Path) -> None:
    """Flush the folder's own entry where the system knows how (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _forget_cache(file: BinaryIO) -> None:
    """Ask the system to read from the stick itself. Only a wish; see ``check_again``."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
