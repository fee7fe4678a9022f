"""Working out derived values: scaled totals and conversion tables here, those of single items by their kind."""

from collections.abc import Mapping, Sequence

from app.scales.definition import Definition
from app.scales.derivation import Count, Ladder, Scaled, Sum, Table
from app.scales.ladder import Adder, Climber, Counter, Sheet, Value
from app.scales.result import Score, tidy


class Deriver:
    """The derived values of one definition, those of the total apart from those of single items."""

    def __init__(self, definition: Definition) -> None:
        steps = {each.key: each for each in definition.derived if isinstance(each, Scaled | Table)}
        self._chains = {key: _chain(key, steps) for key in steps}
        self._of_items: list[Counter | Adder | Climber] = []
        for each in definition.derived:
            if isinstance(each, Count):
                self._of_items.append(Counter(each))
            elif isinstance(each, Sum):
                self._of_items.append(Adder(each))
            elif isinstance(each, Ladder):
                self._of_items.append(Climber(each))
        self._order = [each.key for each in definition.derived]
        self.uses_items = bool(self._of_items)
        self.of_total_keys = frozenset(self._chains) | {"total"}

    def of_total(self, total: Score | None) -> dict[str, Score | None]:
        """Return every value that depends on the total alone, the total among them."""
        values = {key: _follow(chain, total) for key, chain in self._chains.items()}
        values["total"] = total
        return values

    def of_items(self, sheet: Sheet) -> dict[str, Value]:
        """Return every value that depends on single answers; None where a needed answer is missing."""
        return {each.key: each.of(sheet) for each in self._of_items}

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
