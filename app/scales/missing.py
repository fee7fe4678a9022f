"""Scores with answers missing: none, unless the scale's published rule lets them be prorated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.scales.definition import Definition, Proration
from app.scales.points import PointTables
from app.scales.result import Score, tidy


def prorate(answered_sum: int, items: int, answered: int, rule: Proration | None) -> Score | None:
    """Return mean of the answered x items, exact; None where the rule does not reach."""
    if rule is None or answered < rule.min_answered:
        return None
    if rule.rounding == "half_up":
        return (2 * answered_sum * items + answered) // (2 * answered)
    return tidy(answered_sum * items / answered)


@dataclass(frozen=True, slots=True)
class Totalled:
    """The total with the range that it could lie in."""

    total: Score | None
    low: Score
    high: Score
    prorated: bool


class Totals:
    """The total of one definition."""

    def __init__(self, definition: Definition, tables: PointTables) -> None:
        total = definition.total
        self._subscales = total.subscales
        parts = [definition.subscale(key) for key in total.subscales or ()]
        self._items = total.items or tuple(number for part in parts for number in part.items)
        self._rule = total.prorate
        self._parts_prorate = bool(parts) and all(part.prorate for part in parts)
        self._index = [number - 1 for number in self._items]
        self._all = self._index == list(range(len(definition.items)))
        self._lows, self._highs = tables.lows, tables.highs

    def of(self, points: Sequence[int], scores: Mapping[str, Score | None], absent: frozenset[int]) -> Totalled:
        """Return the total; without a published rule any missing answer leaves it open."""
        if not absent:
            total = self._sum(points, scores)
            return Totalled(total, total, total, False)
        base = sum(points[index] for index in self._index)
        gone = [number - 1 for number in self._items if number in absent]
        low = base + sum(self._lows[index] for index in gone)
        high = base + sum(self._highs[index] for index in gone)
        total_or_none: Score | None = None
        if self._subscales and self._parts_prorate:
            parts = [scores[key] for key in self._subscales]
            known = [part for part in parts if part is not None]
            total_or_none = sum(known) if len(known) == len(parts) else None
        elif self._rule and gone:
            total_or_none = prorate(base, len(self._items), len(self._items) - len(gone), self._rule)
        return Totalled(total_or_none, low, high, prorated=total_or_none is not None and bool(gone))

    def _sum(self, points: Sequence[int], scores: Mapping[str, Score | None]) -> Score:
        if self._subscales:
            return sum(scores[key] or 0 for key in self._subscales)
        if self._all:
            return sum(points)
        return sum(points[index] for index in self._index)
