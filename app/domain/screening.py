"""The second round: who is to be talked to after a screening, how soon, and what may come of it.

Screening scores find too many and too few; the second round, a talk by a person, is what counts.
Nobody becomes a level by score alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.risk import Level

NO_CONSENT = "no_consent"
"""Why a sheet is not scored: nobody consented to scales for this student."""

CRITICAL_ONLY = "critical_only"
"""Why a sheet is not scored: so far only its critical items were keyed in, before the rest of the pile."""

MADE_UP = "made_up"
"""Why a sheet is not scored: it is the made-up check that comes with the program, and no scale."""

SUICIDE_SCREEN = "asq"
"""The scale that is offered where no form of a round asks about self-harm."""


class Excuse(StrEnum):
    """Why no form is expected of a student of the round."""

    ILL = "ill"
    AWAY = "away"
    LEFT = "left"
    REFUSED = "refused"
    UNABLE = "unable"  # cannot read the form, even with help


SIGNS = (
    "withdrawn",
    "tearful",
    "irritable",
    "sleepy",
    "marks_fall",
    "absent",
    "injuries",
    "farewell_words",
    "bullied",
    "eats_little",
    "change_at_home",
)
"""What a class teacher may have seen: facts, no judgements."""


class RoundState(StrEnum):
    """A closed round takes no more sheets."""

    OPEN = "open"
    CLOSED = "closed"


class Reason(StrEnum):
    """Why a student is in the queue."""

    CRITICAL = "queue_critical"  # an endorsed critical item
    CRITICAL_BLANK = "queue_critical_blank"  # a critical item not answered
    BAND = "queue_band"  # a band of a cut-off set that the round flags
    NOMINATED = "queue_nominated"  # a class teacher's word
    VOID = "queue_void"  # the form tells nothing
    DOUBTFUL = "queue_doubtful"  # straight-lining, too fast


class Outcome(StrEnum):
    """What a named person decided after the talk, with a reason."""

    NO_CONCERN = "no_concern"
    WATCH = "watch"
    COUNSELLING = "counselling"
    PLAN = "plan"
    REFERRAL = "referral"


URGENCY: Mapping[Reason, Level] = {
    Reason.CRITICAL: Level.RED,
    Reason.CRITICAL_BLANK: Level.ORANGE,
    Reason.NOMINATED: Level.YELLOW,
    Reason.BAND: Level.YELLOW,
    Reason.VOID: Level.BLUE,
    Reason.DOUBTFUL: Level.BLUE,
}
"""How soon to talk. An order of work, not a judgement of the student."""

DAYS: Mapping[Level, int] = {Level.RED: 0, Level.ORANGE: 1, Level.YELLOW: 7, Level.BLUE: 14}
"""Days until the talk is due; red means today."""

INTERVIEW_MINUTES: Mapping[Level, int] = {
    Level.RED: 60,
    Level.ORANGE: 45,
    Level.YELLOW: 30,
    Level.BLUE: 20,
}
"""How long a talk is reckoned with, when hours needed are set against hours available."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason with its parameters (scale, items, teacher …), as codes and numbers."""

    reason: Reason
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Queued:
    """What the findings about one student add up to."""

    urgency: Level
    due: datetime
    findings: tuple[Finding, ...]


def queue(findings: Sequence[Finding], now: datetime) -> Queued | None:
    """Return how soon a student is to be talked to, or None where nothing speaks for it.

    A nomination together with a flagged band is more than each alone: orange.
    """
    if not findings:
        return None
    reasons = {one.reason for one in findings}
    urgency = min((URGENCY[one] for one in reasons), key=lambda level: level.rank)
    if {Reason.NOMINATED, Reason.BAND} <= reasons and urgency.rank > Level.ORANGE.rank:
        urgency = Level.ORANGE
    ordered = tuple(sorted(findings, key=lambda one: (URGENCY[one.reason].rank, one.reason.value)))
    return Queued(urgency, _end_of_day(now) + timedelta(days=DAYS[urgency]), ordered)


def minutes_needed(urgencies: Iterable[Level]) -> int:
    """Return how many minutes of talk the open queue needs."""
    return sum(INTERVIEW_MINUTES[one] for one in urgencies)


def _end_of_day(now: datetime) -> datetime:
    return now.replace(hour=17, minute=0, second=0, microsecond=0) if now.hour < 17 else now
