"""What the referral wizard starts from: everything on file that the letter could say, in one reading."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.alerts import OPEN_STATES
from app.domain.consent import Purpose
from app.domain.problems import Problem
from app.domain.referral_state import State
from app.domain.rights import Action, Actor
from app.domain.risk import Level
from app.domain.session import SessionState
from app.models.alert import Alert, AlertAction
from app.models.guardian import Guardian
from app.models.referral import Referral
from app.models.safety_plan import SafetyPlan
from app.models.session_record import SessionRecord
from app.models.student import Student
from app.services import consents, institutions, letters, reasons, referrals
from app.services.consents import ConsentView
from app.services.institutions import InstitutionView
from app.services.referrals import ReferralText
from app.services.students import GuardianView, guardian_view
from app.services.verb import verb
from app.storage import audit

URGENCY = {Level.RED: "now", Level.ORANGE: "24h", Level.YELLOW: "72h", Level.BLUE: "appointment"}

UNSAID = "详见所附材料"
"""The reason where nobody wrote one and no alert says it: the letter then points to what rides along."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session that could ride along: its number, when, and whether it is signed."""

    id: UUID
    number: int
    at: datetime
    signed: bool


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A score that rides along with the letter."""

    scale: str
    score: str
    taken_on: date | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is known. ``text`` is the open referral's, or one filled in from the file."""

    student_id: UUID
    name: str
    number: str
    class_name: str
    referral_id: UUID | None
    alert_id: UUID | None
    state: State
    text: ReferralText
    health: str
    guardians: tuple[GuardianView, ...]
    institutions: tuple[InstitutionView, ...]
    consent: ConsentView | None
    sessions: tuple[SessionLine, ...]
    scores: tuple[ScoreLine, ...]
    has_plan: bool


@verb(Action.READ_REFERRAL)
def proposal(
    db: Session,
    *,
    student_id: UUID | None = None,
    referral_id: UUID | None = None,
    alert_id: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Proposal:
    """Return what the wizard starts from: a student, an open referral or an alert. Opening it is logged.

    A student with a referral that was not sent yet goes on with that one.
    """
    row = db.get(Referral, referral_id) if referral_id else None
    if referral_id and row is None:
        raise Problem("referral_unknown")
    alert = db.get(Alert, alert_id) if alert_id else None
    if alert_id and alert is None:
        raise Problem("alert_unknown")
    key = row.student_id if row else alert.student_id if alert else student_id
    student = db.get(Student, key) if key else None
    if student is None:
        raise Problem("student_unknown_here")
    audit.read(db, by, "student", student.id, now)
    row = row or unsent(db, student.id)
    alert = alert or _most_urgent(db, student.id)
    people = list(db.scalars(select(Guardian).where(Guardian.student_id == student.id).order_by(Guardian.id)))
    found = tuple(institutions.listing(db, by=by))
    consent = consents.standing(db, student.id, Purpose.HOSPITAL)
    sessions = _sessions(db, student.id)
    text = referrals.text_of(row) if row else _text(db, student, alert, people, found, consent, sessions, now)
    return Proposal(
        student_id=student.id,
        name=student.name,
        number=student.number,
        class_name=letters.class_name(db, student, now.date()),
        referral_id=row.id if row else None,
        alert_id=(row.alert_id if row else None) or (alert.id if alert else None),
        state=referrals.folded(db, row.id).state if row else State.DRAFT,
        text=text,
        health=student.health,
        guardians=tuple(map(guardian_view, people)),
        institutions=found,
        consent=consent,
        sessions=sessions,
        scores=tuple(ScoreLine(one.name, one.score, one.taken_on) for one in letters.scores_of(db, student.id)),
        has_plan=bool(db.scalar(select(func.count()).where(SafetyPlan.student_id == student.id))),
    )


def unanswered(db: Session, student_id: UUID, institution_id: UUID) -> UUID | None:
    """Return the newest referral to an institution that was sent and has no receipt, for sending it again."""
    rows = db.scalars(
        select(Referral)
        .where(Referral.student_id == student_id, Referral.institution_id == institution_id)
        .order_by(Referral.made_at.desc(), Referral.id.desc())
    )
    waiting = {State.SENT, State.LOST}
    return next((row.id for row in rows if referrals.folded(db, row.id).state in waiting), None)


def unsent(db: Session, student_id: UUID) -> Referral | None:
    """Return the newest referral of a student that may still be changed, None where there is none."""
    rows = db.scalars(
        select(Referral).where(Referral.student_id == student_id).order_by(Referral.made_at.desc(), Referral.id.desc())
    )
    open_states = {State.DRAFT, State.READY}
    return next((row for row in rows if referrals.folded(db, row.id).state in open_states), None)


def _most_urgent(db: Session, student_id: UUID) -> Alert | None:
    rows = db.scalars(select(Alert).where(Alert.student_id == student_id, Alert.state.in_(OPEN_STATES)))
    return min(rows, key=lambda one: (one.level.rank, one.due_at, one.id), default=None)


def _text(
    db: Session,
    student: Student,
    alert: Alert | None,
    people: list[Guardian],
    found: tuple[InstitutionView, ...],
    consent: ConsentView | None,
    sessions: tuple[SessionLine, ...],
    now: datetime,
) -> ReferralText:
    """Fill in what the file says. Nothing is guessed: what nobody wrote down stays empty or unknown."""
    level = alert.level if alert else Level.YELLOW
    carer = min(people, key=lambda one: (not one.is_guardian, not one.is_carer, one.absent, one.id), default=None)
    last = db.scalar(select(Referral.institution_id).order_by(Referral.made_at.desc(), Referral.id.desc()).limit(1))
    known = [one.id for one in found]
    return ReferralText(
        institution_id=last if last in known else known[0] if len(known) == 1 else None,
        level=level,
        urgency=URGENCY[level],
        reason=_reason(db, alert),
        measures=_measures(sessions, now),
        allergies=student.health if "过敏" in student.health else "",
        guardian_id=carer.id if carer else None,
        accompanied_by=carer.name if carer else "",
        basis="consent" if consent else None,
    )


def _reason(db: Session, alert: Alert | None) -> str:
    if alert is None:
        return ""
    said = db.scalar(
        select(AlertAction.text)
        .where(AlertAction.alert_id == alert.id, AlertAction.kind == "raised")
        .order_by(AlertAction.at)
        .limit(1)
    )
    return said or reasons.words(alert.reason, alert.params)


def _measures(sessions: tuple[SessionLine, ...], now: datetime) -> str:
    if not sessions:
        return ""
    day = max(one.at for one in sessions).astimezone(now.tzinfo)
    return f"已会谈{len(sessions)}次，最近一次{day.year}年{day.month}月{day.day}日。"


def _sessions(db: Session, student_id: UUID) -> tuple[SessionLine, ...]:
    rows = db.scalars(
        select(SessionRecord)
        .where(SessionRecord.student_id == student_id)
        .order_by(SessionRecord.started_at.desc(), SessionRecord.id.desc())
    )
    return tuple(SessionLine(r.id, r.number, r.started_at, r.state is SessionState.SIGNED) for r in rows)
