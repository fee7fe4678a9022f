"""Screening rounds: what is asked of whom and when. Progress is in ``round_progress``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.school_class import SchoolClass
from app.domain.screening import Excuse, RoundState
from app.domain.student import Standing
from app.models.assessment import Assessment
from app.models.screening import RoundScale, RoundTarget, ScreeningRound
from app.models.student import Student
from app.scales.load import load
from app.services.classes import in_grade, schooling_of
from app.services.verb import verb
from app.storage import changes

NAME_LENGTH = 80
HOURS_MOST = 1000


@dataclass(frozen=True, slots=True, order=True)
class Form:
    """One form of a round: which scale, filled in by whom (student, parent, teacher)."""

    scale: str
    respondent: str = "student"


@dataclass(frozen=True, slots=True)
class RoundText:
    """What a round is. ``hours_available`` is for the talks afterwards, None where not reckoned."""

    name: str
    starts_on: date
    ends_on: date
    forms: tuple[Form, ...]
    hours_available: int | None = None


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round in the list. ``sheets`` are those that count; ``asks_self_harm`` of any of its forms."""

    id: UUID
    text: RoundText
    state: RoundState
    targets: int
    sheets: int
    asks_self_harm: bool
    results_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Made:
    """A round that was written."""

    id: UUID
    changes: Changes


@verb(Action.SCREENING)
def make(
    db: Session,
    text: RoundText,
    *,
    classes: Sequence[SchoolClass] = (),
    students: Sequence[UUID] = (),
    by: Actor,
    now: datetime,
) -> Made:
    """Make a round for whole classes, for single students, or both.

    Raises Problem("round_name_missing"), ("round_name_long"), ("round_dates"), ("round_hours"),
    ("round_without_forms"), ("round_form_unknown"), ("unknown_scale"), ("student_unknown_here") or
    ("round_without_targets").
    """
    _check(text)
    targets = _students(db, classes, students, text.starts_on)
    if not targets:
        raise Problem("round_without_targets")
    row = ScreeningRound(
        name=text.name.strip(),
        starts_on=text.starts_on,
        ends_on=text.ends_on,
        hours_available=text.hours_available,
        made_by=by.user_id,
        made_at=now,
    )
    forms = [
        RoundScale(round_id=row.id, scale=form.scale, respondent=form.respondent, position=position)
        for position, form in enumerate(text.forms)
    ]
    rows = [changes.created(row), *(changes.created(form) for form in forms)]
    written = changes.write(db, rows, by=by, action=Action.SCREENING, now=now)
    return Made(row.id, written | _add(db, row.id, targets, by=by, now=now))


@verb(Action.SCREENING)
def edit(db: Session, round_id: UUID, text: RoundText, *, by: Actor, now: datetime) -> Changes:
    """Change what a round is. Raises as ``make``, and ("round_form_in_use") for a form that has sheets."""
    row = opened(db, round_id)
    _check(text)
    row.name, row.starts_on, row.ends_on = text.name.strip(), text.starts_on, text.ends_on
    row.hours_available = text.hours_available
    kept = {Form(one.scale, one.respondent): one for one in _forms(db, round_id)}
    entries = [changes.changed(row)]
    for form in kept.keys() - set(text.forms):
        if _sheets(db, round_id, form=form):
            raise Problem("round_form_in_use")
        entries.append(changes.deleted(kept[form]))
    for position, form in enumerate(text.forms):
        if form in kept:
            kept[form].position = position
            entries.append(changes.changed(kept[form]))
        else:
            new = RoundScale(round_id=round_id, scale=form.scale, respondent=form.respondent, position=position)
            entries.append(changes.created(new))
    return changes.write(db, entries, by=by, action=Action.SCREENING, now=now)


@verb(Action.SCREENING)
def add_targets(
    db: Session,
    round_id: UUID,
    *,
    classes: Sequence[SchoolClass] = (),
    students: Sequence[UUID] = (),
    by: Actor,
    now: datetime,
) -> Changes:
    """Add classes and students. Those who are in it already stay as they are."""
    row = opened(db, round_id)
    there = set(db.scalars(select(RoundTarget.student_id).where(RoundTarget.round_id == round_id)))
    fresh = [one for one in _students(db, classes, students, row.starts_on) if one not in there]
    return _add(db, round_id, fresh, by=by, now=now)


@verb(Action.SCREENING)
def remove_target(db: Session, round_id: UUID, student_id: UUID, *, by: Actor, now: datetime) -> Changes:
    """Take a student out. Raises Problem("round_target_in_use") once there is a sheet: excuse her instead."""
    opened(db, round_id)
    target = _target(db, round_id, student_id)
    if _sheets(db, round_id, student_id=student_id):
        raise Problem("round_target_in_use")
    return changes.write(db, [changes.deleted(target)], by=by, action=Action.SCREENING, now=now)


@verb(Action.SCREENING)
def excuse(
    db: Session, round_id: UUID, student_id: UUID, reason: Excuse | None, *, by: Actor, now: datetime
) -> Changes:
    """Say why no form is expected of a student; None expects one again."""
    opened(db, round_id)
    target = _target(db, round_id, student_id)
    target.excused = "" if reason is None else reason.value
    return changes.write(db, [changes.changed(target)], by=by, action=Action.SCREENING, now=now)


@verb(Action.SCREENING)
def close(db: Session, round_id: UUID, *, by: Actor, now: datetime) -> Changes:
    """Close a round: it takes no more sheets. The second round goes on."""
    row = opened(db, round_id)
    row.state = RoundState.CLOSED
    return changes.write(db, [changes.changed(row)], by=by, action=Action.SCREENING, now=now)


@verb(Action.SCREENING)
def reopen(db: Session, round_id: UUID, *, reason: str, by: Actor, now: datetime) -> Changes:
    """Open a closed round again, with a reason for the log."""
    if not reason.strip():
        raise Problem("reason_missing")
    row = known(db, round_id)
    row.state = RoundState.OPEN
    return changes.write(db, [changes.changed(row)], by=by, action=Action.SCREENING, now=now, reason=reason.strip())


@verb(Action.ENTER_ANSWERS)
def listing(db: Session, *, by: Actor) -> list[RoundRow]:
    """Return every round, the newest first."""
    rows = db.scalars(select(ScreeningRound).order_by(ScreeningRound.starts_on.desc(), ScreeningRound.id.desc()))
    return [_row(db, row) for row in rows]


@verb(Action.ENTER_ANSWERS)
def get(db: Session, round_id: UUID, *, by: Actor) -> RoundRow:
    """Return one round. Raises Problem("round_unknown")."""
    return _row(db, known(db, round_id))


@verb(Action.ENTER_ANSWERS)
def named(db: Session, name: str, *, by: Actor) -> UUID:
    """Return the newest round of a name, for the command line. Raises Problem("round_unknown")."""
    found = db.scalar(
        select(ScreeningRound.id)
        .where(ScreeningRound.name == name)
        .order_by(ScreeningRound.starts_on.desc(), ScreeningRound.id.desc())
        .limit(1)
    )
    if found is None:
        raise Problem("round_unknown")
    return found


def known(db: Session, round_id: UUID) -> ScreeningRound:
    """Return the row, for services of the same area. Raises Problem("round_unknown")."""
    row = db.get(ScreeningRound, round_id)
    if row is None:
        raise Problem("round_unknown")
    return row


def opened(db: Session, round_id: UUID) -> ScreeningRound:
    """Return the row of a round that still takes sheets. Raises Problem("round_closed") otherwise."""
    row = known(db, round_id)
    if row.state is RoundState.CLOSED:
        raise Problem("round_closed")
    return row


def forms_of(db: Session, round_id: UUID) -> tuple[Form, ...]:
    """Return the forms of a round in their order."""
    return tuple(Form(one.scale, one.respondent) for one in _forms(db, round_id))


def asks_self_harm(forms: Iterable[Form]) -> bool:
    """Return whether any form asks about self-harm. Where none does, it is unknown, never "none"."""
    return any(load(form.scale).asks_self_harm for form in forms)


def class_day(row: ScreeningRound, today: date) -> date:
    """Return the day whose classes count: today, but never before the round began or after it ended."""
    return min(max(today, row.starts_on), row.ends_on)


def _row(db: Session, row: ScreeningRound) -> RoundRow:
    forms = forms_of(db, row.id)
    targets = db.scalar(select(func.count()).where(RoundTarget.round_id == row.id)) or 0
    text = RoundText(row.name, row.starts_on, row.ends_on, forms, row.hours_available)
    sheets = _sheets(db, row.id)
    return RoundRow(row.id, text, row.state, targets, sheets, asks_self_harm(forms), row.results_seen_at)


def _check(text: RoundText) -> None:
    if not text.name.strip():
        raise Problem("round_name_missing")
    if len(text.name.strip()) > NAME_LENGTH:
        raise Problem("round_name_long", most=NAME_LENGTH)
    if text.ends_on < text.starts_on:
        raise Problem("round_dates")
    if text.hours_available is not None and not 0 <= text.hours_available <= HOURS_MOST:
        raise Problem("round_hours", most=HOURS_MOST)
    if not text.forms or len(set(text.forms)) != len(text.forms):
        raise Problem("round_without_forms")
    for form in text.forms:
        if form.respondent not in load(form.scale).respondents:
            raise Problem("round_form_unknown")


def _students(db: Session, classes: Sequence[SchoolClass], students: Sequence[UUID], day: date) -> list[UUID]:
    """Return the enrolled students of the classes and the single ones, each once."""
    schooling = schooling_of(db)
    found: dict[UUID, None] = {}
    for one in classes:
        in_class = in_grade(one.grade, day, schooling)
        wanted = select(Student.id).where(Student.standing == Standing.ENROLLED, in_class)
        if one.number:
            wanted = wanted.where(Student.class_no == one.number)
        found.update(dict.fromkeys(db.scalars(wanted.order_by(Student.number))))
    for student_id in students:
        if db.get(Student, student_id) is None:
            raise Problem("student_unknown_here")
        found[student_id] = None
    return list(found)


def _add(db: Session, round_id: UUID, students: Sequence[UUID], *, by: Actor, now: datetime) -> Changes:
    rows: list[dict[str, Any]] = [{"round_id": round_id, "student_id": student} for student in students]
    return changes.write_many(db, [(RoundTarget, rows)], by=by, action=Action.SCREENING, now=now)


def _forms(db: Session, round_id: UUID) -> Sequence[RoundScale]:
    return db.scalars(select(RoundScale).where(RoundScale.round_id == round_id).order_by(RoundScale.position)).all()


def _target(db: Session, round_id: UUID, student_id: UUID) -> RoundTarget:
    row = db.scalar(select(RoundTarget).where(RoundTarget.round_id == round_id, RoundTarget.student_id == student_id))
    if row is None:
        raise Problem("student_not_in_round")
    return row


def _sheets(db: Session, round_id: UUID, *, form: Form | None = None, student_id: UUID | None = None) -> int:
    """Return how many sheets of the round count: neither withdrawn nor set aside."""
    wanted = select(func.count()).where(
        Assessment.round_id == round_id, Assessment.withdrawn_at.is_(None), Assessment.set_aside_at.is_(None)
    )
    if form is not None:
        wanted = wanted.where(Assessment.scale == form.scale, Assessment.respondent == form.respondent)
    if student_id is not None:
        wanted = wanted.where(Assessment.student_id == student_id)
    return db.scalar(wanted) or 0
