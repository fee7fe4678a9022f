"""Referrals: written by the school, moved on by events of both sides, never by hope."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import referral as loop
from app.domain.changes import Changes
from app.domain.consent import Purpose
from app.domain.problems import Problem
from app.domain.referral_state import EventKind, Side, Source, State
from app.domain.rights import Action, Actor
from app.domain.risk import Level
from app.models.guardian import Guardian
from app.models.institution import Institution
from app.models.referral import Referral, ReferralEvent
from app.models.session_record import SessionRecord
from app.models.student import Student
from app.services import consents
from app.services.verb import verb
from app.storage import audit, changes


@dataclass(frozen=True, slots=True)
class ReferralText:
    """What the counsellor fills in. ``parts`` names what rides along beyond the letter.

    ``institution_id`` may be None for a look at the letter only, never for one that is saved.
    ``basis`` is "consent", "emergency" (with ``basis_reason``) or None while neither is there: then
    the letter prints as a draft only.
    """

    institution_id: UUID | None
    level: Level
    urgency: str
    reason: str
    facts: str = ""
    duration: str = ""
    measures: str = ""
    medicines: str = ""
    allergies: str = ""
    self_harm: bool | None = None
    guardian_id: UUID | None = None
    guardian_present: bool | None = None
    accompanied_by: str = ""
    basis: str | None = None
    basis_reason: str = ""
    scores: bool = True
    plan: bool = False
    session_ids: tuple[UUID, ...] = ()
    meeting_on: date | None = None
    contacted_on: date | None = None
    talk_on: date | None = None


DAYS = ("meeting_on", "contacted_on", "talk_on")
"""What a school does before it refers: its own meeting, the guardians told, the talk with everybody. The
dates are kept beside the parts; a missing one is said and never blocks."""
_PARTS = frozenset({"scores", "plan", "session_ids", *DAYS})


@dataclass(frozen=True, slots=True)
class ReferralView:
    """A referral with its folded state."""

    id: UUID
    student_id: UUID
    text: ReferralText
    institution: str
    made_at: datetime
    folded: loop.Referral


@dataclass(frozen=True, slots=True)
class ReferralSaved:
    """A referral that was written."""

    id: UUID
    state: State
    changes: Changes


@verb(Action.WRITE_REFERRAL)
def create(
    db: Session,
    student_id: UUID,
    text: ReferralText,
    *,
    alert_id: UUID | None = None,
    by: Actor,
    now: datetime,
) -> ReferralSaved:
    """Start a referral. With a consent on record or an emergency with its reason it can be printed."""
    if db.get(Student, student_id) is None:
        raise Problem("student_unknown_here")
    row = Referral(student_id=student_id, alert_id=alert_id, made_by=by.user_id, made_at=now)
    _fill(db, row, text)
    event = _event(row, loop.Referral(State.DRAFT), EventKind.CREATED, by, now)
    written = changes.write(
        db, [changes.created(row), changes.created(event)], by=by, action=Action.WRITE_REFERRAL, now=now
    )
    return ReferralSaved(row.id, State.DRAFT, written)


@verb(Action.WRITE_REFERRAL)
def edit(db: Session, referral_id: UUID, text: ReferralText, *, by: Actor, now: datetime) -> ReferralSaved:
    """Change a referral that has not been sent yet.

    One whose basis is taken away again stays ready in its history; it leaves the school as a draft
    print at most, since every way out asks for the basis itself.
    """
    row = _get(db, referral_id)
    state = folded(db, referral_id).state
    if state not in {State.DRAFT, State.READY}:
        raise Problem("referral_sent_already")
    _fill(db, row, text)
    written = changes.write(db, [changes.changed(row)], by=by, action=Action.WRITE_REFERRAL, now=now)
    return ReferralSaved(referral_id, state, written)


@verb(Action.WRITE_REFERRAL)
def add_event(
    db: Session,
    referral_id: UUID,
    kind: EventKind,
    *,
    source: Source = Source.SELF,
    told_by: str | None = None,
    reason: str | None = None,
    advice: str | None = None,
    appointment_at: datetime | None = None,
    document_id: UUID | None = None,
    follow_up_id: UUID | None = None,
    bundle_id: UUID | None = None,
    by: Actor,
    now: datetime,
) -> ReferralSaved:
    """Append an event as the school: its own, or news that came by phone or on paper.

    Raises the problems of ``app.domain.referral.check``.
    """
    row = _get(db, referral_id)
    before = folded(db, referral_id)
    event = _event(row, before, kind, by, now)
    event.source, event.told_by, event.reason, event.advice = source, told_by, reason, advice
    event.appointment_at, event.document_id, event.follow_up_id = appointment_at, document_id, follow_up_id
    event.bundle_id = bundle_id
    loop.check(before, value(event))
    written = changes.write(db, [changes.created(event)], by=by, action=Action.WRITE_REFERRAL, now=now)
    return ReferralSaved(referral_id, folded(db, referral_id).state, written)


@verb(Action.READ_REFERRAL)
def open_referral(db: Session, referral_id: UUID, *, by: Actor, now: datetime) -> ReferralView:
    """Return a referral. Opening it is logged."""
    row = _get(db, referral_id)
    audit.read(db, by, "referral", referral_id, now)
    institution = db.get_one(Institution, row.institution_id)
    return ReferralView(row.id, row.student_id, text_of(row), institution.name, row.made_at, folded(db, referral_id))


def folded(db: Session, referral_id: UUID) -> loop.Referral:
    """Return what the events of a referral add up to."""
    rows = db.scalars(select(ReferralEvent).where(ReferralEvent.referral_id == referral_id))
    return loop.fold([value(row) for row in rows])


def value(row: ReferralEvent) -> loop.ReferralEvent:
    """Return the event as the domain's value."""
    return loop.ReferralEvent(
        id=row.id,
        kind=row.kind,
        side=row.side,
        at=row.at,
        source=row.source,
        parents=frozenset(UUID(parent) for parent in row.parents),
        told_by=row.told_by,
        reason=row.reason,
        advice=row.advice,
        appointment_at=row.appointment_at,
        document_id=row.document_id,
        follow_up_id=row.follow_up_id,
    )


def text_of(row: Referral) -> ReferralText:
    """Return what was filled in."""
    plain = {one.name for one in fields(ReferralText)} - _PARTS
    return ReferralText(
        **{name: getattr(row, name) for name in plain},
        scores=bool(row.parts.get("scores", True)),
        plan=bool(row.parts.get("plan", False)),
        session_ids=tuple(UUID(one) for one in row.parts.get("session_ids", [])),
        meeting_on=_day(row, "meeting_on"),
        contacted_on=_day(row, "contacted_on"),
        talk_on=_day(row, "talk_on"),
    )


def _day(row: Referral, name: str) -> date | None:
    kept = row.parts.get(name)
    return date.fromisoformat(kept) if kept else None


def _fill(db: Session, row: Referral, text: ReferralText) -> None:
    if not text.reason.strip():
        raise Problem("referral_reason_missing")
    if text.institution_id is None or db.get(Institution, text.institution_id) is None:
        raise Problem("institution_unknown")
    if text.basis == "emergency" and not text.basis_reason.strip():
        raise Problem("emergency_reason_missing")
    guardian = db.get(Guardian, text.guardian_id) if text.guardian_id else None
    if text.guardian_id and (guardian is None or guardian.student_id != row.student_id):
        raise Problem("guardian_unknown")
    for session_id in text.session_ids:
        session = db.get(SessionRecord, session_id)
        if session is None or session.student_id != row.student_id:
            raise Problem("session_unknown")
    consent = consents.standing(db, row.student_id, Purpose.HOSPITAL)
    if text.basis == "consent" and consent is None:
        raise Problem("consent_missing")
    for one in fields(ReferralText):
        if one.name not in _PARTS:
            setattr(row, one.name, getattr(text, one.name))
    row.consent_id = consent.id if text.basis == "consent" and consent else None
    row.parts = {
        "scores": text.scores,
        "plan": text.plan,
        "session_ids": [str(one) for one in text.session_ids],
        **{name: day.isoformat() for name in DAYS if (day := getattr(text, name)) is not None},
    }


def _event(row: Referral, before: loop.Referral, kind: EventKind, by: Actor, now: datetime) -> ReferralEvent:
    return ReferralEvent(
        referral_id=row.id,
        kind=kind,
        side=Side.SCHOOL,
        source=Source.SELF,
        at=now,
        parents=sorted(str(head) for head in before.heads),
        by_id=by.user_id,
    )


def _get(db: Session, referral_id: UUID) -> Referral:
    row = db.get(Referral, referral_id)
    if row is None:
        raise Problem("referral_unknown")
    return row
