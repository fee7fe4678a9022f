"""Spreadsheet files for tests, and sheets without a file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from app.intake.cells import Cell
from app.intake.sheet import Merged, Sheet


def sheet(*rows: Sequence[Cell], merged: Sequence[Merged] = (), name: str = "Sheet1") -> Sheet:
    """Return a sheet as the reader would."""
    return Sheet(name, [list(row) for row in rows], tuple(merged))


def write_book(path: Path, *rows: Sequence[Cell], merged: Sequence[Merged] = (), name: str = "Sheet1") -> Path:
    """Write an .xlsx file. Text stays text, whatever it looks like."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": False}) as book:
        page = book.add_worksheet(name)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for block in merged:
            page.merge_range(block.top, block.left, block.bottom, block.right, "")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(row, column, cell)
                elif isinstance(cell, date):
                    page.write_datetime(row, column, cell, day)
                elif isinstance(cell, int | float):
                    page.write_number(row, column, cell)
    return path
