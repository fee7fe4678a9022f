"""The hybrid logical clock of the change log: 48 bits of milliseconds, 16 bits of counter.

It only orders lists and breaks ties; whether two changes were concurrent is decided by parents.
"""

from datetime import datetime, timedelta
from enum import StrEnum

FELL_BACK = timedelta(days=1)


class ClockQuality(StrEnum):
    """Whether the wall clock could be believed when an event was written."""

    GOOD = "good"
    BEHIND = "behind"  # more than a day before a time this store has already seen


def tick(last: int, now: datetime) -> int:
    """Return the clock's next value: never smaller than ``last``, near ``now`` when that moves on."""
    return max(int(now.timestamp() * 1000) << 16, last + 1)


def quality(latest: datetime, now: datetime) -> ClockQuality:
    """Judge ``now`` against the latest time ever seen."""
    return ClockQuality.BEHIND if now < latest - FELL_BACK else ClockQuality.GOOD
