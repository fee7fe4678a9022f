"""Left-behind status, computed from facts: the civil-affairs and the education definition differ.

Facts are stored (who is away, since when, where, whether the other parent can care); the flags are
worked out here each time, so that a change of a definition needs no change of data.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

CIVIL_AFFAIRS_AGE = 16
EDUCATION_AWAY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Parent:
    """What is known of one parent. ``able`` None: not known whether the parent can care."""

    away_since: date | None
    outside_county: bool | None = None
    able: bool | None = None
    absent: bool = False  # dead, missing or without contact


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The two flags, and whether a missing fact kept one of them open."""

    civil_affairs: bool
    education: bool
    uncertain: bool


def left_behind(parents: Sequence[Parent], birth: date | None, today: date) -> LeftBehind:
    """Work out both flags.

    Civil affairs (国发〔2016〕13号): under 16, both parents away for work, or one away and the other
    unable to care. Education statistics: the same pattern, working outside the county for at least
    three months in a row.
    """
    away = [p for p in parents if p.away_since is not None and p.away_since <= today]
    home = [p for p in parents if p not in away]
    both = len(away) >= 2
    one = len(away) >= 1 and all(p.able is False or p.absent for p in home)
    pattern = both or one
    young = birth is None or _age(birth, today) < CIVIL_AFFAIRS_AGE
    long_away = [p for p in away if _long_away(p, today)]
    education = (len(long_away) >= 2) or (len(long_away) >= 1 and one)
    uncertain = (
        not parents
        or (bool(away) and any(p.able is None and not p.absent for p in home))
        or (pattern and (birth is None or any(p.outside_county is None for p in away)))
    )
    return LeftBehind(pattern and young, education, uncertain)


def _long_away(parent: Parent, today: date) -> bool:
    if parent.away_since is None or parent.outside_county is False:
        return False
    return today - parent.away_since >= EDUCATION_AWAY


def _age(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
