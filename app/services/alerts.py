"""Alerts: raised by the program, moved and closed by people only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts import OPEN_STATES, AlertDraft, AlertSource, AlertState, Closing
from app.domain.changes import Changes
from app.domain.ids import new_id
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.risk import Level
from app.models.alert import Alert, AlertAction
from app.models.student import Student
from app.models.user import User
from app.services import policy
from app.services.verb import verb
from app.storage import audit, changes


@dataclass(frozen=True, slots=True)
class ActionView:
    """One thing done about an alert."""

    at: datetime
    by: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class AlertView:
    """An alert as its card shows it."""

    id: UUID
    student_id: UUID
    number: str
    name: str
    level: Level
    source: AlertSource
    reason: str
    params: dict[str, object]
    raised_at: datetime
    due_at: datetime
    state: AlertState
    owner: str
    closing: Closing | None
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class Raised:
    """The alerts that were raised."""

    ids: tuple[UUID, ...]
    changes: Changes


def values_for(
    drafts: Sequence[AlertDraft], *, student_id: UUID, source_id: UUID, now: datetime
) -> list[dict[str, Any]]:
    """Return the column values of ``drafts``; the caller writes them together with what raised them."""
    return [
        {
            "id": new_id(),
            "student_id": student_id,
            "level": draft.level,
            "source": draft.source,
            "source_id": source_id,
            "reason": draft.reason,
            "params": draft.params,
            "raised_at": now,
            "due_at": draft.due,
            "state": AlertState.NEW,
        }
        for draft in drafts
    ]


def not_raised_yet(db: Session, source_id: UUID, raised: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the alerts of a second pass over a sheet that the first pass did not raise in the same words."""
    rows = db.execute(select(Alert.reason, Alert.params).where(Alert.source_id == source_id)).all()
    known = {_words(reason, params) for reason, params in rows}
    fresh = [values for values in raised if _words(values["reason"], values["params"]) not in known]
    return [{**values, "source_id": source_id} for values in fresh]


def _words(reason: str, params: dict[str, Any]) -> tuple[object, ...]:
    return reason, tuple(params["items"]), tuple(params["values"])


@verb(Action.WRITE_ALERT)
def raise_alert(db: Session, student_id: UUID, level: Level, text: str, *, by: Actor, now: datetime) -> Raised:
    """Raise an alert by hand, with the person's own reason."""
    if not text.strip():
        raise Problem("alert_reason_missing")
    if db.get(Student, student_id) is None:
        raise Problem("student_unknown_here")
    draft = AlertDraft(level, AlertSource.PERSON, "alert_by_person", {}, policy.of(db).due(level, now))
    [values] = values_for([draft], student_id=student_id, source_id=student_id, now=now)
    row = Alert(**values)
    action = AlertAction(alert_id=row.id, by_id=by.user_id, at=now, kind="raised", text=text.strip())
    written = changes.write(
        db, [changes.created(row), changes.created(action)], by=by, action=Action.WRITE_ALERT, now=now
    )
    return Raised((row.id,), written)


@verb(Action.READ_ALERT)
def board(db: Session, *, by: Actor, closed: bool = False) -> list[AlertView]:
    """Return every open alert (or, with ``closed``, the closed ones), most urgent and oldest first."""
    wanted = [AlertState.CLOSED] if closed else list(OPEN_STATES)
    rows = db.execute(
        select(Alert, Student, User.name)
        .join(Student, Student.id == Alert.student_id)
        .outerjoin(User, User.id == Alert.owner_id)
        .where(Alert.state.in_(wanted))
    )
    views = [_view(alert, student, owner, ()) for alert, student, owner in rows]
    return sorted(views, key=lambda one: (one.level.rank, one.due_at, one.id))


@verb(Action.READ_ALERT)
def card(db: Session, alert_id: UUID, *, by: Actor, now: datetime) -> AlertView:
    """Return one alert with all that was done about it. Opening it is logged."""
    alert = _get(db, alert_id)
    student = db.get_one(Student, alert.student_id)
    owner = db.get(User, alert.owner_id) if alert.owner_id else None
    done = db.execute(
        select(AlertAction, User.name)
        .join(User, User.id == AlertAction.by_id)
        .where(AlertAction.alert_id == alert_id)
        .order_by(AlertAction.at, AlertAction.id)
    )
    actions = tuple(ActionView(action.at, name, action.kind, action.text) for action, name in done)
    audit.read(db, by, "alert", alert_id, now)
    return _view(alert, student, owner.name if owner else None, actions)


@verb(Action.WRITE_ALERT)
def act(
    db: Session,
    alert_id: UUID,
    *,
    kind: str,
    text: str = "",
    state: AlertState = AlertState.IN_PROGRESS,
    by: Actor,
    now: datetime,
) -> Changes:
    """Record what was done. The first to act becomes the owner; ``state`` is where the person moves it.

    Raises Problem("alert_closed") on a closed alert, Problem("alert_close_apart") for closing this way.
    """
    alert = _get(db, alert_id)
    if alert.state is AlertState.CLOSED:
        raise Problem("alert_closed")
    if state is AlertState.CLOSED:
        raise Problem("alert_close_apart")
    alert.state = state
    if alert.owner_id is None:
        alert.owner_id = by.user_id
    action = AlertAction(alert_id=alert_id, by_id=by.user_id, at=now, kind=kind, text=text.strip())
    return changes.write(
        db,
        [changes.changed(alert), changes.created(action)],
        by=by,
        action=Action.WRITE_ALERT,
        now=now,
    )


@verb(Action.WRITE_ALERT)
def close(db: Session, alert_id: UUID, *, closing: Closing, text: str, by: Actor, now: datetime) -> Changes:
    """Close an alert: a reason from the list and a sentence of the person who decides."""
    alert = _get(db, alert_id)
    if alert.state is AlertState.CLOSED:
        raise Problem("alert_closed")
    if not text.strip():
        raise Problem("alert_reason_missing")
    alert.state, alert.closing, alert.closed_at = AlertState.CLOSED, closing, now
    if alert.owner_id is None:
        alert.owner_id = by.user_id
    action = AlertAction(alert_id=alert_id, by_id=by.user_id, at=now, kind="closed", text=text.strip())
    return changes.write(
        db,
        [changes.changed(alert), changes.created(action)],
        by=by,
        action=Action.WRITE_ALERT,
        now=now,
        reason=closing.value,
    )


def _get(db: Session, alert_id: UUID) -> Alert:
    alert = db.get(Alert, alert_id)
    if alert is None:
        raise Problem("alert_unknown")
    return alert


def _view(alert: Alert, student: Student, owner: str | None, actions: tuple[ActionView, ...]) -> AlertView:
    return AlertView(
        id=alert.id,
        student_id=student.id,
        number=student.number,
        name=student.name,
        level=alert.level,
        source=alert.source,
        reason=alert.reason,
        params=dict(alert.params),
        raised_at=alert.raised_at,
        due_at=alert.due_at,
        state=alert.state,
        owner=owner or "",
        closing=alert.closing,
        actions=actions,
    )
