"""Merged cells in a roster: the class stands once, for all rows of the block."""

from app.intake.cells import Cell, is_blank
from app.intake.reasons import RowReason
from app.intake.roster_fields import Field, RosterMapping
from app.intake.sheet import Sheet

_FILLED = frozenset(
    {Field.GRADE, Field.CLASS, Field.ENTRY_YEAR, Field.ETHNICITY, Field.BOARDING, Field.ADDRESS, Field.LEFT_BEHIND}
)


def filled(sheet: Sheet, mapping: RosterMapping) -> tuple[dict[tuple[int, int], Cell], list[RowReason]]:
    """Return what merged cells put into further rows, by 0-based place, with one warning a block.

    Names and numbers are never filled: two rows that share them are not two students.
    """
    cells: dict[tuple[int, int], Cell] = {}
    warned: list[RowReason] = []
    for block in sheet.merged:
        value = sheet.cell(block.top, block.left)
        last = min(block.bottom, len(sheet.rows) - 1)
        if mapping.columns.get(block.left) not in _FILLED or is_blank(value) or block.top <= mapping.header_row:
            continue
        cells.update({(row, block.left): value for row in range(block.top + 1, last + 1)})
        if last > block.top:
            warned.append(RowReason(block.top + 1, "merged_cells_filled", {"first": block.top + 1, "last": last + 1}))
    return cells, warned
