"""A sheet as it was read: plain cells and where cells were merged."""

from dataclasses import dataclass, field

from app.intake.cells import Cell


@dataclass(frozen=True, slots=True)
class Merged:
    """A block of merged cells, 0-based and inclusive. Only its first cell holds a value."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows[0]`` is the sheet's row 1, whatever is empty; rows may differ in length.

    ``others`` names the further sheets of the file that were not read.
    """

    name: str
    rows: list[list[Cell]]
    merged: tuple[Merged, ...] = ()
    others: tuple[str, ...] = field(default=())

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell by its 0-based place; None outside the sheet."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None
