"""What scoring one sheet gives. Plain values: a score proposes, a person decides."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.alerts import Finding
from app.domain.risk import Level

Score = int | float
Bands = Mapping[str, str | None]


def tidy(value: Score) -> Score:
    """Return a whole number as int, any other as it is."""
    return int(value) if value == int(value) else value


@dataclass(frozen=True, slots=True)
class Critical:
    """An answer that calls for a person today: endorsed, refused, or left blank (``value`` None).

    ``value`` is the printed option. ``rule`` says what was met. ``level`` is only a proposal.
    """

    item: int
    value: int | None
    rule: str
    level: Level
    kind: str


@dataclass(frozen=True, slots=True)
class Validity:
    """``ok``, ``doubtful`` or ``void``, with reason codes. Never hides a critical item."""

    status: str
    reasons: tuple[str, ...] = ()


VALID = Validity("ok")


@dataclass(frozen=True, slots=True)
class Result:
    """The score of one sheet.

    ``total`` is None while a required answer is missing, unless the scale's published rule lets it be
    prorated; then ``prorated`` holds the same number. ``missing`` lists required items without an
    answer; ``possible_range`` is what the total could be, lowest and highest. ``band`` and
    ``subscale_bands`` give a code per cut-off set; with the total unknown a band is given only where the
    whole possible range lies in it. ``ask_in_person`` lists critical items left blank or refused.
    ``notes`` are codes with sentences in messages.
    """

    scale: str
    version: str
    form_version: str
    total: Score | None
    complete: bool
    missing: tuple[int, ...]
    possible_range: tuple[Score, Score]
    prorated: Score | None
    band: Bands
    subscales: Mapping[str, Score | None]
    subscale_bands: Mapping[str, Bands]
    prorated_subscales: tuple[str, ...]
    derived: Mapping[str, Score | str | bool | None]
    critical: tuple[Critical, ...]
    ask_in_person: tuple[int, ...]
    validity: Validity
    asks_self_harm: bool
    notes: tuple[str, ...]

    def findings(self) -> tuple[Finding, ...]:
        """Return the critical answers in the shape that ``app.domain.alerts.due`` takes."""
        return tuple(Finding(self.scale, each.item, each.value, each.level) for each in self.critical)

    def to_json(self) -> dict[str, object]:
        """Return the object that ``xinqiao score`` writes, without its ``id``."""
        return {
            "scale": self.scale,
            "version": self.version,
            "total": self.total,
            "complete": self.complete,
            "missing": self.missing,
            "possible_range": self.possible_range,
            "prorated": self.prorated,
            "band": self.band,
            "subscales": self.subscales,
            "derived": self.derived,
            "critical": [{"item": each.item, "value": each.value, "rule": each.rule} for each in self.critical],
            "validity": {"status": self.validity.status, "reasons": self.validity.reasons},
        }
