"""Values that depend on single answers: counts, sums of a few items, and ladders of conditions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter, le
from typing import cast

from app.scales.derivation import Condition, Count, Ladder, Outcome, Sum
from app.scales.result import Score

Value = Score | str | bool | None
_BLANK = -1


@dataclass(frozen=True, slots=True)
class Sheet:
    """``answers`` are printed values with -1 for a blank; ``points`` scored ones; ``missing`` item numbers."""

    answers: Sequence[int]
    points: Sequence[int]
    missing: frozenset[int]
    total: Score | None


def printed(answers: Sequence[int | None]) -> Sequence[int]:
    """Return answers with -1 in place of blanks, so that no threshold counts them."""
    if None not in answers:
        return cast(Sequence[int], answers)
    return [_BLANK if answer is None else answer for answer in answers]


def picker(items: Sequence[int]) -> Callable[[Sequence[int]], tuple[int, ...]]:
    """Return a function that picks the values of item numbers as a tuple."""
    if len(items) == 1:
        index = items[0] - 1
        return lambda values: (values[index],)
    return itemgetter(*(number - 1 for number in items))


class Counter:
    """How many items reach a threshold."""

    def __init__(self, count: Count) -> None:
        self.key = count.key
        self._items = frozenset(count.items)
        self._pick = picker(count.items)
        self._bounds = (count.at_least,) * len(count.items)

    def of(self, sheet: Sheet) -> Value:
        """Return the count; None while one of its items is missing."""
        if sheet.missing and not self._items.isdisjoint(sheet.missing):
            return None
        met: int = sum(map(le, self._bounds, self._pick(sheet.answers)))
        return met


class Adder:
    """The points of a few items added up."""

    def __init__(self, total: Sum) -> None:
        self.key = total.key
        self._items = frozenset(total.items)
        self._pick = picker(total.items)

    def of(self, sheet: Sheet) -> Value:
        """Return the sum; None while one of its items is missing."""
        if sheet.missing and not self._items.isdisjoint(sheet.missing):
            return None
        return sum(self._pick(sheet.points))


class Climber:
    """The first outcome that certainly holds; None once a missing answer leaves one open."""

    def __init__(self, ladder: Ladder) -> None:
        self.key = ladder.key
        self._even_incomplete = ladder.even_incomplete
        self._otherwise = ladder.otherwise
        self._rungs = [(outcome.value, _rung(outcome)) for outcome in ladder.outcomes]

    def of(self, sheet: Sheet) -> Value:
        """Return the outcome, the value of last resort, or None."""
        if sheet.missing and not self._even_incomplete:
            return None
        for value, conditions in self._rungs:
            verdicts = [condition.holds(sheet) for condition in conditions]
            if False in verdicts:
                continue
            return None if None in verdicts else value
        return self._otherwise


def _rung(outcome: Outcome) -> "list[_Counted | _Below]":
    return [
        _Below(condition.total_below) if condition.total_below is not None else _Counted(condition)
        for condition in outcome.all
    ]


class _Below:
    def __init__(self, bound: int) -> None:
        self._bound = bound

    def holds(self, sheet: Sheet) -> bool | None:
        return None if sheet.total is None else sheet.total < self._bound


class _Counted:
    """Between ``min`` and ``max`` groups hold an item that reaches its threshold."""

    def __init__(self, condition: Condition) -> None:
        own = {threshold.item: threshold.at_least for threshold in condition.own}
        self._groups = [
            (picker(group), tuple(own.get(n, condition.at_least) for n in group), frozenset(group))
            for group in condition.groups
        ]
        self._single: tuple[Callable[[Sequence[int]], tuple[int, ...]], tuple[int, ...]] | None = None
        if condition.groups and all(len(group) == 1 for group in condition.groups):
            self._single = (
                picker([group[0] for group in condition.groups]),
                tuple(bounds[0] for _, bounds, _ in self._groups),
            )
        self._min = condition.min
        self._max = len(condition.groups) if condition.max is None else condition.max

    def holds(self, sheet: Sheet) -> bool | None:
        answers = sheet.answers
        if self._single:
            pick, bounds = self._single
            met = sum(map(le, bounds, pick(answers)))
        else:
            met = sum(any(map(le, bounds, pick(answers))) for pick, bounds, _ in self._groups)
        most = met
        if sheet.missing:
            most += sum(
                not items.isdisjoint(sheet.missing) and not any(map(le, bounds, pick(answers)))
                for pick, bounds, items in self._groups
            )
        if met >= self._min and most <= self._max:
            return True
        if most < self._min or met > self._max:
            return False
        return None
