"""One file on its way into a bundle: where its bytes are, how long they are and what they hash to."""

import hashlib
import os
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.bundles import paths
from app.bundles.zip_format import DEFLATED, STORED
from app.domain import limits
from app.domain.problems import Problem

CHUNK = 1 << 20
_COMPRESS_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Content:
    """A measured file. ``data`` holds the bytes as they will be stored; a big file stays on disk."""

    path: str
    size: int
    sha256: str
    crc: int
    method: int
    packed: int
    data: bytes | Path
    stamp: tuple[int, int] = (0, 0)  # length and time of change of a file on disk

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes as they will be stored.

        Raises ``bundle_source_changed`` if the file on disk is no longer the one that was measured.
        """
        if isinstance(self.data, bytes):
            yield self.data
            return
        left = self.packed
        with self.data.open("rb") as file:
            while left and (chunk := file.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk
            if left or _stamp(file) != self.stamp:
                raise Problem("bundle_source_changed", path=self.path)


def measure(path: str, source: bytes | Path) -> Content:
    """Return ``source`` measured and, where it pays, deflated.

    Bytes are deflated unless their format is compressed already; a file on disk is stored, so that
    100 MB of pictures never pass through memory. Raises ValueError for a path that no bundle may
    hold, ``bundle_too_big`` for more than a reader would take.
    """
    if not paths.is_entry(path):
        raise ValueError(f"no bundle may hold {path!r}")
    if isinstance(source, Path):
        with source.open("rb") as file:
            stamp = _stamp(file)
            size, sha256, crc = _measure_file(file)
        return Content(path, size, sha256, crc, STORED, size, source, stamp)
    if len(source) > limits.BUNDLE_BYTES:
        raise Problem("bundle_too_big", limit=limits.BUNDLE_BYTES // limits.MIB)
    crc, sha256 = zlib.crc32(source), hashlib.sha256(source).hexdigest()
    if not paths.is_compressed(path):
        packer = zlib.compressobj(_COMPRESS_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(source) + packer.flush()
        # Very repetitive text would look like a bomb to a reader: such a file is stored.
        if len(packed) < len(source) <= len(packed) * limits.BUNDLE_RATIO:
            return Content(path, len(source), sha256, crc, DEFLATED, len(packed), packed)
    return Content(path, len(source), sha256, crc, STORED, len(source), source)


def _stamp(file: BinaryIO) -> tuple[int, int]:
    facts = os.fstat(file.fileno())
    return facts.st_size, facts.st_mtime_ns


def _measure_file(file: BinaryIO) -> tuple[int, str, int]:
    """Return size, SHA-256 and CRC-32. Two cores hash side by side: both functions let go of Python."""
    digest, crc, size = hashlib.sha256(), 0, 0
    with ThreadPoolExecutor(max_workers=1) as pool:
        pending = None
        while chunk := file.read(CHUNK):
            if pending is not None:
                pending.result()
            pending = pool.submit(digest.update, chunk)
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
            if size > limits.BUNDLE_BYTES:
                raise Problem("bundle_too_big", limit=limits.BUNDLE_BYTES // limits.MIB)
    return size, digest.hexdigest(), crc
