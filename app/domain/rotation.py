"""Which backups stay: the last of each of 7 days, 4 weeks and 12 months that have one.

Days are counted by the backups there are, never by the clock, so that a clock that jumped by years
deletes nothing.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

DAYS, WEEKS, MONTHS = 7, 4, 12

Key = TypeVar("Key")


def kept(verified: Iterable[tuple[datetime, Key]]) -> set[Key]:
    """Return the backups to keep of ``(when made, which)``: all of them verified ones."""
    latest_first = sorted(verified, key=lambda one: one[0], reverse=True)
    periods: tuple[tuple[int, Callable[[datetime], tuple[int, ...]]], ...] = (
        (DAYS, lambda when: (when.year, when.month, when.day)),
        (WEEKS, lambda when: tuple(when.isocalendar()[:2])),
        (MONTHS, lambda when: (when.year, when.month)),
    )
    keep: set[Key] = set()
    for limit, period in periods:
        seen: set[tuple[int, ...]] = set()
        for when, which in latest_first:
            if period(when) not in seen and len(seen) < limit:
                seen.add(period(when))
                keep.add(which)
    return keep
