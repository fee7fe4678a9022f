"""The program as a person starts it, and what can be seen of its processes from outside."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from tests.journeys.screen import Screen, TooLateError, until

ROOT = Path(__file__).parents[2]


class Program:
    """One start of the program on a folder, and every process that came of it."""

    def __init__(self, screen: Screen, folder: Path, home: Path) -> None:
        self.screen, self.folder = screen, folder
        self._home = home
        self._log = home / "stderr.txt"
        self.gate = self.start()

    def start(self) -> "subprocess.Popen[bytes]":
        """Start the program; the first time this is the gate."""
        environment = {
            **os.environ,
            "DISPLAY": self.screen.display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_IM_MODULE": "",
            "PYTHONPATH": str(ROOT),
            "XDG_CONFIG_HOME": str(self._home / "config"),
            "XDG_DATA_HOME": str(self._home / "data"),
        }
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "app", "--dir", str(self.folder)], env=environment, stderr=log, cwd=self._home
            )

    @property
    def said(self) -> str:
        """What was written to standard error."""
        return self._log.read_text("utf-8")

    @property
    def pids(self) -> list[int]:
        """Every live process of this program: the gate and all that came of it."""
        return [self.gate.pid, *self.children] if self.gate.poll() is None else self.children

    @property
    def children(self) -> list[int]:
        """The workspaces, by their command line: they outlive a gate."""
        return self._running("workspace")

    @property
    def kiosks(self) -> list[int]:
        """The self-service processes."""
        return self._running("kiosk")

    @property
    def gates(self) -> list[int]:
        """The gates: a kiosk starts one where there is none."""
        return self._running("gate")

    def _running(self, part: str) -> list[int]:
        wanted = b"\0" + part.encode() + b"\0--dir\0" + os.fsencode(str(self.folder)) + b"\0"
        return [pid for pid in _processes() if wanted in _command(pid)]

    @property
    def workspace(self) -> int:
        """The one workspace."""
        found = self.children
        assert len(found) == 1, found
        return found[0]

    @property
    def image(self) -> bytes:
        """The gate's command line, which tells one program image from the next."""
        return _command(self.gate.pid)

    def locked(self, *, within: float = 20.0) -> "Program":
        """Wait for the locked screen with the keyboard on it."""
        self._until(lambda: self.screen.focused(self.gate.pid), "the locked screen", within)
        return self

    def open(self, *, within: float = 20.0) -> "Program":
        """Wait for the workspace's window with the keyboard on it, and for the fresh gate to watch it."""

        def watched() -> bool:
            return b"--watch" in self.image and "anon_inode:[pidfd]" in _open_files(self.gate.pid)

        self._until(watched, "the fresh gate to watch the workspace", within)
        self._until(lambda: any(map(self.screen.focused, self.children)), "the workspace", within)
        return self

    def _until(self, found: Callable[[], object], what: str, within: float) -> None:
        try:
            until(found, what, within=within)
        except TooLateError as late:
            stack = [(one, self.screen.owner(one)) for one in self.screen.stack()]
            raise TooLateError(f"{late}; processes {self.pids}, windows {stack}, said {self.said!r}") from late

    def unlock(self, password: str) -> "Program":
        """Type the password at the locked screen and wait for the window."""
        self.locked()
        self.screen.type(password)
        self.screen.press("Return")
        return self.open()

    def close(self) -> None:
        """End what is still there."""
        for pid in [*self.gates, *self.kiosks, *self.pids]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.gate.wait(10)
        until(lambda: not self.children, "the processes to end")


def found_in(pids: Iterable[int], pattern: "re.Pattern[bytes]") -> dict[int, set[bytes]]:
    """Return what matches ``pattern`` in the memory of each process: all that could hold a secret.

    Left out is what is mapped from a file read-only: the code of the libraries.
    """
    return {pid: {match for region in _regions(pid) for match in pattern.findall(region)} for pid in pids}


def pattern_of(secrets: Sequence[bytes]) -> "re.Pattern[bytes]":
    """Return what finds any of some byte strings."""
    return re.compile(b"|".join(re.escape(one) for one in secrets))


def _regions(pid: int) -> Iterable[bytes]:
    with Path(f"/proc/{pid}/maps").open() as listed, Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in listed:
            span, rights, _, _, inode, *_ = line.split()
            if "r" not in rights or (inode != "0" and "w" not in rights):
                continue
            begin, end = (int(edge, 16) for edge in span.split("-"))
            try:
                memory.seek(begin)
                yield memory.read(end - begin)
            except (OSError, ValueError, OverflowError):
                continue  # the kernel's own pages


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _open_files(pid: int) -> set[str]:
    found = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            found.add(os.readlink(entry))
    return found


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""
