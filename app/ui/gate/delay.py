"""The wait after a wrong password: it grows, it ends, it never wipes anything."""

import math
import time
from collections.abc import Callable

LONGEST = 60


class GrowingDelay:
    """1, 2, 4 … 60 seconds by the steady clock: setting the clock forward does not help."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._wrong = 0
        self._until = 0.0

    def wrong(self) -> int:
        """Note a wrong password and return the seconds to wait."""
        seconds = min(LONGEST, 1 << min(self._wrong, 10))
        self._wrong += 1
        self._until = self._steady() + seconds
        return seconds

    @property
    def count(self) -> int:
        """How many were wrong so far."""
        return self._wrong

    def left(self) -> int:
        """Return the whole seconds still to wait, 0 where none."""
        return max(0, math.ceil(float(self._until - self._steady())))
