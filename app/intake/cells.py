"""One cell of a sheet, and the plain readings of it that every import needs."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

# What spreadsheet programs show in place of a value that could not be worked out.
FAULT_TEXTS = frozenset(
    {"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
_SERIAL_DAYS = range(366, 73_051)  # 1901 to 2099 in the 1900 date system
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's serial number has no zone
_QUOTED = re.compile(r'="([^"]*)"')
_SCIENTIFIC = re.compile(r"[0-9]+(\.[0-9]+)?e[+]?[0-9]+", re.IGNORECASE)
_LOSSLESS = 10**15  # a spreadsheet keeps 15 digits of a number; what is longer has lost its end


@dataclass(frozen=True, slots=True)
class Fault:
    """A formula that came to no value: ``#REF!``, ``#DIV/0!``…"""

    text: str


Cell = str | int | float | bool | date | datetime | Fault | None


def is_blank(cell: Cell) -> bool:
    """Return whether there is nothing to read in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """Return the cell as text, as near as can be to what the person saw; a fault is no text."""
    if cell is None or isinstance(cell, Fault):
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    return str(cell).strip()


def code_of(cell: Cell) -> str | None:
    """Return a number that names somebody (学号, 身份证号) as text: half-width, leading zeros kept, no blanks.

    None means damaged: the spreadsheet turned it into a rounded number (2.02407E+09) or a fraction.
    """
    if isinstance(cell, bool | float | int):
        return (
            str(int(cell))
            if not isinstance(cell, bool) and float(cell).is_integer() and abs(cell) < _LOSSLESS
            else None
        )
    text = unicodedata.normalize("NFKC", text_of(cell))
    if quoted := _QUOTED.fullmatch(text):
        text = quoted[1]
    text = "".join(char for char in text.lstrip("'") if not char.isspace() and unicodedata.category(char) != "Cf")
    if _SCIENTIFIC.fullmatch(text):
        return None
    return re.sub(r"^([0-9]+)\.0+$", r"\1", text)


def serial_date(number: float) -> date | None:
    """Return the day that a spreadsheet's serial number stands for; None outside 1901-2099."""
    if int(number) not in _SERIAL_DAYS:
        return None
    return (_EPOCH + timedelta(days=int(number))).date()
