"""What came back from an institution: the receipt 回执 entered, and the loop closed with a follow-up."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app import messages
from app.domain.alerts import AlertDraft, AlertSource
from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.referral_state import EventKind, Source
from app.domain.rights import Action, Actor
from app.domain.risk import Level
from app.models.alert import Alert, AlertAction
from app.models.referral import Referral
from app.services import alerts, documents, referrals
from app.services.referrals import ReferralSaved
from app.services.verb import verb
from app.storage import changes


class Advice(StrEnum):
    """What the receipt lets the institution tick for the school."""

    ATTEND = "attend"
    PART_TIME = "part_time"
    REST = "rest"
    HOSPITAL = "hospital"
    ACCOMPANIED = "accompanied"


@dataclass(frozen=True, slots=True)
class AnswerText:
    """The receipt's fields. ``source`` is paper or phone, ``told_by`` the doctor or who brought the news.

    ``seen`` False needs ``reason``. There is no field for a diagnosis: the school does not ask for one.
    """

    source: Source
    told_by: str
    seen: bool = True
    reason: str = ""
    department: str = ""
    advice: tuple[Advice, ...] = ()
    other: str = ""
    medicine: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """A loop that was closed; ``follow_up`` is the alert that reminds of what was planned."""

    follow_up: UUID
    changes: Changes


@verb(Action.WRITE_REFERRAL)
def enter(db: Session, referral_id: UUID, answer: AnswerText, *, by: Actor, now: datetime) -> ReferralSaved:
    """Enter a receipt. A student who was seen: the paper gets a number and the outcome is there.

    One who was not seen is a no-show with its reason. Raises the problems of ``referrals.add_event``
    and ``reason_missing``.
    """
    row = db.get(Referral, referral_id)
    if row is None:
        raise Problem("referral_unknown")
    if not answer.seen:
        if not answer.reason.strip():
            raise Problem("reason_missing")
        return referrals.add_event(
            db,
            referral_id,
            EventKind.NO_SHOW,
            source=answer.source,
            told_by=answer.told_by.strip(),
            reason=answer.reason.strip(),
            advice=words(answer) or None,
            by=by,
            now=now,
        )
    paper = documents.number(db, "referral_answer", student_id=row.student_id, by=by, now=now)
    saved = referrals.add_event(
        db,
        referral_id,
        EventKind.OUTCOME,
        source=answer.source,
        told_by=answer.told_by.strip(),
        advice=words(answer) or None,
        document_id=paper.id,
        by=by,
        now=now,
    )
    return ReferralSaved(saved.id, saved.state, saved.changes | paper.changes)


@verb(Action.WRITE_REFERRAL)
def close(
    db: Session, referral_id: UUID, *, follow_up: date, text: str, level: Level, by: Actor, now: datetime
) -> Closed:
    """Close the loop: the school has read the answer and follows up on a day.

    The follow-up is an alert, so that it stands in the list of today until somebody has acted. Raises
    Problem ``follow_up_missing`` (no word on what is planned), ``follow_up_past`` and those of
    ``referrals.add_event``.
    """
    row = db.get(Referral, referral_id)
    if row is None:
        raise Problem("referral_unknown")
    if not text.strip():
        raise Problem("follow_up_missing")
    if follow_up < now.date():
        raise Problem("follow_up_past")
    due = datetime.combine(follow_up, time(23, 59), tzinfo=now.tzinfo)
    draft = AlertDraft(level, AlertSource.PERSON, "referral_follow_up", {}, due)
    [values] = alerts.values_for([draft], student_id=row.student_id, source_id=referral_id, now=now)
    alert = Alert(**values, owner_id=by.user_id)
    plan = AlertAction(alert_id=alert.id, by_id=by.user_id, at=now, kind="raised", text=text.strip())
    written = referrals.add_event(
        db, referral_id, EventKind.CLOSED, follow_up_id=alert.id, reason=text.strip(), by=by, now=now
    ).changes
    written |= changes.write(
        db, [changes.created(alert), changes.created(plan)], by=by, action=Action.WRITE_ALERT, now=now
    )
    return Closed(alert.id, written)


def words(answer: AnswerText) -> str:
    """Return the receipt's fields as the lines that stand in the referral's history."""
    day = answer.next_on
    known = {
        "answer_department": answer.department.strip(),
        "answer_advice": "、".join([messages.text(f"advice_{one.value}") for one in answer.advice]),
        "answer_other": answer.other.strip(),
        "answer_medicine": answer.medicine.strip(),
        "answer_next": f"{day.year}年{day.month}月{day.day}日" if day else "",
    }
    return "\n".join(f"{messages.text(code)}：{value}" for code, value in known.items() if value)
