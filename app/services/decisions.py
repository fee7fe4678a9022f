"""What a named person decides after the talk of the second round, with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts import AlertState, Closing
from app.domain.changes import Changes
from app.domain.interview import may_decide
from app.domain.problems import Problem
from app.domain.rights import Action, Actor, Role
from app.domain.risk import Level
from app.domain.screening import Outcome
from app.models.alert import Alert
from app.models.assessment import Assessment
from app.models.screening import SecondRound
from app.services import alerts, second_round
from app.services.verb import verb
from app.storage import changes


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided. ``level`` goes with every outcome but ``no_concern``; ``reason`` is a sentence.

    ``close_alerts`` are the new alerts of this round's sheets that the same person closes with it.
    """

    outcome: Outcome
    reason: str
    level: Level | None = None
    close_alerts: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on file, with the alert through which the work goes on."""

    alert_id: UUID | None
    changes: Changes


@dataclass(frozen=True, slots=True)
class RelatedAlert:
    """A new alert that a sheet of this round raised, which may be closed with "no concern"."""

    id: UUID
    level: Level
    reason: str
    params: dict[str, object]
    raised_at: datetime


@verb(Action.READ_ALERT)
def related_alerts(db: Session, entry_id: UUID, *, by: Actor) -> list[RelatedAlert]:
    """Return the new alerts of the student that sheets of the round raised, most urgent first."""
    found = [
        RelatedAlert(one.id, one.level, one.reason, dict(one.params), one.raised_at)
        for one in _related(db, second_round.known(db, entry_id))
    ]
    return sorted(found, key=lambda one: (one.level.rank, one.raised_at, one.id))


@verb(Action.WRITE_ALERT)
def decide(db: Session, entry_id: UUID, decision: Decision, *, by: Actor, now: datetime) -> Decided:
    """Keep a person's decision. Any outcome but ``no_concern`` raises an alert at the chosen level.

    ``no_concern`` needs a talk in which self-harm was asked about; alerts are closed only where the
    person chose them. Raises Problem("decision_by_person"), ("decision_reason_missing"),
    ("decision_level_missing"), ("decision_level_without_concern"), ("interview_missing") or
    ("alert_not_related").
    """
    if by.role is Role.SYSTEM:
        raise Problem("decision_by_person")
    reason = decision.reason.strip()
    if not reason:
        raise Problem("decision_reason_missing")
    row = second_round.known(db, entry_id)
    calm = decision.outcome is Outcome.NO_CONCERN
    if calm and decision.level is not None:
        raise Problem("decision_level_without_concern")
    if not calm and decision.level is None:
        raise Problem("decision_level_missing")
    if calm and not may_decide(row.interview):
        raise Problem("interview_missing")
    if decision.close_alerts and not calm:
        raise Problem("alert_not_related")
    row.outcome, row.level, row.decision = decision.outcome, decision.level, reason
    row.decided_by, row.decided_at = by.user_id, now
    row.reasons = [{"code": one["code"], "params": one["params"]} for one in row.reasons]
    closing = _chosen(db, row, decision.close_alerts)
    written = changes.write(
        db,
        [changes.changed(row)],
        by=by,
        action=Action.SCREENING,
        now=now,
        reason=decision.outcome.value,
    )
    for alert_id in closing:
        written |= alerts.close(db, alert_id, closing=Closing.NO_CONCERN, text=reason, by=by, now=now)
    if decision.level is None:
        return Decided(None, written)
    raised = alerts.raise_alert(db, row.student_id, decision.level, reason, by=by, now=now)
    return Decided(raised.ids[0], written | raised.changes)


def _chosen(db: Session, row: SecondRound, wanted: Sequence[UUID]) -> list[UUID]:
    related = {one.id for one in _related(db, row)}
    if not set(wanted) <= related:
        raise Problem("alert_not_related")
    return list(dict.fromkeys(wanted))


def _related(db: Session, row: SecondRound) -> Sequence[Alert]:
    sheets = select(Assessment.id).where(Assessment.round_id == row.round_id, Assessment.student_id == row.student_id)
    return db.scalars(
        select(Alert).where(
            Alert.student_id == row.student_id, Alert.state == AlertState.NEW, Alert.source_id.in_(sheets)
        )
    ).all()
