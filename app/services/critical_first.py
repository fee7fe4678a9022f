"""Critical items first: of a whole pile only these are keyed in the same day, the rest follows later."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.screening import CRITICAL_ONLY, NO_CONSENT
from app.models.assessment import AnswerSource
from app.models.student import Student
from app.scales.load import load
from app.services import assessments, policy
from app.services.assessments import Entered, SheetText
from app.services.verb import verb


@verb(Action.ENTER_ANSWERS)
def enter(
    db: Session, student_id: UUID, text: SheetText, *, round_id: UUID | None = None, by: Actor, now: datetime
) -> Entered:
    """Keep the critical answers of a sheet and alert at once; ``assessments.enter`` completes it later.

    A critical item without an answer asks for a talk in person today. Answers to other items are not
    kept. Raises those of ``assessments.enter``, Problem("scale_without_critical"), and
    ("critical_there_already") where they were keyed before.
    """
    definition = load(text.scale)
    critical = {rule.item for rule in definition.critical}
    if not critical:
        raise Problem("scale_without_critical")
    if db.get(Student, student_id) is None:
        raise Problem("student_unknown_here")
    if text.taken_on > now.date():
        raise Problem("sheet_in_future")
    why = assessments.why_unscored(db, round_id, student_id, text)
    if assessments.half_keyed(db, student_id, text, round_id=round_id) is not None:
        raise Problem("critical_there_already")
    answers = tuple(value if item in critical else None for item, value in enumerate(text.answers, 1))
    scored = assessments.prepare(
        student_id,
        replace(text, answers=answers, illegible=tuple(item for item in text.illegible if item in critical)),
        definition,
        policy.of(db),
        sex=None,
        grade=None,
        source=AnswerSource.KEYPAD,
        by=by,
        now=now,
        round_id=round_id,
        unscored=CRITICAL_ONLY,
        emergency=why == NO_CONSENT,
    )
    written = assessments.write(db, [scored], by=by, now=now)
    return assessments.entered(scored, scored.assessment["id"], [one["id"] for one in scored.alerts], written, by)
