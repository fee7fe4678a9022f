"""Critical items: looked at whatever the total, on incomplete and void sheets too."""

from collections.abc import Sequence

from app.domain.risk import Level
from app.scales.definition import CriticalRule, Definition
from app.scales.gaps import Gaps
from app.scales.result import Critical


class CriticalItems:
    """The critical items of one definition with their rules, strictest first."""

    def __init__(self, definition: Definition) -> None:
        self._core = definition.scored_items
        self._refusal = definition.refusal.option if definition.refusal else None
        rules: dict[int, list[CriticalRule]] = {}
        for rule in sorted(definition.critical, key=lambda each: -each.at_least):
            rules.setdefault(rule.item, []).append(rule)
        self._rules = sorted(rules.items())

    def find(self, answers: Sequence[int | None], gaps: Gaps) -> tuple[Critical, ...]:
        """Return what calls for a person: answers that meet a rule, refusals, and blanks.

        A critical item among the extra ones that was not put to the person is not blank, nor is one
        that a skip rule excuses.
        """
        found: list[Critical] = []
        for number, rules in self._rules:
            value = answers[number - 1]
            if value is None:
                put = number <= self._core or number in gaps.asked_extras
                if put and number not in gaps.uncounted and number not in gaps.excused:
                    found.append(Critical(number, None, f"item {number} blank", Level.ORANGE, rules[-1].kind))
                continue
            for rule in rules:
                if value >= rule.at_least:
                    refused = value == self._refusal
                    text = f"item {number} refused" if refused else f"item {number} >= {rule.at_least}"
                    found.append(Critical(number, value, text, Level(rule.level), rule.kind))
                    break
        return tuple(found)

    def to_ask(self, found: Sequence[Critical]) -> tuple[int, ...]:
        """Return the critical items to ask about in person today: blank or refused."""
        return tuple(
            each.item
            for each in found
            if each.value is None or (self._refusal is not None and each.value == self._refusal)
        )
