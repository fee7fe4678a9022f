"""A display of its own, a keyboard on it, and the windows that are there."""

import os
import select
import subprocess
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
STEP = 0.01


class TooLateError(AssertionError):
    """A condition that did not come true in time."""


def until(found: Callable[[], T], what: str, *, within: float = 20.0) -> T:
    """Ask again and again until the answer is true; return it. Raises :class:`TooLateError`."""
    end = time.monotonic() + within
    while True:
        answer = found()
        if answer:
            return answer
        if time.monotonic() > end:
            raise TooLateError(f"not within {within} s: {what}")
        select.select([], [], [], STEP)


class Screen:
    """An Xvfb without a window manager: the window shown last gets the keys."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
            pass_fds=(writing,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.display = f":{told.readline().strip()}"

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait(10)

    def windows(self, pid: int) -> list[str]:
        """Return the visible windows of a process, the lowest first."""
        return [one for one in self.stack() if self._xdotool("getwindowpid", one) == [str(pid)]]

    def stack(self) -> list[str]:
        """Return every visible window that has a process, the lowest first."""
        return self._xdotool("search", "--onlyvisible", "--name", ".")

    def focused(self, pid: int) -> bool:
        """Say whether the keys go to a window of a process."""
        return self._xdotool("getwindowfocus", "getwindowpid") == [str(pid)]

    def type(self, text: str) -> None:
        """Type a text; Chinese too."""
        self._xdotool("type", "--delay", "2", text)

    def press(self, *keys: str) -> None:
        """Press keys as xdotool names them: ``Return``, ``ctrl+l``."""
        self._xdotool("key", "--delay", "2", *keys)

    def _xdotool(self, *arguments: str) -> list[str]:
        done = subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.stdout.split()
