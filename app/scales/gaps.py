"""Which answers are missing: blank is no gap where the form's own rule lets an item be skipped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.problems import Problem
from app.scales.definition import Definition


@dataclass(frozen=True, slots=True)
class Gaps:
    """``missing``: required and blank. ``uncounted``: not put to this person. ``excused``: blank by rule."""

    missing: tuple[int, ...] = ()
    uncounted: frozenset[int] = frozenset()
    excused: frozenset[int] = frozenset()
    asked_extras: frozenset[int] = frozenset()
    oddly_answered: bool = False


class GapFinder:
    """The skip rules of one definition, ready to apply."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._core = definition.scored_items
        self._extras = frozenset(item.n for item in definition.items if item.extra)
        self._governed = frozenset(n for rule in definition.required for n in rule.items)
        self.short = Gaps()
        self.full = Gaps(asked_extras=self._extras - self._governed)

    def always(self, sex: str | None) -> bool:
        """Return whether even a sheet without blanks has to be looked through."""
        return bool(self._definition.required) or any(skip.sex == sex for skip in self._definition.sex_skips)

    def find(self, answers: Sequence[int | None], *, given: int, sex: str | None, na: Iterable[int]) -> Gaps:
        """Return the gaps of a sheet padded to the whole form, of which ``given`` answers were handed in."""
        definition = self._definition
        blank = {number for number, answer in enumerate(answers, start=1) if answer is None}
        uncounted = set(_applicable(definition, na, blank))
        odd = False
        for sex_skip in definition.sex_skips:
            if sex_skip.sex == sex:
                odd = odd or any(answers[n - 1] for n in sex_skip.items)
                uncounted.update(sex_skip.items)
        excused: set[int] = set()
        for skip in definition.answer_skips:
            if all(_is_at_most(answers[n - 1], skip.at_most) for n in skip.when):
                excused.update(blank.intersection(skip.items))
        needed: set[int] = set()
        for rule in definition.required:
            if any(_reaches(answers[n - 1], rule.at_least) for n in rule.when):
                needed.update(rule.items)
        wanted = set(range(1, self._core + 1)) | needed
        asked = set(needed)
        if given > self._core:
            asked |= self._extras - self._governed
        return Gaps(
            missing=tuple(sorted((blank & wanted) - uncounted - excused)),
            uncounted=frozenset(uncounted),
            excused=frozenset(excused),
            asked_extras=frozenset(asked),
            oddly_answered=odd,
        )


def _applicable(definition: Definition, na: Iterable[int], blank: set[int]) -> list[int]:
    """Check the items marked as not applicable: the scale must allow it, and no answer may stand there."""
    marked = list(na)
    for number in marked:
        if type(number) is not int or number not in definition.not_applicable:
            raise Problem("na_not_allowed", item=number if type(number) is int else None)
        if number not in blank:
            raise Problem("na_but_answered", item=number)
    return marked


def _is_at_most(answer: int | None, bound: int) -> bool:
    return answer is not None and answer <= bound


def _reaches(answer: int | None, bound: int) -> bool:
    return answer is not None and answer >= bound
