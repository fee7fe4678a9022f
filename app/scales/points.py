"""From printed answers to points: one lookup table per item, made once per definition."""

from collections.abc import Sequence
from operator import getitem

from app.domain.problems import Problem
from app.scales.definition import Definition

_ANSWER_TYPES = frozenset({int, type(None)})


class PointTables:
    """``lows`` and ``highs`` are each item's least and most points. A blank answer looks up as 0."""

    def __init__(self, definition: Definition) -> None:
        own = {point.option: point.points for point in definition.points}
        reverse = set(definition.reverse)
        self._options = [definition.options_of(item.n) for item in definition.items]
        self._tables: list[dict[int | None, int]] = []
        self.lows: list[int] = []
        self.highs: list[int] = []
        for item, options in zip(definition.items, self._options, strict=True):
            points = {option: own.get(option, option) for option in options}
            low, high = min(points.values()), max(points.values())
            if item.n in reverse:
                points = {option: low + high - value for option, value in points.items()}
            self._tables.append({None: 0, **dict[int | None, int](points.items())})
            self.lows.append(low)
            self.highs.append(high)

    def look_up(self, answers: Sequence[int | None]) -> list[int]:
        """Return the points of each answer. Raises Problem naming the first item that cannot be taken.

        Codes: ``answer_not_whole`` for anything but a whole number or None, ``out_of_range`` for a
        number that is not among the item's printed options. Nothing is ever clamped.
        """
        if not _ANSWER_TYPES.issuperset(map(type, answers)):
            self._refuse(answers)
        try:
            return list(map(getitem, self._tables, answers))
        except KeyError:
            self._refuse(answers)
            raise

    def _refuse(self, answers: Sequence[object]) -> None:
        for number, (answer, options) in enumerate(zip(answers, self._options, strict=False), start=1):
            if type(answer) not in _ANSWER_TYPES:
                raise Problem("answer_not_whole", item=number)
            if answer is not None and answer not in options:
                raise Problem("out_of_range", item=number, options="/".join(map(str, options)))
