"""Opening a sealed bundle: every check before anything of it is used.

The order: unseal wholly, bounds of the ZIP, signature, am I meant, every file there and whole.
Whatever fails, the staging file is emptied again.
"""

import hashlib
import io
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from app.bundles import paths, recipients, signer, strict_json
from app.bundles.manifest import MANIFEST_BYTES, File, Manifest
from app.bundles.signer import Signer
from app.bundles.zip_read import Archive, open_archive
from app.crypto import sealing
from app.crypto.errors import Damaged, NotForUs
from app.domain import limits
from app.domain.problems import Problem

SEALED_BYTES_MAX = limits.BUNDLE_BYTES + limits.BUNDLE_BYTES // 1024
"""Sealing adds a header and 16 bytes for each 64 KiB."""
_SIGNATURE_BYTES = 4096
_JSON_BYTES = 64 * limits.MIB  # a JSON file is held whole in memory; NDJSON goes line by line


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle that passed every check. Lives as long as the staging file behind it."""

    manifest: Manifest
    manifest_bytes: bytes
    signature: str
    signer: Signer
    archive: Archive

    def read(self, path: str) -> bytes:
        """Return one file of the bundle. KeyError if it holds none of that name."""
        return self.archive.read(path, limit=limits.BUNDLE_BYTES)

    def has(self, path: str) -> bool:
        """Return whether the bundle holds ``path``."""
        return path in self.archive.entries

    def records(self, path: str) -> Iterator[dict[str, Any]]:
        """Yield the objects of an NDJSON file one by one.

        Raises ``bundle_json_refused`` at a line that is not an object.
        """
        for line in strict_json.lines(self.archive.chunks(path)):
            record = strict_json.parse(line)
            if not isinstance(record, dict):
                raise Problem("bundle_json_refused")
            yield record


class Ceiling(io.RawIOBase):
    """A target that refuses to grow beyond what a bundle may hold."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._size = 0
        self.crossed = False

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._size += len(data)
        if self._size > limits.BUNDLE_BYTES:
            self.crossed = True
            raise OSError("bundle too big")
        return self._target.write(data)

    def flush(self) -> None:
        self._target.flush()


def open_sealed(
    source: BinaryIO,
    staging: BinaryIO,
    *,
    identities: Sequence[str],
    trusted: Collection[str] | None,
    cancelled: Callable[[], bool] | None = None,
) -> Opened:
    """Unseal ``source`` into ``staging`` (private, empty, seekable) and check everything.

    Raises ``bundle_not_opened`` where none of ``identities`` fits (for somebody else, or its header is
    damaged: the caller knows the checksum and says which), ``bundle_damaged``, ``bundle_too_big``,
    ``bundle_zip_refused``, ``bundle_contents_differ``, ``bundle_not_recipient`` and what ``signer.check``
    and ``strict_json`` raise. An OSError of either file passes through.
    """
    try:
        _unseal(source, staging, identities)
        return check_plain(staging, identities=identities, trusted=trusted, cancelled=cancelled)
    except BaseException:
        staging.seek(0)
        staging.truncate()
        raise


def check_plain(
    staging: BinaryIO,
    *,
    identities: Sequence[str],
    trusted: Collection[str] | None,
    cancelled: Callable[[], bool] | None = None,
) -> Opened:
    """Check the unsealed ZIP in ``staging``; everything ``open_sealed`` does after unsealing."""
    archive = open_archive(staging)
    if not archive.entries.keys() >= paths.UNSIGNED:
        raise Problem("bundle_contents_differ")
    data = archive.read(paths.MANIFEST, limit=MANIFEST_BYTES)
    signature = archive.read(paths.SIGNATURE, limit=_SIGNATURE_BYTES).decode("ascii", "replace")
    manifest, who = signer.check(data, signature, trusted)
    if not recipients.is_ours(manifest, identities):
        raise Problem("bundle_not_recipient")
    if archive.entries.keys() - paths.UNSIGNED != {file.path for file in manifest.files}:
        raise Problem("bundle_contents_differ")
    for file in manifest.files:
        if cancelled is not None and cancelled():
            raise Problem("bundle_cancelled")
        _check_file(archive, file)
    return Opened(manifest, data, signature, who, archive)


def _unseal(source: BinaryIO, staging: BinaryIO, identities: Sequence[str]) -> None:
    ceiling = Ceiling(staging)
    try:
        sealing.unseal(source, cast(BinaryIO, ceiling), identities)
    except NotForUs:
        raise Problem("bundle_not_opened") from None
    except Damaged:
        raise Problem("bundle_damaged") from None
    except OSError:
        if ceiling.crossed:
            raise Problem("bundle_too_big", limit=limits.BUNDLE_BYTES // limits.MIB) from None
        raise


def _check_file(archive: Archive, file: File) -> None:
    """Compare one entry with the manifest and, where it is JSON, see that a parser may be let near it."""
    if archive.entries[file.path].size != file.size:
        raise Problem("bundle_contents_differ")
    running = hashlib.sha256()
    for chunk in archive.chunks(file.path):
        running.update(chunk)
    if running.hexdigest() != file.sha256:
        raise Problem("bundle_contents_differ")
    if file.path.endswith(".ndjson"):
        for _line in strict_json.lines(archive.chunks(file.path)):
            pass
    elif file.path.endswith(".json"):
        strict_json.check_depth(archive.read(file.path, limit=_JSON_BYTES))
