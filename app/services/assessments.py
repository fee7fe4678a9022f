"""Answer sheets become assessments: answers, score and alerts in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import alerts as alert_rules
from app.domain.changes import Changes
from app.domain.ids import new_id
from app.domain.problems import Problem
from app.domain.rights import Action, Actor, may, require
from app.domain.screening import CRITICAL_ONLY, NO_CONSENT
from app.models.alert import Alert
from app.models.assessment import AnswerSheet, AnswerSource, Assessment
from app.models.import_batch import ImportBatch
from app.models.student import Student
from app.scales.definition import Definition
from app.scales.load import load
from app.scales.score import score
from app.services import alerts, kept_result, policy, round_gate, round_seen
from app.services.classes import class_on, schooling_of
from app.services.verb import verb
from app.storage import audit, changes


@dataclass(frozen=True, slots=True)
class SheetText:
    """A filled form as it is keyed in: printed option values in item order, None for not answered."""

    scale: str
    answers: tuple[int | None, ...]
    taken_on: date
    respondent: str = "student"
    informant: str = ""
    illegible: tuple[int, ...] = ()
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """An assessment that was written, with the alerts it raised.

    An entry-only user learns only that it was kept: ``result`` is None for that role.
    """

    id: UUID
    result: dict[str, Any] | None
    alert_ids: tuple[UUID, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Scored:
    """What one sheet leads to, as column values: rows that must be written together."""

    assessment: dict[str, Any]
    sheet: dict[str, Any]
    alerts: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """An assessment as the file shows it.

    ``result`` is the object of ``xinqiao score`` with ``subscale_bands``, ``notes`` and
    ``asks_self_harm`` beside it. ``illegible`` are the item numbers that could not be read.
    ``unscored`` is why there is no score, such as ``no_consent``: then ``result`` holds scale, version
    and critical answers only.
    """

    id: UUID
    student_id: UUID
    scale: str
    definition_version: str
    respondent: str
    informant: str
    taken_on: date
    source: AnswerSource
    complete: bool
    total: Decimal | None
    validity: str
    result: dict[str, Any]
    answers: tuple[int | None, ...]
    illegible: tuple[int, ...]
    verified_at: datetime | None
    withdrawn_at: datetime | None
    passes: int
    round_id: UUID | None = None
    set_aside_at: datetime | None = None
    unscored: str | None = None


@dataclass(frozen=True, slots=True)
class FirstPass:
    """What was keyed so far, for the second pass to compare with."""

    student_id: UUID
    scale: str
    respondent: str
    answers: tuple[int | None, ...]
    illegible: tuple[int, ...]


def prepare(
    student_id: UUID,
    text: SheetText,
    definition: Definition,
    alert_policy: alert_rules.Policy,
    *,
    sex: str | None,
    grade: int | None,
    source: AnswerSource,
    by: Actor,
    now: datetime,
    batch_id: UUID | None = None,
    round_id: UUID | None = None,
    tray_id: UUID | None = None,
    unscored: str | None = None,
    emergency: bool = False,
) -> Scored:
    """Score a sheet and return its rows. A score without its alerts cannot be made.

    A sheet that is ``unscored`` for a reason keeps its critical answers only. Without consent
    (``emergency``) these alert on the emergency basis, which the alert says. Raises Problem when an
    answer is out of range or the number of answers does not fit.
    """
    result = score(
        definition,
        text.answers,
        respondent=text.respondent,
        sex=sex,
        grade=grade,
        seconds=text.seconds,
    )
    key = new_id()
    assessment = {
        "id": key,
        "student_id": student_id,
        "scale": text.scale,
        "definition_version": definition.version,
        "form_version": definition.form_version,
        "respondent": text.respondent,
        "informant": text.informant,
        "taken_on": text.taken_on,
        "source": source,
        "batch_id": batch_id,
        "seconds": text.seconds,
        "complete": result.complete,
        "total": None if result.total is None or unscored else Decimal(str(result.total)),
        "validity": "unscored" if unscored else result.validity.status,
        "result": kept_result.critical_only(result) if unscored else kept_result.whole(result),
        "entered_by": by.user_id,
        "entered_at": now,
        "round_id": round_id,
        "tray_id": tray_id,
        "unscored": unscored,
    }
    sheet = {
        "id": new_id(),
        "assessment_id": key,
        "pass_no": 1,
        "answers": list(text.answers),
        "illegible": list(text.illegible),
        "entered_by": by.user_id,
        "entered_at": now,
    }
    drafts = alert_rules.due(result.findings(), alert_policy, now, emergency=emergency or unscored == NO_CONSENT)
    return Scored(assessment, sheet, alerts.values_for(drafts, student_id=student_id, source_id=key, now=now))


def write(
    db: Session, scored: Sequence[Scored], *, by: Actor, now: datetime, batch: dict[str, Any] | None = None
) -> Changes:
    """Write scored sheets with their alerts, and the import batch they belong to, in one go."""
    return changes.write_many(
        db,
        [
            (ImportBatch, [batch] if batch else []),
            (Assessment, [one.assessment for one in scored]),
            (AnswerSheet, [one.sheet for one in scored]),
            (Alert, [alert for one in scored for alert in one.alerts]),
        ],
        by=by,
        action=Action.ENTER_ANSWERS,
        now=now,
    )


@verb(Action.ENTER_ANSWERS)
def enter(
    db: Session, student_id: UUID, text: SheetText, *, round_id: UUID | None = None, by: Actor, now: datetime
) -> Entered:
    """Keep a keyed-in answer sheet, its score and its alerts, as part of a round where one is given.

    A sheet of which only the critical items were keyed before (``critical_first``) is completed by it.
    Raises Problem("student_unknown_here"), ("sheet_in_future"), those of ``prepare``, and with a round
    ("round_unknown"), ("round_closed"), ("round_form_unknown"), ("student_not_in_round").
    """
    student = db.get(Student, student_id)
    if student is None:
        raise Problem("student_unknown_here")
    if text.taken_on > now.date():
        raise Problem("sheet_in_future")
    unscored = why_unscored(db, round_id, student_id, text)
    begun = half_keyed(db, student_id, text, round_id=round_id)
    if begun is not None:
        return _anew(db, begun, text, unscored=unscored, by=by, now=now)
    school_class = class_on(student, text.taken_on, schooling_of(db))
    scored = prepare(
        student_id,
        text,
        load(text.scale),
        policy.of(db),
        sex=student.sex.value if student.sex else None,
        grade=school_class.grade if school_class else None,
        source=AnswerSource.KEYPAD,
        by=by,
        now=now,
        round_id=round_id,
        unscored=unscored,
    )
    written = write(db, [scored], by=by, now=now)
    return entered(scored, scored.assessment["id"], [one["id"] for one in scored.alerts], written, by)


@verb(Action.ENTER_ANSWERS)
def first_pass(db: Session, assessment_id: UUID, *, by: Actor) -> FirstPass:
    """Return the newest pass, for the grid of the second pass to compare with."""
    row = _get(db, assessment_id)
    sheet = _newest(db, row.id)
    return FirstPass(row.student_id, row.scale, row.respondent, _answers(sheet), _illegible(sheet))


@verb(Action.ENTER_ANSWERS)
def verify(
    db: Session,
    assessment_id: UUID,
    answers: Sequence[int | None],
    *,
    illegible: Sequence[int] = (),
    by: Actor,
    now: datetime,
) -> Entered:
    """Keep a second pass. Where it differs, the form is scored anew and new findings alert.

    The first pass stays; alerts raised by it stay too, since only a person closes an alert.
    """
    assessment = _get(db, assessment_id)
    text = SheetText(
        assessment.scale,
        tuple(answers),
        assessment.taken_on,
        assessment.respondent,
        assessment.informant,
        tuple(illegible),
        assessment.seconds,
    )
    assessment.verified_at = now
    return _anew(db, assessment, text, unscored=assessment.unscored, by=by, now=now)


@verb(Action.READ_SCORE)
def open_assessment(db: Session, assessment_id: UUID, *, by: Actor, now: datetime) -> AssessmentView:
    """Return one assessment with its answers. Opening it is logged."""
    row = _get(db, assessment_id)
    audit.read(db, by, "assessment", assessment_id, now)
    round_seen.mark(db, row.round_id, by=by, now=now)
    sheet = _newest(db, assessment_id)
    return AssessmentView(
        id=row.id,
        student_id=row.student_id,
        scale=row.scale,
        definition_version=row.definition_version,
        respondent=row.respondent,
        informant=row.informant,
        taken_on=row.taken_on,
        source=row.source,
        complete=row.complete,
        total=row.total,
        validity=row.validity,
        result=dict(row.result),
        answers=_answers(sheet),
        illegible=_illegible(sheet),
        verified_at=row.verified_at,
        withdrawn_at=row.withdrawn_at,
        passes=sheet.pass_no,
        round_id=row.round_id,
        set_aside_at=row.set_aside_at,
        unscored=row.unscored,
    )


@verb(Action.ENTER_ANSWERS)
def withdraw(db: Session, assessment_id: UUID, *, reason: str, by: Actor, now: datetime) -> Changes:
    """Mark an assessment as entered in error. It stays on file; its alerts stay open for a person.

    Who only keys in may withdraw her own sheets. Raises Problem("reason_missing"), ("not_allowed").
    """
    if not reason.strip():
        raise Problem("reason_missing")
    row = _get(db, assessment_id)
    if row.entered_by != by.user_id:
        require(by, Action.WRITE_ALERT)
    if row.withdrawn_at is not None:
        return Changes()
    row.withdrawn_at = now
    return changes.write(db, [changes.changed(row)], by=by, action=Action.ENTER_ANSWERS, now=now, reason=reason.strip())


def half_keyed(db: Session, student_id: UUID, text: SheetText, *, round_id: UUID | None) -> Assessment | None:
    """Return the sheet of which only the critical items were keyed in, for services of the same area."""
    wanted = select(Assessment).where(
        Assessment.student_id == student_id,
        Assessment.scale == text.scale,
        Assessment.respondent == text.respondent,
        Assessment.informant == text.informant,
        Assessment.unscored == CRITICAL_ONLY,
        Assessment.withdrawn_at.is_(None),
        Assessment.round_id.is_(None) if round_id is None else Assessment.round_id == round_id,
    )
    if round_id is None:
        wanted = wanted.where(Assessment.taken_on == text.taken_on)
    return db.scalars(wanted.order_by(Assessment.entered_at.desc(), Assessment.id.desc()).limit(1)).first()


def _anew(
    db: Session, assessment: Assessment, text: SheetText, *, unscored: str | None, by: Actor, now: datetime
) -> Entered:
    """Score a sheet from another pass; new findings alert, alerts raised before stay."""
    student = db.get_one(Student, assessment.student_id)
    before = _newest(db, assessment.id)
    school_class = class_on(student, text.taken_on, schooling_of(db))
    scored = prepare(
        student.id,
        text,
        load(assessment.scale),
        policy.of(db),
        sex=student.sex.value if student.sex else None,
        grade=school_class.grade if school_class else None,
        source=assessment.source,
        by=by,
        now=now,
        unscored=unscored,
    )
    for name in ("definition_version", "form_version", "taken_on", "complete", "total", "validity", "result"):
        setattr(assessment, name, scored.assessment[name])
    assessment.unscored = unscored
    sheet = AnswerSheet(**{**scored.sheet, "assessment_id": assessment.id, "pass_no": before.pass_no + 1})
    fresh = [Alert(**values) for values in alerts.not_raised_yet(db, assessment.id, scored.alerts)]
    entries = [changes.changed(assessment), changes.created(sheet)]
    entries += [changes.created(alert) for alert in fresh]
    written = changes.write(db, entries, by=by, action=Action.ENTER_ANSWERS, now=now)
    return entered(scored, assessment.id, [alert.id for alert in fresh], written, by)


def why_unscored(db: Session, round_id: UUID | None, student_id: UUID, text: SheetText) -> str | None:
    """Return why a sheet may not be scored, None where it may; the round must take it."""
    if round_id is None:
        return None
    gate = round_gate.gate(db, round_id, student_id=student_id)
    return gate.unscored(student_id, text.scale, text.respondent)


def entered(scored: Scored, key: UUID, alert_ids: list[UUID], written: Changes, by: Actor) -> Entered:
    """Return what the asker may know of a sheet that was kept."""
    if not may(by.role, Action.READ_SCORE):
        return Entered(key, None, (), written)
    return Entered(key, scored.assessment["result"], tuple(alert_ids), written)


def _get(db: Session, assessment_id: UUID) -> Assessment:
    row = db.get(Assessment, assessment_id)
    if row is None:
        raise Problem("assessment_unknown")
    return row


def _newest(db: Session, assessment_id: UUID) -> AnswerSheet:
    return db.scalars(
        select(AnswerSheet)
        .where(AnswerSheet.assessment_id == assessment_id)
        .order_by(AnswerSheet.pass_no.desc())
        .limit(1)
    ).one()


def _answers(sheet: AnswerSheet) -> tuple[int | None, ...]:
    return tuple(None if value is None else int(value) for value in sheet.answers)


def _illegible(sheet: AnswerSheet) -> tuple[int, ...]:
    return tuple(int(item) for item in sheet.illegible)
