"""The steps of the demonstration: what was done, whether it worked, how long it took."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from app.domain.problems import Problem
from app.ui.failures import where


@dataclass(slots=True)
class Step:
    """One line of ``summary.json``. ``ms`` is wall time; ``detail`` says what came of it."""

    name: str
    ok: bool = False
    ms: float = 0.0
    detail: str = ""


class Record:
    """Steps in a file that several processes add to, one after the other."""

    def __init__(self, path: Path, *, failed: Callable[[str], None] | None = None) -> None:
        """``failed`` is told the name of a step that did not work, while its screen still stands."""
        self._path = path
        self._failed = failed

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Time what is done inside. A failure is written down and goes no further: the rest is tried anyway."""
        one = Step(name)
        start = perf_counter()
        try:
            yield one
            one.ok = True
        except Problem as problem:
            one.detail = f"{problem.code} {problem.params}"
        except Exception as failure:  # the border of a step
            one.detail = f"{type(failure).__name__}: {failure} ({where(failure)})"
        if not one.ok and self._failed is not None:
            self._failed(name)
        one.ms = round((perf_counter() - start) * 1000, 1)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")

    def steps(self) -> list[Step]:
        """Return every step so far."""
        if not self._path.exists():
            return []
        return [Step(**json.loads(line)) for line in self._path.read_text("utf-8").splitlines()]
