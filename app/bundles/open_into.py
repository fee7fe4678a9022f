"""Laying a verified bundle's files into a folder: all of them or nothing."""

import os
import secrets
import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.bundles import paths, verify
from app.bundles.manifest import Manifest
from app.bundles.sidecar import Sidecar
from app.bundles.signer import Signer
from app.bundles.unpack import Opened
from app.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Laid:
    """A bundle whose files now lie in a folder. ``files`` are their paths in it, manifest included."""

    manifest: Manifest
    signer: Signer
    sha256: str
    sidecar: Sidecar
    files: tuple[str, ...]


def open_into(
    bundle: Path,
    out: Path,
    *,
    identities: Sequence[str],
    trusted: Collection[str] | None,
    cancelled: Callable[[], bool] | None = None,
) -> Laid:
    """Verify ``bundle`` wholly, then leave its plain files in ``out``, which must be new or empty.

    Everything is laid down in a private folder beside ``out`` that takes its name at the end; whatever
    goes wrong, that folder is removed. Raises what ``verify`` raises, ``bundle_out_taken`` and
    ``bundle_out_failed``.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Problem("bundle_out_taken")
    part = out.with_name(f".{out.name}.{secrets.token_hex(8)}.part")
    try:
        part.mkdir(mode=0o700)
    except OSError:
        raise Problem("bundle_out_failed") from None
    try:
        staged = part / "staged"
        with _private(staged) as staging:
            found = verify.verify(bundle, staging, identities=identities, trusted=trusted, cancelled=cancelled)
            laid = part / "laid"
            _lay(found.opened, laid)
        _take_place(laid, out)
    except OSError:
        raise Problem("bundle_out_failed") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    opened = found.opened
    return Laid(opened.manifest, opened.signer, found.sha256, found.sidecar, tuple(opened.archive.entries))


def _lay(opened: Opened, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    for path in opened.archive.entries:
        if not paths.is_entry(path):
            raise ValueError(path)  # the archive was opened without its check
        target = folder.joinpath(*path.split("/"))
        target.parent.mkdir(mode=0o700, exist_ok=True)
        with _private(target) as file:
            for chunk in opened.archive.chunks(path):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())


def _take_place(laid: Path, out: Path) -> None:
    if out.exists():
        out.rmdir()  # empty, as checked; a rename onto a folder fails on Windows
    laid.rename(out)


def _private(path: Path) -> BinaryIO:
    """Return a new file that only its owner may read."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "w+b")
