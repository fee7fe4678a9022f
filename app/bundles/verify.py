"""What can be said of a bundle on a stick: without a key, and with one."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.bundles import names, sidecar
from app.bundles.names import BundleName
from app.bundles.sidecar import Sidecar
from app.bundles.unpack import SEALED_BYTES_MAX, Opened, open_sealed
from app.domain import limits
from app.domain.problems import Problem

_INTRO = b"age-encryption.org/v1\n"
_HEADER_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Outside:
    """What anybody can see. ``keys`` = how many can open it, None where its beginning is no age file."""

    file_name: str
    name: BundleName | None
    size: int
    sha256: str
    sidecar: Sidecar
    keys: int | None


@dataclass(frozen=True, slots=True)
class Verified:
    """An opened bundle with the facts of its file. ``sidecar`` may differ although the bundle is whole:
    then it is the checksum that was damaged."""

    opened: Opened
    sha256: str
    size: int
    sidecar: Sidecar


def inspect(bundle: Path) -> Outside:
    """Look at ``bundle`` without a key. Raises ``bundle_file_missing`` or ``bundle_unreadable``."""
    with _reading(bundle) as file:
        try:
            sha256 = sidecar.digest(file)
            size = file.tell()
            file.seek(0)
            head = file.read(_HEADER_BYTES)
        except OSError:
            raise Problem("bundle_unreadable") from None
    return Outside(bundle.name, names.parse(bundle.name), size, sha256, sidecar.compare(bundle, sha256), _keys(head))


def verify(
    bundle: Path,
    staging: BinaryIO,
    *,
    identities: Sequence[str],
    trusted: Collection[str] | None,
    cancelled: Callable[[], bool] | None = None,
) -> Verified:
    """Open ``bundle`` into ``staging`` and check everything.

    Beside the problems of ``open_sealed`` it tells apart, by the checksum, ``bundle_damaged`` (copy it
    again), ``bundle_not_for_us`` (with the ``centre`` of its name) and, where there is no checksum,
    ``bundle_not_for_us_or_damaged``.
    """
    _check_size(bundle)
    outside = inspect(bundle)
    if outside.keys is None:
        raise Problem("bundle_damaged" if _was_a_bundle(outside) else "bundle_not_a_bundle")
    with _reading(bundle) as file:
        try:
            opened = open_sealed(file, staging, identities=identities, trusted=trusted, cancelled=cancelled)
        except Problem as problem:
            if problem.code == "bundle_not_opened":
                raise _not_opened(outside) from None
            raise
        except OSError:
            raise Problem("bundle_unreadable") from None
    return Verified(opened, outside.sha256, outside.size, outside.sidecar)


def _reading(bundle: Path) -> BinaryIO:
    try:
        return bundle.open("rb")
    except FileNotFoundError:
        raise Problem("bundle_file_missing", name=bundle.name) from None
    except OSError:
        raise Problem("bundle_unreadable") from None


def _check_size(bundle: Path) -> None:
    """Refuse a file that is too long before reading all of it."""
    with _reading(bundle) as file:
        try:
            size = file.seek(0, 2)
        except OSError:
            raise Problem("bundle_unreadable") from None
    if size > SEALED_BYTES_MAX:
        raise Problem("bundle_too_big", limit=limits.BUNDLE_BYTES // limits.MIB)


def _was_a_bundle(outside: Outside) -> bool:
    return outside.name is not None or outside.sidecar is Sidecar.DIFFERS


def _not_opened(outside: Outside) -> Problem:
    """No key of ours fits. Some damage to the header looks the same; only the checksum can tell."""
    if outside.sidecar is Sidecar.DIFFERS:
        return Problem("bundle_damaged")
    if outside.sidecar is Sidecar.ABSENT:
        return Problem("bundle_not_for_us_or_damaged")
    if outside.name is None:
        return Problem("bundle_not_for_us_renamed")
    return Problem("bundle_not_for_us", centre=outside.name.centre)


def _keys(head: bytes) -> int | None:
    """Return how many keys the age header names, or None where it is not the beginning of an age file."""
    if not head.startswith(_INTRO):
        return None
    header, mark, _rest = head.partition(b"\n--- ")
    return header.count(b"\n-> ") if mark else None
