"""How a figure is taken: ours and the peer in turns, the median of several runs, the ratio of the two."""

import gc
import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

Timed = Callable[[], float]
"""One run; returns its seconds. Preparations and cleaning up stay outside of them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the answer. ``ratio`` is ours / peer: lower is better; ``target`` is the highest that is good."""

    name: str
    value: float
    unit: str
    peer: str
    peer_value: float
    ratio: float
    target: float

    @property
    def met(self) -> bool:
        """Say whether the target is reached."""
        return self.ratio <= self.target


def timed(work: Callable[[], object]) -> Timed:
    """Return a run that is nothing but ``work``."""

    def run() -> float:
        gc.collect()  # the rubbish of the one is not swept on the other's time
        start = perf_counter()
        work()
        return perf_counter() - start

    return run


def compare(name: str, ours: Timed, peers: Sequence[tuple[str, Timed]], *, target: float, runs: int) -> list[Figure]:
    """Run all in turns after one unmeasured run each, and return one figure for each peer."""
    sides = [ours, *(run for _, run in peers)]
    for run in sides:
        run()
    seconds = [[] for _ in sides]  # type: list[list[float]]
    for _ in range(runs):
        for kept, run in zip(seconds, sides, strict=True):
            kept.append(run())
    value, *others = (median(kept) for kept in seconds)
    return [
        Figure(name, round(value, 6), "s", peer, round(other, 6), round(value / other, 3), target)
        for (peer, _), other in zip(peers, others, strict=True)
    ]


def machine() -> dict[str, object]:
    """Return what the figures were taken on. Nothing in it names the machine or its user."""
    import sqlcipher3.dbapi2 as driver
    from PySide6.QtCore import qVersion

    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_mib": _memory(),
        "load": [round(one, 2) for one in os.getloadavg()] if hasattr(os, "getloadavg") else [],
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "qt": qVersion(),
        "sqlite": driver.sqlite_version,
    }


def _processor() -> str:
    return next(_values("/proc/cpuinfo", "model name"), platform.processor() or platform.machine())


def _memory() -> int | None:
    kilobytes = next(_values("/proc/meminfo", "MemTotal"), "")
    return int(kilobytes.split()[0]) // 1024 if kilobytes else None


def _values(file: str, name: str) -> Iterator[str]:
    if sys.platform == "linux":
        for line in Path(file).read_text("utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == name:
                yield value.strip()
