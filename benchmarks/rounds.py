"""Opening a round of 3,000 students with two forms each: progress by class and source, warnings, all of it.

There is no program to set beside it; the peer is the budget of 150 ms.
"""

import gc
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from app.services import round_progress, rounds
from app.services.simulation.school import make_school
from app.storage.store import Store
from benchmarks.harness import Figure
from benchmarks.store import NOW

STUDENTS = 3_000
BUDGET = 0.150


def figures(folder: Path, runs: int = 15, students: int = STUDENTS) -> list[Figure]:
    """Measure; ``folder`` is throw-away."""
    room = folder / "school"
    made = make_school(room, students=students, years=1, seed=1, now=NOW)
    seconds = []
    with Store.open(room, made.master) as store:
        with store.read() as db:
            chosen = max(rounds.listing(db, by=made.actor), key=lambda one: one.targets)
        for _ in range(runs + 1):
            gc.collect()
            with store.read() as db:
                start = perf_counter()
                found = round_progress.progress(db, chosen.id, by=made.actor, now=NOW + timedelta(minutes=1))
                seconds.append(perf_counter() - start)
    if found.total.students != chosen.targets:
        raise RuntimeError("the round was not counted whole")
    value = median(seconds[1:])
    name = f"open_round_of_{students}"
    return [Figure(name, round(value, 6), "s", "budget", BUDGET, round(value / BUDGET, 3), 1.0)]
