"""Reading .csv files: encoding and delimiter are found out, the file is streamed."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from app.domain.limits import MIB, SHEET_COLUMNS, SHEET_ROWS
from app.domain.problems import Problem
from app.intake.cells import FAULT_TEXTS, Cell, Fault
from app.intake.workbook_scan import HEADER_ROWS

_SAMPLE_LINES = 30
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(source: BinaryIO) -> str:
    """Return the encoding by its mark, else UTF-8 where every byte fits, else GB18030.

    The position is put back to 0. Raises ``Problem("sheet_encoding")`` where neither fits.
    """
    head = source.read(4)
    source.seek(0)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    for encoding in ("utf-8", "gb18030"):
        if _fits(source, encoding):
            return encoding
    raise Problem("sheet_encoding")


def _fits(source: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := source.read(MIB):
            if "\0" in decoder.decode(block):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        source.seek(0)
    return True


def delimiter_of(sample: list[str]) -> str:
    """Return which of ``,``, ``;`` and tab cuts the lines into the most even columns."""

    def fitness(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if any(row)]
        except csv.Error:
            return (0, 0)
        wide = [width for width in widths if width > 1]
        if not wide:
            return (0, 0)
        usual = max(set(wide), key=wide.count)
        return (wide.count(usual), usual)

    return max((",", "\t", ";"), key=fitness)


def read(source: BinaryIO) -> Iterator[list[Cell]]:
    """Yield the rows of the file; every cell is text, ``None`` or a fault.

    Raises ``Problem``: ``sheet_encoding``, ``sheet_damaged`` or ``sheet_too_large``.
    """
    encoding = encoding_of(source)
    text = io.TextIOWrapper(source, encoding=encoding, newline="")
    try:
        sample = [text.readline(MIB) for _ in range(_SAMPLE_LINES)]
        text.seek(0)
        reader = csv.reader(text, delimiter=delimiter_of(sample))
        for index, values in enumerate(reader):
            row = [_cell(value) for value in values]
            while row and row[-1] is None:
                row.pop()
            if index >= SHEET_ROWS + HEADER_ROWS or len(row) > SHEET_COLUMNS:
                raise Problem("sheet_too_large", rows=SHEET_ROWS, columns=SHEET_COLUMNS)
            yield row
    except UnicodeDecodeError as error:
        raise Problem("sheet_encoding") from error
    except csv.Error as error:
        raise Problem("sheet_damaged") from error


def _cell(value: str) -> Cell:
    text = value.strip()
    if not text:
        return None
    return Fault(text) if text in FAULT_TEXTS else value
