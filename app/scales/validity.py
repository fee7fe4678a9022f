"""Whether a sheet can be trusted: lie scale, straight-lining, blanks, speed. Said, never silent."""

from collections.abc import Mapping, Sequence

from app.scales.definition import Definition
from app.scales.result import VALID, Score, Validity

_BLANK = 255


class ValidityJudge:
    """The validity rules of one definition, ready to apply."""

    def __init__(self, definition: Definition) -> None:
        rules = definition.validity
        self._rules = rules
        self._core = definition.scored_items
        self._lie = rules.lie
        self._runs: list[bytes] = []
        if rules.same_answers:
            known = {option for item in definition.items for option in definition.options_of(item.n)}
            self._runs = [
                bytes([option]) * rules.same_answers.length for option in sorted(known - set(rules.same_answers.never))
            ]

    def judge(
        self,
        answers: Sequence[int | None],
        *,
        missing: Sequence[int],
        lie: tuple[Score, Score] | None,
        seconds: float | None,
        odd: Sequence[str],
    ) -> Validity:
        """Return the verdict. ``lie`` is the possible range of the lie scale, where there is one."""
        reasons = list(odd)
        void = False
        if lie and self._lie:
            if lie[0] >= self._lie.void_at:
                void = True
                reasons.append("lie_scale")
            elif lie[1] >= self._lie.void_at:
                reasons.append("lie_scale_unknown")
        if self._runs and self._straight(answers):
            reasons.append("same_answers")
        if len(missing) > self._rules.max_blank:
            reasons.append("too_many_blank")
        if seconds is not None and seconds < self._rules.min_seconds:
            reasons.append("too_fast")
        if not reasons:
            return VALID
        return Validity("void" if void else "doubtful", tuple(reasons))

    def _straight(self, answers: Sequence[int | None]) -> bool:
        core = answers[: self._core]
        sheet = bytes([_BLANK if each is None else each for each in core]) if None in core else _packed(core)
        return any(run in sheet for run in self._runs)


def _packed(answers: Sequence[int | None]) -> bytes:
    return bytes(answers)  # type: ignore[arg-type]  # the caller has seen that there is no None


def lie_range(
    definition: Definition,
    points: Sequence[int],
    missing: Sequence[int],
    bounds: Mapping[int, tuple[int, int]],
) -> tuple[Score, Score] | None:
    """Return the lowest and highest possible score of the lie scale, None without one."""
    if definition.validity.lie is None:
        return None
    items = definition.subscale(definition.validity.lie.subscale).items
    low = high = sum(points[n - 1] for n in items)
    for number in missing:
        if number in items:
            low += bounds[number][0]
            high += bounds[number][1]
    return low, high
