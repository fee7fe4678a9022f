"""Tables as an .xlsx that opens clean in WPS and Excel: every cell is text, nothing in it can act."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from app.domain.problems import Problem

MOST_ROWS = 200_000
_CELL = 32_000
_UNCLEAN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")
_WIDEST, _NARROWEST = 40, 6


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name (at most 31 characters), a title line, headings, rows of text, and notes below."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    notes: tuple[str, ...] = ()


def workbook(tables: Sequence[Table], *, now: datetime) -> bytes:
    """Return the file. The same tables at the same time give the same bytes.

    Headings stay in view and are repeated on each printed page; a sheet prints as wide as A4. Raises
    Problem("report_too_long").
    """
    from xlsxwriter import Workbook

    if sum(len(table.rows) for table in tables) > MOST_ROWS:
        raise Problem("report_too_long", most=MOST_ROWS)
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": now.replace(tzinfo=None), "author": "", "title": ""})
    text = {"num_format": "@", "text_wrap": True, "valign": "top"}
    head = book.add_format({**text, "bold": True, "bottom": 1})
    title = book.add_format({"bold": True, "font_size": 14, "num_format": "@"})
    plain, cell = book.add_format({"num_format": "@"}), book.add_format(text)
    names: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(_name(table.name, names))
        sheet.write_string(0, 0, _clean(table.title), title)
        for column, words in enumerate(table.headings):
            sheet.write_string(1, column, _clean(words), head)
            sheet.set_column(column, column, _width(table, column))
        for number, row in enumerate(table.rows, 2):
            for column, words in enumerate(row):
                sheet.write_string(number, column, _clean(words), cell)
        for number, words in enumerate(table.notes, 3 + len(table.rows)):
            sheet.write_string(number, 0, _clean(words), plain)
        sheet.freeze_panes(2, 0)
        sheet.repeat_rows(1)
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        if len(table.headings) > 8:
            sheet.set_landscape()
    book.close()
    return out.getvalue()


def _clean(words: str) -> str:
    """Return text without what a sheet cannot hold; a very long one is cut with a mark."""
    clean = _UNCLEAN.sub("", words)
    return clean if len(clean) <= _CELL else clean[:_CELL] + "……"


def _name(wanted: str, taken: set[str]) -> str:
    """Return a sheet name that spreadsheet programs accept, different from those taken."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", _clean(wanted)).strip().strip("'")
    # The limit of 31 counts UTF-16 units; three are left for a number.
    base = plain.encode("utf-16-le", "ignore")[: 2 * 28].decode("utf-16-le", "ignore").strip("' ") or "1"
    name, number = base, 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        name = f"{base}{number}"
    taken.add(name.casefold())
    return name


def _width(table: Table, column: int) -> int:
    """Return a width in characters: that of the longest text of the first rows, within bounds."""
    texts = [table.headings[column], *(row[column] for row in table.rows[:200] if column < len(row))]
    return min(_WIDEST, max(_NARROWEST, *(len(one) + len(_WIDE.findall(one)) + 2 for one in texts)))
