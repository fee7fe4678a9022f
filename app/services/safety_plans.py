"""Safety plans: every save is a new version; nothing is overwritten."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.safety_plan import Entry, Step, gaps
from app.models.safety_plan import SafetyPlan, SafetyPlanEntry
from app.models.student import Student
from app.services.verb import verb
from app.storage import audit, changes


@dataclass(frozen=True, slots=True)
class PlanText:
    """What is filled in: the lines in order, the date of review, and who was told."""

    entries: tuple[Entry, ...] = ()
    review_on: date | None = None
    student_agreed: bool = False
    guardian_told: bool = False
    teacher_told: bool = False


@dataclass(frozen=True, slots=True)
class PlanView:
    """One version of a plan, with the codes of what is still missing."""

    id: UUID
    student_id: UUID
    version: int
    text: PlanText
    made_at: datetime
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanSaved:
    """A new version."""

    id: UUID
    version: int
    gaps: tuple[str, ...]
    changes: Changes


@verb(Action.WRITE_PLAN)
def save(db: Session, student_id: UUID, text: PlanText, *, by: Actor, now: datetime) -> PlanSaved:
    """Save a new version. What is missing is said, and never blocks.

    Raises Problem("plan_empty") when no line has text.
    """
    if db.get(Student, student_id) is None:
        raise Problem("student_unknown_here")
    entries = [entry for entry in text.entries if entry.text.strip()]
    if not entries:
        raise Problem("plan_empty")
    missing = tuple(gaps(entries, text.review_on))
    highest = db.scalar(select(func.max(SafetyPlan.version)).where(SafetyPlan.student_id == student_id))
    plan = SafetyPlan(
        student_id=student_id,
        version=(highest or 0) + 1,
        made_by=by.user_id,
        made_at=now,
        review_on=text.review_on,
        student_agreed=text.student_agreed,
        guardian_told=text.guardian_told,
        teacher_told=text.teacher_told,
        complete=not missing,
    )
    lines = [
        SafetyPlanEntry(
            plan_id=plan.id,
            step=entry.step.value,
            position=position,
            text=entry.text.strip(),
            phone=entry.phone.strip(),
            obstacle=entry.obstacle.strip(),
            who=entry.who.strip(),
            confirmed_on=entry.confirmed,
        )
        for position, entry in enumerate(entries)
    ]
    entries_written = [changes.created(plan), *(changes.created(line) for line in lines)]
    written = changes.write(db, entries_written, by=by, action=Action.WRITE_PLAN, now=now)
    return PlanSaved(plan.id, plan.version, missing, written)


@verb(Action.READ_PLAN)
def latest(db: Session, student_id: UUID, *, by: Actor, now: datetime) -> PlanView | None:
    """Return the newest version, or None. Opening it is logged;
    where the disk refuses the log, a plan still opens and is logged later."""
    plan = db.scalar(
        select(SafetyPlan).where(SafetyPlan.student_id == student_id).order_by(SafetyPlan.version.desc()).limit(1)
    )
    if plan is None:
        return None
    audit.read(db, by, "safety_plan", plan.id, now, emergency=True)
    return _view(db, plan)


@verb(Action.READ_PLAN)
def version(db: Session, student_id: UUID, number: int, *, by: Actor, now: datetime) -> PlanView:
    """Return one version, to compare with."""
    plan = db.scalar(select(SafetyPlan).where(SafetyPlan.student_id == student_id, SafetyPlan.version == number))
    if plan is None:
        raise Problem("plan_unknown")
    audit.read(db, by, "safety_plan", plan.id, now)
    return _view(db, plan)


def _view(db: Session, plan: SafetyPlan) -> PlanView:
    rows = db.scalars(
        select(SafetyPlanEntry).where(SafetyPlanEntry.plan_id == plan.id).order_by(SafetyPlanEntry.position)
    )
    entries = tuple(Entry(Step(r.step), r.text, r.phone, r.obstacle, r.who, r.confirmed_on) for r in rows)
    text = PlanText(entries, plan.review_on, plan.student_agreed, plan.guardian_told, plan.teacher_told)
    return PlanView(plan.id, plan.student_id, plan.version, text, plan.made_at, tuple(gaps(entries, plan.review_on)))
