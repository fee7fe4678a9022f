"""What is open now: alerts, talks due, plans to review, referrals without an answer. Computed, not stored."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.alerts import OPEN_STATES, AlertState
from app.domain.rights import Action, Actor
from app.domain.risk import Level
from app.models.alert import Alert
from app.models.safety_plan import SafetyPlan
from app.models.session_record import SessionRecord
from app.models.student import Student
from app.models.user import User
from app.services import referral_list
from app.services.verb import verb


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: kind (alert, session, plan, referral), whose, why and by when.

    ``reason`` is a message code with ``params``; ``state`` the alert's or referral's state, else "due".
    """

    kind: str
    id: UUID
    student_id: UUID
    number: str
    name: str
    level: Level | None
    reason: str
    params: dict[str, object]
    owner: str
    due: datetime
    state: str


@verb(Action.READ_ALERT)
def today(db: Session, *, by: Actor, now: datetime, ahead: timedelta = timedelta(days=1)) -> list[Item]:
    """Return what is open: every open alert, and all else that is due up to ``ahead`` from ``now``.

    Order: red alerts by remaining time, then what is overdue, then the rest by due time.
    """
    until = now + ahead
    items = _alerts(db) + _sessions(db, until) + _plans(db, until, now.tzinfo) + _referrals(db, until)
    return sorted(items, key=lambda one: (one.level is not Level.RED, one.due >= now, one.due, one.id))


def _alerts(db: Session) -> list[Item]:
    rows = db.execute(
        select(Alert, Student, User.name)
        .join(Student, Student.id == Alert.student_id)
        .outerjoin(User, User.id == Alert.owner_id)
        .where(Alert.state.in_([s for s in OPEN_STATES if s is not AlertState.WATCH]))
    )
    return [
        Item(
            "alert",
            alert.id,
            student.id,
            student.number,
            student.name,
            alert.level,
            alert.reason,
            dict(alert.params),
            owner or "",
            alert.due_at,
            alert.state.value,
        )
        for alert, student, owner in rows
    ]


def _sessions(db: Session, until: datetime) -> list[Item]:
    later = aliased(SessionRecord)
    newest = (
        select(func.max(later.started_at))
        .where(later.student_id == SessionRecord.student_id)
        .correlate(SessionRecord)
        .scalar_subquery()
    )
    rows = db.execute(
        select(SessionRecord, Student, User.name)
        .join(Student, Student.id == SessionRecord.student_id)
        .join(User, User.id == SessionRecord.author_id)
        .where(and_(SessionRecord.next_at <= until, SessionRecord.started_at == newest))
    )
    items = []
    for record, student, owner in rows:
        if record.next_at is None:
            continue
        params: dict[str, object] = {"number": record.number + 1}
        items.append(
            Item(
                "session",
                record.id,
                student.id,
                student.number,
                student.name,
                None,
                "session_due",
                params,
                owner,
                record.next_at,
                "due",
            )
        )
    return items


def _plans(db: Session, until: datetime, zone: tzinfo | None) -> list[Item]:
    newest = (
        select(SafetyPlan.student_id, func.max(SafetyPlan.version).label("version"))
        .group_by(SafetyPlan.student_id)
        .subquery()
    )
    rows = db.execute(
        select(SafetyPlan, Student, User.name)
        .join(
            newest,
            and_(newest.c.student_id == SafetyPlan.student_id, newest.c.version == SafetyPlan.version),
        )
        .join(Student, Student.id == SafetyPlan.student_id)
        .join(User, User.id == SafetyPlan.made_by)
        .where(SafetyPlan.review_on <= until.date())
    )
    items = []
    for plan, student, owner in rows:
        if plan.review_on is None:
            continue
        params: dict[str, object] = {"version": plan.version}
        items.append(
            Item(
                "plan",
                plan.id,
                student.id,
                student.number,
                student.name,
                None,
                "plan_review_due",
                params,
                owner,
                _end_of(plan.review_on, zone),
                "due",
            )
        )
    return items


def _referrals(db: Session, until: datetime) -> list[Item]:
    items = []
    for row in referral_list.waiting(db):
        if row.due is None or row.due > until:
            continue
        params: dict[str, object] = {"waits_for": row.waits_for}
        items.append(
            Item(
                "referral",
                row.id,
                row.student_id,
                row.number,
                row.name,
                row.level,
                f"referral_waits_{row.waits_for}",
                params,
                row.owner,
                row.due,
                row.state.value,
            )
        )
    return items


def _end_of(day: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, time(17, 0), tzinfo=zone)
