"""A student's timeline: everything on file, newest first, one line each."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.rights import Action, Actor
from app.models.alert import Alert
from app.models.assessment import Assessment
from app.models.document import Document
from app.models.safety_plan import SafetyPlan
from app.models.session_record import SessionRecord
from app.services.verb import verb
from app.storage import audit


class Kind(StrEnum):
    """What a line of the timeline is about."""

    SESSION = "session"
    ASSESSMENT = "assessment"
    ALERT = "alert"
    PLAN = "plan"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``params`` are facts for the label ``timeline_<kind>``; ``text`` is the first words."""

    kind: Kind
    id: UUID
    at: datetime
    params: dict[str, object]
    text: str = ""


@verb(Action.READ_STUDENT)
def timeline(
    db: Session, student_id: UUID, *, kinds: frozenset[Kind] = frozenset(Kind), by: Actor, now: datetime
) -> list[Line]:
    """Return the lines of the wanted kinds, newest first. Logged as opening the file's timeline."""
    audit.read(db, by, "student", student_id, now)
    lines: list[Line] = []
    for kind, reader in _READERS.items():
        if kind in kinds:
            lines += reader(db, student_id)
    return sorted(lines, key=lambda line: (line.at, line.id), reverse=True)


def _sessions(db: Session, student_id: UUID) -> list[Line]:
    rows = db.scalars(select(SessionRecord).where(SessionRecord.student_id == student_id))
    return [
        Line(
            Kind.SESSION,
            row.id,
            row.started_at,
            {
                "number": row.number,
                "minutes": row.minutes,
                "state": row.state.value,
                "tick": row.tick.value if row.tick else None,
                "topics": list(row.topics),
                "next_at": row.next_at,
            },
            row.words or row.observation,
        )
        for row in rows
    ]


def _assessments(db: Session, student_id: UUID) -> list[Line]:
    rows = db.scalars(select(Assessment).where(Assessment.student_id == student_id))
    return [
        Line(
            Kind.ASSESSMENT,
            row.id,
            row.entered_at,
            {
                "scale": row.scale,
                "total": row.total,
                "complete": row.complete,
                "validity": row.validity,
                "respondent": row.respondent,
                "taken_on": row.taken_on,
                "critical": [one["item"] for one in row.result.get("critical", [])],
                "withdrawn": row.withdrawn_at is not None,
            },
        )
        for row in rows
    ]


def _alerts(db: Session, student_id: UUID) -> list[Line]:
    rows = db.scalars(select(Alert).where(Alert.student_id == student_id))
    return [
        Line(
            Kind.ALERT,
            row.id,
            row.raised_at,
            {"level": row.level.value, "reason": row.reason, "state": row.state.value, **row.params},
        )
        for row in rows
    ]


def _plans(db: Session, student_id: UUID) -> list[Line]:
    rows = db.scalars(select(SafetyPlan).where(SafetyPlan.student_id == student_id))
    return [
        Line(
            Kind.PLAN,
            row.id,
            row.made_at,
            {"version": row.version, "complete": row.complete, "review_on": row.review_on},
        )
        for row in rows
    ]


def _documents(db: Session, student_id: UUID) -> list[Line]:
    rows = db.scalars(select(Document).where(Document.student_id == student_id))
    return [
        Line(
            Kind.DOCUMENT,
            row.id,
            row.numbered_at,
            {
                "kind": row.kind,
                "number": row.number,
                "referral_id": row.referral_id,
                "voided": row.voided_at is not None,
            },
        )
        for row in rows
    ]


_READERS = {
    Kind.SESSION: _sessions,
    Kind.ASSESSMENT: _assessments,
    Kind.ALERT: _alerts,
    Kind.PLAN: _plans,
    Kind.DOCUMENT: _documents,
}
