"""The process that reads a foreign spreadsheet: capped, without the store's key, thrown away afterwards.

The file is its standard input, the request one JSON object in the environment (a path or a sheet's name on the
command line could be seen by every user of the machine); rows leave as lines of JSON, see ``wire``.
"""

import json
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from app.domain.limits import MIB, SHEET_COLUMNS, SHEET_ROWS
from app.domain.problems import Problem
from app.intake import delimited, memory_cap, wire
from app.intake.cells import Cell
from app.intake.sheet import Merged

REQUEST = "XINQIAO_READ_SHEET"
_OUTPUT = 256 * MIB  # one long shared text may stand in a million cells


def main() -> int:
    """Read the sheet on standard input and tell it on standard output. Returns the exit code."""
    memory_cap.cap()
    request = json.loads(os.environ[REQUEST])
    with open(0, "rb", closefd=False) as source, open(1, "w", encoding="ascii", newline="\n", closefd=False) as target:
        try:
            tell(source, target, kind=request["kind"], sheet=request["sheet"])
        except Problem as problem:
            _say(target, {"problem": problem.code, "params": problem.params})
        except MemoryError:
            _say(target, {"problem": "sheet_too_large", "params": {"rows": SHEET_ROWS, "columns": SHEET_COLUMNS}})
        target.flush()
    return 0


def _say(target: TextIO, value: object) -> int:
    return target.write(json.dumps(value) + "\n")


def tell(source: BinaryIO, target: TextIO, *, kind: str, sheet: str | None) -> None:
    """Write the sheet as lines. Raises ``Problem`` as ``workbook.read`` and ``delimited.read`` do."""
    name, others = "", list[str]()
    merged = list[Merged]()
    rows: Iterator[list[Cell]]
    if kind == "csv":
        rows = delimited.read(source)
    else:
        from app.intake import workbook

        name, others, merged, rows = workbook.read(source, sheet)
    blocks = [(block.top, block.left, block.bottom, block.right) for block in merged]
    written = _say(target, {"sheet": name, "others": others, "merged": blocks})
    count = 0
    for row in rows:
        count += 1
        written += target.write(wire.dump_row(row) + "\n")
        if written > _OUTPUT:
            raise Problem("sheet_too_large", rows=SHEET_ROWS, columns=SHEET_COLUMNS)
    _say(target, {"end": count})


if __name__ == "__main__":
    sys.exit(main())
