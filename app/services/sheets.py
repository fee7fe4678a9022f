"""Reading a spreadsheet that somebody chose, and the values of an import that windows handle.

No session and no right: nothing of the store is touched. The windows import the intake's values from
here, since they know services only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.limits import SHEET_ROWS
from app.intake.answers import Unmatched
from app.intake.answers_mapping import AnswersMapping
from app.intake.cells import Cell, text_of
from app.intake.reasons import RowReason
from app.intake.roster_fields import Field, RosterMapping
from app.intake.sheet import Sheet
from app.intake.sheets import read_sheet
from app.storage.files import sha256_of

__all__ = [
    "AnswersMapping",
    "Field",
    "FileRead",
    "RosterMapping",
    "RowReason",
    "Sheet",
    "Unmatched",
    "preview_rows",
    "read",
    "titles",
]

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class FileRead:
    """A sheet with the SHA-256 of the file it came from. The file's name is not kept: it may hold a name."""

    sheet: Sheet
    sha256: str


def read(path: Path, *, sheet: str | None = None, progress: Progress | None = None) -> FileRead:
    """Read one sheet of a file in the capped child. ``progress(rows, most)`` may raise to stop it.

    Raises Problem as ``app.intake.sheets.read_sheet`` does.
    """
    told = None if progress is None else lambda rows: progress(rows, SHEET_ROWS)
    found = read_sheet(path, sheet=sheet, progress=told)
    return FileRead(found, sha256_of(path))


def titles(sheet: Sheet, header_row: int) -> list[tuple[int, str]]:
    """Return (column from 0, title) of every column that has a title in ``header_row``."""
    row = sheet.rows[header_row] if 0 <= header_row < len(sheet.rows) else []
    return [(at, text) for at, cell in enumerate(row) if (text := text_of(cell))]


def preview_rows(sheet: Sheet, header_row: int, *, rows: int = 10) -> list[list[str]]:
    """Return the first rows below the header as text, all equally long."""
    some: list[list[Cell]] = sheet.rows[header_row + 1 : header_row + 1 + rows]
    width = max(map(len, sheet.rows[header_row : header_row + 1 + rows]), default=0)
    return [[text_of(cell) for cell in row] + [""] * (width - len(row)) for row in some]
