"""Sheets of a round that were kept without a score, and scoring them once consent has come."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.rights import Action, Actor
from app.domain.screening import NO_CONSENT
from app.models.assessment import AnswerSheet, Assessment
from app.models.student import Student
from app.scales.load import load
from app.scales.score import score
from app.services import kept_result, round_gate, rounds
from app.services.classes import class_on, schooling_of
from app.services.verb import verb
from app.storage import changes


@verb(Action.SCREENING)
def score_with_consent(db: Session, round_id: UUID, *, by: Actor, now: datetime) -> Changes:
    """Score the kept sheets of those whose consent is on record now. Their alerts stay as they are.

    A critical answer alerted when the sheet came in, so that nothing new is raised here.
    """
    row = rounds.known(db, round_id)
    waiting = _waiting(db, row.id)
    allowed = round_gate.consented(db, round_id)
    schooling = schooling_of(db)
    entries = []
    for one in waiting:
        if one.student_id not in allowed:
            continue
        student = db.get_one(Student, one.student_id)
        school_class = class_on(student, one.taken_on, schooling)
        result = score(
            load(one.scale),
            _answers(db, one.id),
            respondent=one.respondent,
            sex=student.sex.value if student.sex else None,
            grade=school_class.grade if school_class else None,
            seconds=one.seconds,
        )
        one.unscored = None
        one.definition_version, one.complete = result.version, result.complete
        one.total = None if result.total is None else Decimal(str(result.total))
        one.validity, one.result = result.validity.status, kept_result.whole(result)
        entries.append(changes.changed(one))
    return changes.write(db, entries, by=by, action=Action.SCREENING, now=now, reason="consent_given")


@verb(Action.SCREENING)
def waiting(db: Session, round_id: UUID, *, by: Actor) -> int:
    """Return how many sheets of a round could be scored now, because consent has come since."""
    allowed = round_gate.consented(db, round_id)
    return sum(one.student_id in allowed for one in _waiting(db, rounds.known(db, round_id).id))


def _waiting(db: Session, round_id: UUID) -> list[Assessment]:
    wanted = select(Assessment).where(
        Assessment.round_id == round_id, Assessment.unscored == NO_CONSENT, Assessment.withdrawn_at.is_(None)
    )
    return list(db.scalars(wanted.order_by(Assessment.id)))


def _answers(db: Session, assessment_id: UUID) -> list[int | None]:
    wanted = select(AnswerSheet.answers).where(AnswerSheet.assessment_id == assessment_id)
    given = db.scalars(wanted.order_by(AnswerSheet.pass_no.desc()).limit(1)).one()
    return [None if one is None else int(one) for one in given]
