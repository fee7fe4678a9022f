"""Which alerts a finding is worth, and by when somebody must act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.risk import DEFAULT_HOURS, Level


class AlertSource(StrEnum):
    """What raised an alert."""

    CRITICAL_ITEM = "critical_item"
    CRITICAL_BLANK = "critical_blank"
    SESSION_TICK = "session_tick"
    PERSON = "person"


class AlertState(StrEnum):
    """Where an alert stands. Only a person moves it."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    REFERRED = "referred"
    WATCH = "watch"
    CLOSED = "closed"


OPEN_STATES = (AlertState.NEW, AlertState.IN_PROGRESS, AlertState.REFERRED, AlertState.WATCH)


class Closing(StrEnum):
    """Why a person closed an alert."""

    NO_CONCERN = "no_concern"
    RESOLVED = "resolved"
    HANDED_OVER = "handed_over"
    LEFT_SCHOOL = "left_school"


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer that calls for a person: a critical item endorsed, or one left blank.

    ``value`` is the printed option value, None for a blank item. ``level`` is what the scale's own
    definition proposes.
    """

    scale: str
    item: int
    value: int | None
    level: Level


@dataclass(frozen=True, slots=True)
class AlertDraft:
    """An alert that must be raised, with the reason as code and parameters."""

    level: Level
    source: AlertSource
    reason: str
    params: dict[str, object]
    due: datetime


@dataclass(frozen=True, slots=True)
class Policy:
    """Hours to the first action per level, from the school's settings."""

    hours: Mapping[Level, int] = field(default_factory=lambda: dict(DEFAULT_HOURS))

    def due(self, level: Level, now: datetime) -> datetime:
        """Return when the first action on an alert raised ``now`` is due."""
        return now + timedelta(hours=self.hours.get(level, DEFAULT_HOURS[level]))


def due(findings: Iterable[Finding], policy: Policy, now: datetime, *, emergency: bool = False) -> list[AlertDraft]:
    """Return one alert for all critical answers of a sheet and one for its blank critical items.

    Every finding is named in the reason. An endorsed item alerts whatever the total, and also where
    the form is incomplete or void; a blank one asks for a talk in person today. ``emergency`` marks a
    sheet that may not be scored: that it alerts all the same rests on danger to life (个人信息保护法 13 (4)).
    """
    findings = list(findings)
    endorsed = [f for f in findings if f.value is not None]
    blank = [f for f in findings if f.value is None]
    drafts = []
    if endorsed:
        level = min((f.level for f in endorsed), key=lambda one: one.rank)
        source, reason = AlertSource.CRITICAL_ITEM, "critical_item_answered"
        drafts.append(AlertDraft(level, source, reason, _params(endorsed), policy.due(level, now)))
    if blank:
        level = Level.ORANGE
        source, reason = AlertSource.CRITICAL_BLANK, "critical_item_blank"
        drafts.append(AlertDraft(level, source, reason, _params(blank), policy.due(level, now)))
    if emergency:
        for draft in drafts:
            draft.params["basis"] = "emergency"
    return drafts


def _params(findings: list[Finding]) -> dict[str, object]:
    return {
        "scale": findings[0].scale,
        "items": [f.item for f in findings],
        "values": [f.value for f in findings],
    }
