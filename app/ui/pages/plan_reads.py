"""What the safety plan's page reads in one go."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.rights import Actor
from app.services import drafts, safety_plans, school_settings, students
from app.services.safety_plans import PlanView
from app.services.students import GuardianView


@dataclass(frozen=True, slots=True)
class Opening:
    """A student's plan with whom to call. ``plan`` is None before the first version."""

    student_id: UUID
    name: str
    guardians: tuple[GuardianView, ...]
    lines: tuple[tuple[str, str], ...]
    plan: PlanView | None
    draft: dict[str, Any] | None


def opening(db: Any, student_id: UUID, *, by: Actor, now: datetime) -> Opening:
    """Open the newest plan of a student and the user's draft of it."""
    file = students.open_file(db, student_id, by=by, now=now)
    kept = drafts.load(db, "plan", str(student_id), by=by)
    hotlines = school_settings.values(db, by=by)["hotlines"]
    parts = [line.partition(" ") for line in hotlines] if isinstance(hotlines, list) else []
    return Opening(
        student_id,
        file.facts.name,
        file.guardians,
        tuple((name, number) for number, _, name in parts),
        safety_plans.latest(db, student_id, by=by, now=now),
        kept.content if kept else None,
    )
