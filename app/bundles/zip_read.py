"""Reading a ZIP that somebody else made: everything is refused that a bundle does not need.

Nothing is extracted by name. The directory is read first and must account for every byte of the file,
so that entries cannot overlap, repeat or hide; then entries are read one at a time, within limits.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from app.bundles import paths
from app.bundles.zip_format import (
    CENTRAL,
    CENTRAL_MAGIC,
    DEFLATE_LEVEL_FLAGS,
    DEFLATED,
    END,
    END_MAGIC,
    LOCAL,
    LOCAL_MAGIC,
    STORED,
    UTF8_FLAG,
    Entry,
)
from app.domain import limits
from app.domain.problems import Problem

_CHUNK = 1 << 18
_PATH_BYTES = 128
_EXTRA_BYTES = 64
_EXTRAS = frozenset({b"UT", b"ux"})  # times and owners that the zip program adds; both say nothing
_UNIX = 3
_FILE_TYPE, _PLAIN_FILE = 0o170000, 0o100000


@dataclass(frozen=True, slots=True)
class Archive:
    """An open ZIP whose directory has been checked. ``entries`` in the order of the file."""

    file: BinaryIO
    entries: dict[str, Entry]

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield an entry's bytes; after the last one length and CRC-32 have been found right."""
        entry = self.entries[path]
        crc = size = 0
        for chunk in _inflated(self.file, entry) if entry.method == DEFLATED else _raw(self.file, entry):
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
            if size > entry.size:
                raise _hostile("length")
            yield chunk
        if size != entry.size or crc != entry.crc:
            raise _hostile("checksum")

    def read(self, path: str, *, limit: int) -> bytes:
        """Return an entry as bytes. Raises ``bundle_zip_refused`` where it is longer than ``limit``."""
        if self.entries[path].size > limit:
            raise _hostile("entry_size")
        return b"".join(self.chunks(path))


def open_archive(file: BinaryIO) -> Archive:
    """Check the directory of the ZIP in ``file`` (seekable, whole) and return it.

    Raises ``bundle_zip_refused`` with what was found, or ``bundle_too_big``.
    """
    end = file.seek(0, 2)
    if end > limits.BUNDLE_BYTES:
        raise Problem("bundle_too_big", limit=limits.BUNDLE_BYTES // limits.MIB)
    count, start = _end_record(file, end)
    file.seek(start)
    directory = file.read(end - END.size - start)
    entries: dict[str, Entry] = {}
    unpacked = offset = at = 0
    for _ in range(count):
        entry, at = _central(directory, at)
        if entry.path in entries:
            raise _hostile("twice")
        if entry.offset != offset:
            raise _hostile("overlap")
        entry = _with_local(file, entry, start)
        offset = entry.data_offset + entry.packed
        unpacked += entry.size
        if unpacked > limits.BUNDLE_BYTES:
            raise Problem("bundle_too_big", limit=limits.BUNDLE_BYTES // limits.MIB)
        entries[entry.path] = entry
    if at != len(directory) or offset != start:
        raise _hostile("overlap")
    return Archive(file, entries)


def _end_record(file: BinaryIO, end: int) -> tuple[int, int]:
    """Return how many entries there are and where the directory begins."""
    if end < END.size:
        raise _hostile("not_a_zip")
    file.seek(end - END.size)
    magic, disk, first, here, count, size, start, comment = END.unpack(file.read(END.size))
    if magic != END_MAGIC or disk or first or here != count or comment:
        raise _hostile("not_a_zip")
    if count > limits.BUNDLE_ENTRIES:
        raise _hostile("entries")
    if start + size != end - END.size or size > count * (CENTRAL.size + _PATH_BYTES + _EXTRA_BYTES):
        raise _hostile("directory")
    return count, start


def _central(directory: bytes, at: int) -> tuple[Entry, int]:
    """Return the entry whose line begins at ``at``, and where the next line begins."""
    if at + CENTRAL.size > len(directory):
        raise _hostile("directory")
    (magic, made_by, _need, flags, method, _time, _date, crc, packed, size, name_size, extra_size,
     comment_size, disk, _inner, outer, offset) = CENTRAL.unpack_from(directory, at)  # fmt: skip
    name_at = at + CENTRAL.size
    extra_at = name_at + name_size
    after = extra_at + extra_size
    if magic != CENTRAL_MAGIC or disk or comment_size or after > len(directory):
        raise _hostile("directory")
    path = _path(directory[name_at:extra_at])
    _check_extras(directory[extra_at:after])
    if made_by >> 8 == _UNIX and (outer >> 16) & _FILE_TYPE not in (0, _PLAIN_FILE):
        raise _hostile("link")
    _check_packing(flags, method, packed, size)
    return Entry(path, method, crc, packed, size, offset), after


def _with_local(file: BinaryIO, entry: Entry, directory_at: int) -> Entry:
    """Return ``entry`` with where its data begins; its own header must say the same as the directory."""
    file.seek(entry.offset)
    head = file.read(LOCAL.size)
    if len(head) < LOCAL.size:
        raise _hostile("overlap")
    magic, _need, flags, method, _time, _date, crc, packed, size, name_size, extra_size = LOCAL.unpack(head)
    name, extra = file.read(name_size), file.read(extra_size)
    if magic != LOCAL_MAGIC or (method, crc, packed, size) != (
        entry.method,
        entry.crc,
        entry.packed,
        entry.size,
    ):
        raise _hostile("two_headers")
    if _path(name) != entry.path:
        raise _hostile("two_headers")
    _check_extras(extra)
    _check_packing(flags, method, packed, size)
    data_at = entry.offset + LOCAL.size + name_size + extra_size
    if data_at + packed > directory_at:
        raise _hostile("overlap")
    return replace(entry, data_offset=data_at)


def _path(raw: bytes) -> str:
    try:
        path = raw.decode("ascii")
    except UnicodeDecodeError:
        raise _hostile("path") from None
    if not paths.is_entry(path):
        raise _hostile("path")
    return path


def _check_extras(extra: bytes) -> None:
    """Refuse every extra field that could change a name or a length."""
    while extra:
        size = int.from_bytes(extra[2:4], "little")
        if extra[:2] not in _EXTRAS or len(extra) < 4 + size:
            raise _hostile("extra")
        extra = extra[4 + size :]


def _check_packing(flags: int, method: int, packed: int, size: int) -> None:
    if flags & ~(UTF8_FLAG | DEFLATE_LEVEL_FLAGS) or method not in (STORED, DEFLATED):
        raise _hostile("method")
    if method == STORED and packed != size:
        raise _hostile("length")
    if size > packed * limits.BUNDLE_RATIO:
        raise _hostile("ratio")


def _raw(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    for at in range(entry.data_offset, entry.data_offset + entry.packed, _CHUNK):
        file.seek(at)
        yield file.read(min(_CHUNK, entry.data_offset + entry.packed - at))


def _inflated(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """Yield the inflated data, never more than one chunk at a time, whatever the packer promised."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for packed in _raw(file, entry):
            waiting = packed
            while waiting:
                yield inflater.decompress(waiting, _CHUNK)
                waiting = inflater.unconsumed_tail
                if inflater.unused_data:
                    raise _hostile("length")
        yield inflater.flush()
    except zlib.error:
        raise _hostile("checksum") from None
    if not inflater.eof:
        raise _hostile("length")


def _hostile(found: str) -> Problem:
    return Problem("bundle_zip_refused", found=found)
