"""Levels of concern and what each asks for.

The four colours follow the wording of most Chinese school plans; a county that counts the other
way round (一级 as the mildest) maps its words in the settings, never here. A level is a judgement by
a person: scores and answers only propose one.
"""

from collections.abc import Iterable
from enum import StrEnum


class Level(StrEnum):
    """Level of concern, most urgent first."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"

    @property
    def rank(self) -> int:
        """Urgency: 0 is the most urgent."""
        return _ORDER[self]


_ORDER = {Level.RED: 0, Level.ORANGE: 1, Level.YELLOW: 2, Level.BLUE: 3}


class Tick(StrEnum):
    """The risk tick in a session record."""

    NONE = "none"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


TICK_LEVEL: dict[Tick, Level] = {Tick.MIDDLE: Level.ORANGE, Tick.HIGH: Level.RED}
"""A middle or high tick raises an alert at this level; none and low do not."""


DEFAULT_HOURS: dict[Level, int] = {Level.RED: 4, Level.ORANGE: 24, Level.YELLOW: 72, Level.BLUE: 336}
"""Hours to the first action; a school may shorten them in its settings, the defaults are ours."""


def most_urgent(levels: Iterable[Level]) -> Level | None:
    """Return the most urgent of ``levels``, or None where there is none."""
    return min(levels, key=lambda level: level.rank, default=None)
