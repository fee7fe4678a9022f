"""``read_sheet``: a foreign spreadsheet comes in through a capped child process, never through ours."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

import app
from app.domain.limits import MIB, SHEET_COLUMNS, SHEET_ROWS, SHEET_SECONDS
from app.domain.problems import Problem
from app.intake import wire
from app.intake.cells import Cell
from app.intake.child import REQUEST
from app.intake.file_kind import Kind, kind_of, open_sheet
from app.intake.sheet import Merged, Sheet

FROZEN_SWITCH = "--read-sheet"
_LINE = 64 * MIB
_PROGRESS_EVERY = 200
# What a process needs to start at all; nothing else of our surroundings goes to the child.
_KEPT = ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH", "TZ", "TMP", "TEMP")


def _spawn(source: BinaryIO, *, kind: Kind, sheet: str | None) -> subprocess.Popen[bytes]:
    """Start the child on an open file. A frozen program starts itself; its ``__main__`` knows the switch."""
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, FROZEN_SWITCH] if frozen else [sys.executable, "-s", "-m", "app.intake.child"]
    surroundings = {name: os.environ[name] for name in _KEPT if name in os.environ}
    surroundings |= {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    surroundings[REQUEST] = json.dumps({"kind": kind, "sheet": sheet})
    return subprocess.Popen(
        command,
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=surroundings,
        cwd=None if frozen else Path(app.__file__).parents[1],
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


@contextmanager
def _running(source: BinaryIO, kind: Kind, sheet: str | None) -> Iterator[tuple[IO[bytes], threading.Event]]:
    """Give the child's output and an event that is set when its time was up. It is dead afterwards in any case."""
    process = _spawn(source, kind=kind, sheet=sheet)
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(SHEET_SECONDS, stop)
    timer.daemon = True
    timer.start()
    assert process.stdout is not None  # noqa: S101 - it was asked for as a pipe
    try:
        yield process.stdout, late
    finally:
        timer.cancel()
        process.kill()
        process.stdout.close()
        process.wait()


def read_sheet(path: Path, *, sheet: str | None = None, progress: Callable[[int], None] | None = None) -> Sheet:
    """Read one sheet of an .xlsx or .csv file: the named one, else the first that is shown.

    ``progress`` is told the rows read so far; what it raises ends the child and comes through. Raises ``Problem``:
    ``sheet_not_found``, ``sheet_open_elsewhere``, ``sheet_empty``, ``sheet_too_big``, ``sheet_too_large``,
    ``sheet_too_slow``, ``sheet_old_format``, ``sheet_other_format``, ``sheet_password``, ``sheet_macros``,
    ``sheet_damaged``, ``sheet_encoding``, ``sheet_name_unknown``.
    """
    with open_sheet(path) as source:
        kind = kind_of(source, path.suffix.lower())
        with _running(source, kind, sheet) as (lines, late):
            try:
                result = _collect(lines, progress)
            except (ValueError, KeyError, TypeError) as error:
                raise Problem("sheet_damaged") from error
            if result is None:
                # The child died without a word: too late, or killed by its memory limit.
                too_large = Problem("sheet_too_large", rows=SHEET_ROWS, columns=SHEET_COLUMNS)
                raise Problem("sheet_too_slow", seconds=SHEET_SECONDS) if late.is_set() else too_large
    if not any(result.rows):
        raise Problem("sheet_empty")
    return result if result.name else Sheet(path.stem, result.rows, result.merged, result.others)


def _collect(lines: IO[bytes], progress: Callable[[int], None] | None) -> Sheet | None:
    """Return the sheet, or None where the output stops short. Raises the child's ``Problem``."""
    head: dict[str, object] | None = None
    rows: list[list[Cell]] = []
    known: dict[str, str] = {}
    while line := lines.readline(_LINE):
        value = json.loads(line)
        if isinstance(value, list):
            rows.append(wire.load_row(value, known))
            if progress and len(rows) % _PROGRESS_EVERY == 0:
                progress(len(rows))
        elif "problem" in value:
            raise Problem(str(value["problem"]), **value["params"])
        elif "end" in value:
            return _finished(head, rows) if head and value["end"] == len(rows) else None
        else:
            head = value
    return None


def _finished(head: dict[str, object], rows: list[list[Cell]]) -> Sheet:
    merged, others = head["merged"], head["others"]
    if not isinstance(merged, list) or not isinstance(others, list):
        raise ValueError("not our child")
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(str(head["sheet"]), rows, tuple(Merged(*block) for block in merged), tuple(map(str, others)))
