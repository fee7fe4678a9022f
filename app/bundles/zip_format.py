"""The part of the ZIP format (PKWARE APPNOTE 6.3) that a bundle uses.

One disk, no comment, no encryption, no data descriptor, no ZIP64; methods stored and deflate. Within
these bounds every byte of the file belongs to exactly one header or one entry, so that nothing can
overlap or hide between entries, and every unzip of the last thirty years opens it.
"""

import struct
from dataclasses import dataclass

STORED = 0
DEFLATED = 8
UTF8_FLAG = 0x0800
DEFLATE_LEVEL_FLAGS = 0x0006  # how hard the packer tried; says nothing to a reader

LOCAL = struct.Struct("<4s5H3L2H")
LOCAL_MAGIC = b"PK\x03\x04"
CENTRAL = struct.Struct("<4s6H3L5H2L")
CENTRAL_MAGIC = b"PK\x01\x02"
END = struct.Struct("<4s4H2LH")
END_MAGIC = b"PK\x05\x06"

VERSION = 20  # deflate and folders
MADE_ON_UNIX = 3 << 8
REGULAR_FILE = 0o100600 << 16
DOS_EPOCH_TIME, DOS_EPOCH_DATE = 0, 0x0021  # 1980-01-01: the true times stand in the manifest


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive. ``offset`` is where its local header begins, sizes in bytes."""

    path: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    data_offset: int = 0  # where its data begins; known after reading


def local_header(entry: Entry) -> bytes:
    """Return the header that stands before the entry's data."""
    name = entry.path.encode("ascii")
    head = LOCAL.pack(
        LOCAL_MAGIC,
        VERSION,
        0,
        entry.method,
        DOS_EPOCH_TIME,
        DOS_EPOCH_DATE,
        entry.crc,
        entry.packed,
        entry.size,
        len(name),
        0,
    )
    return head + name


def central_header(entry: Entry) -> bytes:
    """Return the entry's line in the directory at the end."""
    name = entry.path.encode("ascii")
    head = CENTRAL.pack(
        CENTRAL_MAGIC,
        MADE_ON_UNIX | VERSION,
        VERSION,
        0,
        entry.method,
        DOS_EPOCH_TIME,
        DOS_EPOCH_DATE,
        entry.crc,
        entry.packed,
        entry.size,
        len(name),
        0,
        0,
        0,
        0,
        REGULAR_FILE,
        entry.offset,
    )
    return head + name


def end_record(entries: int, directory_size: int, directory_offset: int) -> bytes:
    """Return the last 22 bytes of the archive."""
    return END.pack(END_MAGIC, 0, 0, entries, entries, directory_size, directory_offset, 0)
