"""What a file really is, by its content; and whether another program has it open."""

from pathlib import Path
from typing import BinaryIO, Literal
from zipfile import BadZipFile, ZipFile

from app.domain.limits import SHEET_BYTES
from app.domain.problems import Problem

Kind = Literal["xlsx", "csv"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_ENDINGS = frozenset({".csv", ".txt", ".tsv"})
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096


def open_elsewhere(path: Path) -> bool:
    """Return whether the lock file of Excel, WPS or LibreOffice lies beside the file."""
    name = path.name
    marks = (f"~${name}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#")
    return any((path.parent / mark).exists() for mark in marks if mark != name)


def open_sheet(path: Path) -> BinaryIO:
    """Open a spreadsheet file for reading.

    Raises ``Problem``: ``sheet_not_found``, ``sheet_open_elsewhere``, ``sheet_empty`` or
    ``sheet_too_big`` (most, in MiB).
    """
    try:
        if not path.is_file():  # nor a pipe, which could keep us waiting
            raise Problem("sheet_not_found")
        if open_elsewhere(path):
            raise Problem("sheet_open_elsewhere")
        source = path.open("rb")
    except PermissionError as error:  # on Windows the other program keeps the file to itself
        raise Problem("sheet_open_elsewhere") from error
    except (OSError, ValueError) as error:
        raise Problem("sheet_not_found") from error
    size = source.seek(0, 2)
    source.seek(0)
    if 0 < size <= SHEET_BYTES:
        return source
    source.close()
    if size:
        raise Problem("sheet_too_big", most=SHEET_BYTES // 1024 // 1024)
    raise Problem("sheet_empty")


def kind_of(source: BinaryIO, ending: str) -> Kind:
    """Return how to read the file; ``ending`` is its name's suffix, lower case. The position is put back to 0.

    Raises ``Problem``: ``sheet_old_format`` (.xls, .et), ``sheet_password``, ``sheet_macros``,
    ``sheet_other_format`` (.ods, .numbers, a web page…), ``sheet_damaged``.
    """
    head = source.read(_HEAD)
    try:
        if head.startswith(_OLE):
            raise Problem("sheet_password" if _mentions(source, "EncryptedPackage") else "sheet_old_format")
        if head.startswith(b"PK"):
            return _zip_kind(source)
    finally:
        source.seek(0)
    if ending in {".xls", ".et"}:  # school systems export web pages under these names
        raise Problem("sheet_old_format")
    if ending == ".xlsx":
        raise Problem("sheet_damaged")
    if ending not in _TEXT_ENDINGS or (b"\0" in head and not head.startswith(_WIDE_MARKS)):
        raise Problem("sheet_other_format")
    return "csv"


def _mentions(source: BinaryIO, stream: str) -> bool:
    """Return whether a compound file's directory names ``stream``."""
    wanted, tail = stream.encode("utf-16-le"), b""
    source.seek(0)
    while block := source.read(1 << 20):
        if wanted in tail + block:
            return True
        tail = block[-len(wanted) :]
    return False


def _zip_kind(source: BinaryIO) -> Kind:
    try:
        with ZipFile(source) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
        raise Problem("sheet_damaged") from error
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Problem("sheet_macros")
    if "xl/workbook.xml" in {name.lower() for name in names}:
        return "xlsx"
    raise Problem("sheet_other_format")
