"""The score of one subscale and its bands, remembered per sum of points."""

from collections.abc import Sequence

from app.scales.cutoffs import Bander
from app.scales.definition import Subscale
from app.scales.ladder import picker
from app.scales.missing import prorate
from app.scales.result import Bands, Score, tidy


class Part:
    """One subscale, seen with the cut-off sets that apply."""

    def __init__(self, subscale: Subscale, banders: Sequence[Bander]) -> None:
        self.key = subscale.key
        self._pick = picker(subscale.items)
        self._items = frozenset(subscale.items)
        self._count = len(subscale.items)
        self._mean = subscale.method == "mean"
        self._rule = subscale.prorate
        self._banders = banders
        self._banded = bool(subscale.cutoffs)
        self._known: dict[int, tuple[Score | None, Bands | None]] = {}

    def of(self, points: Sequence[int], absent: frozenset[int]) -> tuple[Score | None, Bands | None]:
        """Return score and bands. The score is None where too much is missing, bands where none exist."""
        answered_sum = sum(self._pick(points))
        if absent and self.lacks(absent):
            answered = self._count - len(absent & self._items)
            return self._scored(prorate(answered_sum, self._count, answered, self._rule))
        known = self._known.get(answered_sum)
        if known is None:
            known = self._known[answered_sum] = self._scored(answered_sum)
        return known

    def lacks(self, absent: frozenset[int]) -> bool:
        """Return whether one of the subscale's items is missing."""
        return not self._items.isdisjoint(absent)

    def _scored(self, whole: Score | None) -> tuple[Score | None, Bands | None]:
        score = tidy(whole / self._count) if whole is not None and self._mean else whole
        if not self._banded:
            return score, None
        return score, {each.key: None if score is None else each.code(score) for each in self._banders}
