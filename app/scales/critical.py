"""Critical items: looked at whatever the total, on incomplete and void sheets too."""

from collections.abc import Sequence

from app.domain.risk import Level
from app.scales.definition import CriticalRule, Definition
from app.scales.gaps import Gaps
from app.scales.result import Critical


class CriticalItems:
    """The critical items of one definition, with what each possible answer means."""

    def __init__(self, definition: Definition) -> None:
        self._core = definition.scored_items
        self._refusal = definition.refusal.option if definition.refusal else None
        rules: dict[int, list[CriticalRule]] = {}
        for rule in sorted(definition.critical, key=lambda each: -each.at_least):
            rules.setdefault(rule.item, []).append(rule)
        self._meanings = [
            (number, self._meaning(number, definition.options_of(number), own)) for number, own in sorted(rules.items())
        ]

    def _meaning(
        self, number: int, options: Sequence[int], rules: Sequence[CriticalRule]
    ) -> dict[int | None, Critical]:
        """Return per answer that calls for a person what to say; the strictest rule reached counts."""
        meaning: dict[int | None, Critical] = {
            None: Critical(number, None, f"item {number} blank", Level.ORANGE, rules[-1].kind)
        }
        for option in options:
            met = next((rule for rule in rules if option >= rule.at_least), None)
            if met:
                how = "refused" if option == self._refusal else f">= {met.at_least}"
                meaning[option] = Critical(number, option, f"item {number} {how}", Level(met.level), met.kind)
        return meaning

    def find(self, answers: Sequence[int | None], gaps: Gaps) -> tuple[Critical, ...]:
        """Return what calls for a person: answers that meet a rule, refusals, and blanks.

        A critical item among the extra ones that was not put to the person is not blank, nor is one
        that a skip rule excuses.
        """
        return tuple(
            meaning[answers[number - 1]]
            for number, meaning in self._meanings
            if answers[number - 1] in meaning and (answers[number - 1] is not None or self._is_gap(number, gaps))
        )

    def _is_gap(self, number: int, gaps: Gaps) -> bool:
        put = number <= self._core or number in gaps.asked_extras
        return put and number not in gaps.uncounted and number not in gaps.excused

    def to_ask(self, found: Sequence[Critical]) -> tuple[int, ...]:
        """Return the critical items to ask about in person today: blank or refused."""
        return tuple(
            each.item
            for each in found
            if each.value is None or (self._refusal is not None and each.value == self._refusal)
        )
