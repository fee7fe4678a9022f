"""Issuing the papers of a safety plan: rendered from the newest version, then numbered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.rights import Action, Actor
from app.services import documents, letters
from app.services.issuing import Issue
from app.services.letters import LetterView
from app.services.verb import verb

KINDS = ("safety_plan", "guardian_sheet", "wallet_card")


@verb(Action.READ_PLAN)
def preview(
    db: Session, student_id: UUID, kind: str, *, guardian_id: UUID | None = None, by: Actor, now: datetime
) -> LetterView:
    """Render one of ``KINDS``. Raises Problem("plan_unknown") without a saved plan."""
    if kind == "guardian_sheet":
        return letters.guardian_sheet(db, student_id, guardian_id=guardian_id, by=by, now=now)
    if kind == "wallet_card":
        return letters.wallet_card(db, student_id, by=by, now=now)
    return letters.safety_plan(db, student_id, by=by, now=now)


@verb(Action.ISSUE_DOCUMENT)
def issue(db: Session, student_id: UUID, kind: str, view: LetterView, *, by: Actor, now: datetime) -> Issue:
    """Number the paper that was previewed; its bytes stay the same."""
    numbered = documents.number(db, kind, student_id=student_id, by=by, now=now)
    return Issue(numbered.id, numbered.number, view, numbered.changes)
