"""Scoring 20,000 sheets of 100 items, beside a NumPy sum over the same matrix from the same JSON lines.

The peer parses the lines and adds up: no key, no subscale, no band, no validity, no answer written. Ours does
what ``xinqiao score`` does, from the same bytes to the lines of the answer.
"""

import json
from io import BytesIO
from pathlib import Path
from random import Random

import numpy as np

from app.cli.score import run
from benchmarks.harness import Figure, compare, timed

SHEETS = 20_000
SCALE, ITEMS = "mht", 100


def figures(folder: Path, runs: int = 5, sheets: int = SHEETS) -> list[Figure]:
    """Measure; nothing is written to ``folder``."""
    del folder
    lines = _lines(sheets)

    def ours() -> None:
        run(BytesIO(lines), BytesIO())

    def peer() -> np.ndarray:
        matrix = np.array([json.loads(line)["answers"] for line in lines.splitlines()])
        return matrix.sum(axis=1)

    if peer().shape != (sheets,):
        raise RuntimeError("the peer did not see every sheet")
    return compare(f"score_{sheets}_sheets", timed(ours), [("NumPy sum", timed(peer))], target=5, runs=runs)


def _lines(sheets: int) -> bytes:
    random = Random(1)
    made = (
        {"id": str(n), "scale": SCALE, "answers": random.choices((0, 1), k=ITEMS), "sex": "f", "grade": 8}
        for n in range(sheets)
    )
    return b"".join(json.dumps(one, separators=(",", ":")).encode() + b"\n" for one in made)
