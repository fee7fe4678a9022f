"""What a worker was doing when it was killed."""

import os
from collections.abc import Callable
from pathlib import Path


class Notes:
    """What was begun and what was confirmed, in a file that outlives the process."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def step(self, name: str, work: Callable[[], object]) -> None:
        os.write(self._file, f"begin {name}\n".encode())
        work()
        os.write(self._file, f"done {name}\n".encode())
