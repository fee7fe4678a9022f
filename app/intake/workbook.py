"""Reading an .xlsx file with calamine, inside the capped child."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.domain.limits import SHEET_COLUMNS, SHEET_ROWS
from app.domain.problems import Problem
from app.intake import workbook_scan
from app.intake.cells import FAULT_TEXTS, Cell, Fault
from app.intake.sheet import Merged

_MERGED = 20_000
_UNKNOWN_FAULT = "#"
_SEEN = 10_000
Value = float | str | bool | time | date | datetime | timedelta


def open_workbook(source: BinaryIO) -> CalamineWorkbook:
    """Raises ``Problem``: ``sheet_password`` or ``sheet_damaged``."""
    try:
        return CalamineWorkbook.from_filelike(source)
    except PasswordError as error:
        raise Problem("sheet_password") from error
    except CalamineError as error:
        raise Problem("sheet_damaged") from error


def choose(book: CalamineWorkbook, wanted: str | None) -> str:
    """Return the name of the sheet to read: the wanted one, else the first that is shown."""
    sheets = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    if wanted is not None:
        if wanted not in {meta.name for meta in sheets}:
            raise Problem("sheet_name_unknown", sheet=wanted)
        return wanted
    shown = [meta.name for meta in sheets if meta.visible == SheetVisibleEnum.Visible]
    if not shown:
        raise Problem("sheet_empty")
    return shown[0]


def read(source: BinaryIO, wanted: str | None) -> tuple[str, list[str], list[Merged], Iterator[list[Cell]]]:
    """Return name, other shown sheets, merged blocks and the rows of a sheet.

    Raises ``Problem``: ``sheet_damaged``, ``sheet_password``, ``sheet_empty``, ``sheet_name_unknown``,
    ``sheet_too_large``.
    """
    try:
        with ZipFile(source) as archive:
            workbook_scan.check_sizes(archive)
        source.seek(0)
        book = open_workbook(source)
        name = choose(book, wanted)
        source.seek(0)
        faults = workbook_scan.scan(source, name).faults
        sheet = book.get_sheet_by_name(name)
    except (CalamineError, BadZipFile, NotImplementedError, EOFError) as error:
        raise Problem("sheet_damaged") from error
    if sheet.total_height > SHEET_ROWS + workbook_scan.HEADER_ROWS or sheet.total_width > SHEET_COLUMNS:
        raise Problem("sheet_too_large", rows=SHEET_ROWS, columns=SHEET_COLUMNS)
    merged = [Merged(a[0], a[1], b[0], b[1]) for a, b in (sheet.merged_cell_ranges or [])[:_MERGED]]
    others = [
        meta.name
        for meta in book.sheets_metadata
        if meta.name != name and meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
    ]
    return name, others, merged, _rows(sheet, faults)


def _rows(sheet: CalamineSheet, faults: dict[int, list[int]]) -> Iterator[list[Cell]]:
    """Yield rows from the sheet's row 1 and column A. Empty ends of rows are cut off."""
    if sheet.start is None:
        return
    margin: list[Cell] = [None] * sheet.start[1]
    seen: dict[Value, Cell] = {}
    for index, values in enumerate(sheet.iter_rows()):
        row = margin + [seen[value] if value in seen else _cell(value, seen) for value in values]
        for column in faults.get(index, ()):
            if column < SHEET_COLUMNS:
                row.extend([None] * (column + 1 - len(row)))
                row[column] = row[column] if isinstance(row[column], Fault) else Fault(_UNKNOWN_FAULT)
        while row and row[-1] is None:
            row.pop()
        yield row


def _cell(value: Value, seen: dict[Value, Cell]) -> Cell:
    """Turn what the parser gives into a cell. Few values make up most of a sheet: they are kept in ``seen``."""
    cell: Cell
    if isinstance(value, str):
        cell = Fault(value) if value in FAULT_TEXTS else value or None
    elif isinstance(value, bool | float | int):
        cell = int(value) if float(value).is_integer() and abs(value) < 1e15 else value
    elif isinstance(value, time | timedelta):
        cell = str(value)
    else:
        cell = value
    if len(seen) < _SEEN:
        seen[value] = cell
    return cell
