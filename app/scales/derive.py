"""Working out derived values: scaled totals, conversion tables, counts, and ladders of conditions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.scales.definition import Definition
from app.scales.derivation import Condition, Count, Ladder, Outcome, Scaled, Sum, Table
from app.scales.result import Score

Value = Score | str | bool | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What derived values are worked out from. ``answers`` are printed values, ``points`` scored ones."""

    answers: Sequence[int | None]
    points: Sequence[int]
    missing: frozenset[int]
    total: Score | None


class Deriver:
    """The derived values of one definition, those of the total apart from those of single items."""

    def __init__(self, definition: Definition) -> None:
        steps = {each.key: each for each in definition.derived if isinstance(each, Scaled | Table)}
        self._chains = {key: _chain(key, steps) for key in steps}
        self._of_items = [each for each in definition.derived if isinstance(each, Sum | Count | Ladder)]
        self._order = [each.key for each in definition.derived]
        self.of_total_keys = frozenset(self._chains) | {"total"}

    def of_total(self, total: Score | None) -> dict[str, Score | None]:
        """Return every value that depends on the total alone, the total among them."""
        values = {key: _follow(chain, total) for key, chain in self._chains.items()}
        values["total"] = total
        return values

    def of_items(self, sheet: Sheet) -> dict[str, Value]:
        """Return every value that depends on single answers; None where a needed answer is missing."""
        values: dict[str, Value] = {}
        for each in self._of_items:
            if isinstance(each, Ladder):
                values[each.key] = _climb(each, sheet)
            elif sheet.missing.intersection(each.items):
                values[each.key] = None
            elif isinstance(each, Count):
                chosen = [sheet.answers[n - 1] for n in each.items]
                values[each.key] = sum(1 for one in chosen if one is not None and one >= each.at_least)
            else:
                values[each.key] = sum(sheet.points[n - 1] for n in each.items)
        return values

    def merged(self, of_total: Mapping[str, Value], of_items: Mapping[str, Value]) -> dict[str, Value]:
        """Return all derived values in the order of the definition."""
        return {key: of_total[key] if key in of_total else of_items[key] for key in self._order}


def _chain(key: str, steps: Mapping[str, Scaled | Table]) -> list[Scaled | Table]:
    """Return the steps from the total to ``key``. The definition was checked to hold no cycle."""
    chain: list[Scaled | Table] = []
    while key in steps:
        chain.append(steps[key])
        key = steps[key].of
    return chain[::-1]


def _follow(chain: Sequence[Scaled | Table], value: Score | None) -> Score | None:
    for step in chain:
        if value is None:
            return None
        if isinstance(step, Table):
            value = next((tidy(row.value) for row in step.rows if row.raw == value), None)
        elif step.floor:
            value = int(value * step.times // step.per)
        else:
            value = tidy(value * step.times / step.per)
    return value


def tidy(value: Score) -> Score:
    """Return a whole number as int, any other as it is."""
    return int(value) if value == int(value) else value


def _climb(ladder: Ladder, sheet: Sheet) -> str | bool | None:
    """Return the first outcome that certainly holds; None once a blank answer leaves one open."""
    if sheet.missing and not ladder.even_incomplete:
        return None
    for outcome in ladder.outcomes:
        holds = _holds(outcome, sheet)
        if holds is None:
            return None
        if holds:
            return outcome.value
    return ladder.otherwise


def _holds(outcome: Outcome, sheet: Sheet) -> bool | None:
    verdicts = [_condition(condition, sheet) for condition in outcome.all]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _condition(condition: Condition, sheet: Sheet) -> bool | None:
    if condition.total_below is not None:
        return None if sheet.total is None else sheet.total < condition.total_below
    own = {threshold.item: threshold.at_least for threshold in condition.own}
    met = open_ = 0
    for group in condition.groups:
        answers = [(sheet.answers[n - 1], own.get(n, condition.at_least)) for n in group]
        if any(answer is not None and answer >= bound for answer, bound in answers):
            met += 1
        elif sheet.missing.intersection(group):
            open_ += 1
    most = len(condition.groups) if condition.max is None else condition.max
    if met >= condition.min and met + open_ <= most:
        return True
    if met + open_ < condition.min or met > most:
        return False
    return None
