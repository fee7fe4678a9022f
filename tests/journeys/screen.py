"""A display of its own, a keyboard on it, and the windows that are there."""

import os
import select
import subprocess
import time
from collections.abc import Callable
from typing import TypeVar

from tests.journeys.wm_delete import ask_to_close

T = TypeVar("T")
STEP = 0.02


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
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
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
        return self._xdotool("search", "--all", "--onlyvisible", "--pid", str(pid), "--name", ".")

    def owner(self, window: str) -> int:
        """Return the process of a window; 0 where it is gone."""
        return int(next(iter(self._xdotool("getwindowpid", window)), "0"))

    def stack(self) -> list[str]:
        """Return every visible window that has a process, the lowest first."""
        return self._xdotool("search", "--onlyvisible", "--name", ".")

    def focused(self, pid: int) -> bool:
        """Give the keys to the window of a process, as a window manager would; say whether they go there."""
        shown = self.windows(pid)
        if not shown:
            return False
        return self._xdotool("windowfocus", shown[-1], "getwindowfocus", "getwindowpid") == [str(pid)]

    def has_keys(self, pid: int) -> bool:
        """Say whether the keys go to a window of a process, and leave them where they are."""
        return self._xdotool("getwindowfocus", "getwindowpid") == [str(pid)]

    def type(self, text: str) -> None:
        """Type a text; Chinese too."""
        self._xdotool("type", "--delay", "2", text)

    def click(self, x: int, y: int) -> None:
        """Click at a place of the screen."""
        self._xdotool("mousemove", str(x), str(y), "click", "1")

    def press(self, *keys: str) -> None:
        """Press keys as xdotool names them: ``Return``, ``ctrl+l``."""
        self._xdotool("key", "--delay", "2", *keys)

    def ask_to_close(self, window: str) -> None:
        """Do what the X of a window does where there is a window manager."""
        ask_to_close(self.display, int(window))

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
