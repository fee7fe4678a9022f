"""A look through an .xlsx file before it is parsed: sizes, far-off cells, formulas without a value.

The parser lays a sheet out as one block from the first to the last cell, so that one cell at XFD1048576 would ask for
17 thousand million places; and it hands a formula's fault over as an empty cell. Both are found here by
streaming the sheet's XML, whatever its <dimension> claims. Nothing is unpacked to disk.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from app.domain.limits import MIB, SHEET_COLUMNS, SHEET_MEMORY, SHEET_ROWS
from app.domain.problems import Problem

HEADER_ROWS = 20  # title rows and header that may stand above the limit's rows of data
_ENTRIES = 10_000
_RATIO = 200  # cell addresses differ from each other: no honest sheet packs this well
_SMALL = 16 * MIB
_BLOCK = MIB
_FAULTS = 100_000

# Addresses beyond SHEET_COLUMNS (KN) or SHEET_ROWS + HEADER_ROWS (20020), found without a look at every cell.
_FAR_COLUMN = rb"(?:[A-Z]{3}|[L-Z][A-Z]|K[O-Z])[0-9]+"
_FAR_ROW = rb"[A-Z]{1,3}(?:[0-9]{6,}|[3-9][0-9]{4}|2[1-9][0-9]{3}|20[1-9][0-9]{2}|200[3-9][0-9]|2002[1-9])"
_FAR = re.compile(rb'r="(?:' + _FAR_COLUMN + rb"|" + _FAR_ROW + rb')"')
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Scan:
    """0-based places of formulas that came to no value, by the row."""

    faults: dict[int, list[int]]


def column_index(letters: bytes) -> int:
    """Return the 0-based index of column ``A``…``XFD``."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def check_sizes(archive: ZipFile) -> None:
    """Refuse an archive whose directory announces more than can be meant: ``Problem("sheet_too_large")``."""
    entries = archive.infolist()
    packed_well = any(e.file_size > _SMALL and e.file_size > _RATIO * max(e.compress_size, 1) for e in entries)
    if len(entries) > _ENTRIES or packed_well or sum(e.file_size for e in entries) > SHEET_MEMORY:
        raise Problem("sheet_too_large", rows=SHEET_ROWS, columns=SHEET_COLUMNS)


def scan(source: BinaryIO, sheet: str) -> Scan:
    """Look through the sheet named ``sheet``. The position is put back to 0.

    Raises ``Problem("sheet_too_large")`` for sizes or cells beyond the limits; zip errors as they come.
    """
    faults: dict[int, list[int]] = {}
    with ZipFile(source) as archive:
        check_sizes(archive)
        part = _part_of(archive, sheet)
        for block in _tags(archive, part) if part else ():
            _refuse_far_cells(block)
            for row, column in _faults(block):
                faults.setdefault(row, []).append(column)
            if len(faults) > _FAULTS:
                raise Problem("sheet_damaged")
    source.seek(0)
    return Scan(faults)


def _attributes(tag: bytes) -> dict[str, str]:
    return {name.decode(): unescape(value.decode("utf-8", "replace")) for name, value in _ATTRIBUTE.findall(tag)}


def _small(archive: ZipFile, name: str) -> bytes:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return b""
    with archive.open(info) as part:
        return part.read(_SMALL)


def _part_of(archive: ZipFile, sheet: str) -> ZipInfo | None:
    """Return the archive's entry that holds the sheet; None where the parser must say what it makes of the file."""
    tags = map(_attributes, _SHEET.findall(_small(archive, "xl/workbook.xml")))
    own = next((tag for tag in tags if tag.get("name") == sheet), {})
    wanted = next((value for name, value in own.items() if name.endswith(":id")), "")
    relations = map(_attributes, _RELATION.findall(_small(archive, "xl/_rels/workbook.xml.rels")))
    target = next((tag.get("Target", "") for tag in relations if tag.get("Id") == wanted), "")
    name = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return archive.NameToInfo.get(name)


def _tags(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """Yield the part's bytes in blocks that no cell is cut by."""
    rest = b""
    total = 0
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            total += len(block)
            if total > SHEET_MEMORY:
                raise Problem("sheet_too_large", rows=SHEET_ROWS, columns=SHEET_COLUMNS)
            block = rest + block
            cut = block.rfind(b"<c ")
            cut = cut if cut > 0 else block.rfind(b"<")
            rest = block[cut:] if cut >= 0 else b""
            yield block[:cut] if cut >= 0 else block
    yield rest


def _refuse_far_cells(block: bytes) -> None:
    """An address beyond the limits is refused where its cell holds something; styled empty cells are common."""
    for found in _FAR.finditer(block):
        opening = block.rfind(b"<", 0, found.start())
        closing = block.find(b">", found.end())
        is_cell = re.match(rb"<(?:\w+:)?c\s", block[opening : opening + 24]) is not None
        if is_cell and block[closing - 1 : closing] != b"/":
            raise Problem("sheet_too_large", rows=SHEET_ROWS, columns=SHEET_COLUMNS)


def _faults(block: bytes) -> Iterator[tuple[int, int]]:
    """Find cells of the error type, and formulas that nobody worked out (written without a value)."""
    for mark in (b't="e"', b"</f></c>", b"</f><v></v></c>", b"</f><v/></c>", b"</f><v /></c>"):
        at = -1
        while (at := block.find(mark, at + 1)) >= 0:
            opening = max(block.rfind(b"<c ", 0, at + 1), block.rfind(b":c ", 0, at + 1))
            if opening >= 0 and (address := _ADDRESS.search(block, opening, block.find(b">", opening))):
                yield int(address[2]) - 1, column_index(address[1])
