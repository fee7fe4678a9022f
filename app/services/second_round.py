"""The second-round queue: everybody something speaks for, and what a named person decided after the talk.

Scores put a student into the queue; nobody gets a level by them. Deciding is in ``decisions``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import interview as interview_form
from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.risk import Level
from app.domain.school_class import SchoolClass
from app.domain.screening import Finding, Outcome, Queued, minutes_needed
from app.domain.screening import queue as weigh
from app.models.screening import SecondRound
from app.models.student import Student
from app.models.user import User
from app.services import findings, round_seen, rounds
from app.services.classes import class_on, schooling_of
from app.services.verb import verb
from app.storage import audit, changes


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did to the queue."""

    added: int
    changed: int
    removed: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class Why:
    """One reason, as a code with parameters; ``fresh``: it came after the decision."""

    code: str
    params: Mapping[str, object]
    fresh: bool


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One student in the queue. ``renewed``: decided once, but something new has come since."""

    id: UUID
    student_id: UUID
    number: str
    name: str
    school_class: SchoolClass | None
    urgency: Level
    due_at: datetime
    overdue: bool
    today: bool
    reasons: tuple[Why, ...]
    interview: Mapping[str, Any] | None
    outcome: Outcome | None
    level: Level | None
    decision: str
    decided_by: str
    decided_at: datetime | None
    renewed: bool

    @property
    def open(self) -> bool:
        """Say whether a decision is still wanted."""
        return self.outcome is None or self.renewed


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue in order of work: open entries by urgency and deadline, then decided ones.

    ``minutes_available`` is None where the round does not reckon hours. ``today`` are the open entries
    that must be seen today.
    """

    rows: tuple[QueueRow, ...]
    minutes_needed: int
    minutes_available: int | None
    today: tuple[UUID, ...]

    @property
    def fits(self) -> bool:
        """Say whether the talks that are open fit into the hours there are."""
        return self.minutes_available is None or self.minutes_needed <= self.minutes_available


@verb(Action.SCREENING)
def refresh(db: Session, round_id: UUID, *, by: Actor, now: datetime) -> Refreshed:
    """Bring the queue up to the sheets and nominations there are. Doing it twice changes nothing.

    A decided entry is never removed; what is new since its decision is added to its reasons and opens it
    again. An undecided entry goes only when nothing speaks for it any more and no talk was noted.
    """
    rounds.known(db, round_id)
    wanted = findings.of_round(db, round_id)
    there = {row.student_id: row for row in db.scalars(select(SecondRound).where(SecondRound.round_id == round_id))}
    entries = []
    changed = removed = 0
    for student, row in there.items():
        weighed = weigh(wanted.get(student, []), now)
        if row.decided_at is not None:
            touched = _renew(row, wanted.get(student, []), now)
        elif weighed is None:
            if row.interview is None:
                entries.append(changes.deleted(row))
                removed += 1
            continue
        else:
            touched = _adjust(row, weighed, wanted[student], now)
        if touched:
            entries.append(changes.changed(row))
            changed += 1
    written = changes.write(db, entries, by=by, action=Action.SCREENING, now=now)
    fresh = [
        _values(round_id, student, weighed, now)
        for student, found in wanted.items()
        if student not in there and (weighed := weigh(found, now)) is not None
    ]
    written |= changes.write_many(db, [(SecondRound, fresh)], by=by, action=Action.SCREENING, now=now)
    return Refreshed(len(fresh), changed, removed, written)


@verb(Action.SCREENING)
def queue(db: Session, round_id: UUID, *, by: Actor, now: datetime) -> Queue:
    """Return the queue. Opening it is logged, and counts as having looked at the results of the round."""
    audit.read(db, by, "screening_round", round_id, now)
    round_seen.mark(db, round_id, by=by, now=now)
    row = rounds.known(db, round_id)
    rows = _rows(db, row.id, now)
    to_do = [one for one in rows if one.open]
    available = None if row.hours_available is None else row.hours_available * 60
    return Queue(
        tuple(rows),
        minutes_needed(one.urgency for one in to_do),
        available,
        tuple(one.id for one in to_do if one.today),
    )


@verb(Action.SCREENING)
def entry(db: Session, entry_id: UUID, *, by: Actor, now: datetime) -> QueueRow:
    """Return one entry with its reasons and its interview. Opening it is logged."""
    row = known(db, entry_id)
    audit.read(db, by, "second_round", entry_id, now)
    round_seen.mark(db, row.round_id, by=by, now=now)
    return next(one for one in _rows(db, row.round_id, now) if one.id == entry_id)


@verb(Action.SCREENING)
def note_interview(db: Session, entry_id: UUID, values: Mapping[str, object], *, by: Actor, now: datetime) -> Changes:
    """Keep the form of the talk, as far as it is filled in. Raises those of ``interview.checked``."""
    row = known(db, entry_id)
    row.interview = interview_form.checked(values)
    return changes.write(db, [changes.changed(row)], by=by, action=Action.SCREENING, now=now)


def known(db: Session, entry_id: UUID) -> SecondRound:
    """Return the row. Raises Problem("queue_entry_unknown")."""
    row = db.get(SecondRound, entry_id)
    if row is None:
        raise Problem("queue_entry_unknown")
    return row


def _values(round_id: UUID, student: UUID, weighed: Queued, now: datetime) -> dict[str, Any]:
    return {
        "round_id": round_id,
        "student_id": student,
        "reasons": [_kept(one) for one in weighed.findings],
        "urgency": weighed.urgency,
        "queued_at": now,
        "due_at": weighed.due,
    }


def _kept(one: Finding) -> dict[str, Any]:
    return {"code": one.reason.value, "params": dict(one.params)}


def _adjust(row: SecondRound, weighed: Queued, found: Sequence[Finding], now: datetime) -> bool:
    """Bring an undecided entry up to date; return whether anything is different.

    Deadlines count from the day it was queued; one that became more urgent counts from now.
    """
    reasons = [_kept(one) for one in weighed.findings]
    if reasons == row.reasons and weighed.urgency is row.urgency:
        return False
    if weighed.urgency.rank < row.urgency.rank:
        row.due_at = min(row.due_at, weighed.due)
    elif weighed.urgency is not row.urgency:
        since = weigh(found, row.queued_at.astimezone(now.tzinfo))
        row.due_at = since.due if since else row.due_at
    row.reasons, row.urgency = reasons, weighed.urgency
    return True


def _renew(row: SecondRound, found: Sequence[Finding], now: datetime) -> bool:
    """Add to a decided entry what has come since; return whether there was anything."""
    known_already = [{"code": one["code"], "params": one["params"]} for one in row.reasons]
    fresh = [one for one in found if _kept(one) not in known_already]
    weighed = weigh(fresh, now)
    if weighed is None:
        return False
    row.reasons = [*row.reasons, *({**_kept(one), "fresh": True} for one in weighed.findings)]
    row.urgency, row.due_at = weighed.urgency, weighed.due
    return True


def _rows(db: Session, round_id: UUID, now: datetime) -> list[QueueRow]:
    schooling = schooling_of(db)
    day = rounds.class_day(rounds.known(db, round_id), now.date())
    found = db.execute(
        select(SecondRound, Student, User.name)
        .join(Student, Student.id == SecondRound.student_id)
        .outerjoin(User, User.id == SecondRound.decided_by)
        .where(SecondRound.round_id == round_id)
    )
    rows = [_row(one, student, who, class_on(student, day, schooling), now) for one, student, who in found]
    return sorted(rows, key=lambda one: (not one.open, one.urgency.rank, one.due_at, one.number))


def _row(
    row: SecondRound, student: Student, who: str | None, school_class: SchoolClass | None, now: datetime
) -> QueueRow:
    reasons = tuple(Why(one["code"], one["params"], bool(one.get("fresh"))) for one in row.reasons)
    due = row.due_at.astimezone(now.tzinfo)
    return QueueRow(
        id=row.id,
        student_id=student.id,
        number=student.number,
        name=student.name,
        school_class=school_class,
        urgency=row.urgency,
        due_at=row.due_at,
        overdue=row.due_at < now,
        today=due.date() <= now.date(),
        reasons=reasons,
        interview=row.interview,
        outcome=row.outcome,
        level=row.level,
        decision=row.decision,
        decided_by=who or "",
        decided_at=row.decided_at,
        renewed=any(one.fresh for one in reasons),
    )
