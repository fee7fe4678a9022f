"""Bands: several published cut-off sets side by side, each with its own population and source."""

from bisect import bisect_right
from collections.abc import Iterable

from app.scales.circumstances import Circumstances
from app.scales.definition import CutoffSet
from app.scales.result import Score


class Bander:
    """One cut-off set. A value belongs to the last band that starts at or below it."""

    def __init__(self, cutoffs: CutoffSet) -> None:
        self.key = cutoffs.key
        self.on = cutoffs.on
        self._starts = [band.start for band in cutoffs.bands]
        self._codes = [band.code for band in cutoffs.bands]

    def code(self, value: Score) -> str | None:
        """Return the band's code; None below the first band."""
        index = bisect_right(self._starts, value) - 1
        return self._codes[index] if index >= 0 else None

    def common(self, low: Score, high: Score) -> str | None:
        """Return the code of the band that holds the whole range, else None."""
        code = self.code(low)
        return code if code == self.code(high) else None


def applicable(sets: Iterable[CutoffSet], who: Circumstances) -> list[Bander]:
    """Return the sets that are not ruled out by what is known. What is unknown rules nothing out."""
    return [Bander(each) for each in sets if _fits(each, who)]


def _fits(cutoffs: CutoffSet, who: Circumstances) -> bool:
    if cutoffs.respondents is not None and who.respondent not in cutoffs.respondents:
        return False
    if cutoffs.sex is not None and who.sex not in {None, cutoffs.sex}:
        return False
    if cutoffs.grades is not None and who.grade is not None and not cutoffs.grades[0] <= who.grade <= cutoffs.grades[1]:
        return False
    return cutoffs.population is None or who.population in {None, cutoffs.population}
