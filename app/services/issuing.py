"""Issuing documents: the number first, then the bytes that are printed or saved, then the entry in the register."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.letters import render
from app.letters.bundle_slip import BundleSlip
from app.models.bundle import Bundle
from app.models.document import Document
from app.models.institution import Institution
from app.models.referral import Referral
from app.services import documents, letters, referrals
from app.services.bundle_export import ready
from app.services.letters import LetterView
from app.services.school_settings import current
from app.services.verb import verb


@dataclass(frozen=True, slots=True)
class Issue:
    """A numbered document, ready to be printed or saved: ``view`` holds exactly those bytes."""

    document_id: UUID
    number: str
    view: LetterView
    changes: Changes


@verb(Action.ISSUE_DOCUMENT)
def referral(db: Session, referral_id: UUID, *, by: Actor, now: datetime) -> Issue:
    """Give a referral its number, unless it has one, and render the letter with it."""
    row = db.get(Referral, referral_id)
    if row is None:
        raise Problem("referral_unknown")
    numbered = documents.number(db, "referral", student_id=row.student_id, referral_id=row.id, by=by, now=now)
    view = letters.referral_letter(
        db, row.student_id, referrals.text_of(row), number=numbered.number, symbols=(), by=by, now=now
    )
    return Issue(numbered.id, numbered.number, view, numbered.changes)


@verb(Action.ISSUE_DOCUMENT)
def slip(db: Session, bundle_id: UUID, *, by: Actor, now: datetime) -> Issue:
    """Number and render the handover slip 交接单 of one bundle. Printed again it keeps its number."""
    row = db.get(Bundle, bundle_id)
    if row is None or row.direction != "out" or row.written_at is None:
        raise Problem("bundle_unknown")
    centre = db.get(Institution, row.institution_id) if row.institution_id else None
    settings = current(db)
    numbered = _slip_number(db, row, by=by, now=now)
    written = row.written_at.astimezone(now.tzinfo)
    letter = BundleSlip(
        number=numbered.number,
        school=str(settings["school.name"]),
        school_contact=str(settings["school.contact"]) or by.name,
        school_phone=str(settings["school.room_phone"]),
        recipient=centre.name if centre else "",
        file_name=row.file_name,
        sha256=row.sha256,
        made_on=written.date(),
        purpose="转介" if row.referral_id else "",
    )
    view = LetterView(render(letter, printed_by=by.name, now=now), (), draft=False)
    return Issue(numbered.id, numbered.number, view, numbered.changes)


@verb(Action.ISSUE_DOCUMENT)
def done(
    db: Session, issue: Issue, *, way: str, copies: int = 1, referral_id: UUID | None = None, by: Actor, now: datetime
) -> Changes:
    """Log that the bytes of ``issue`` were printed or saved; a referral with its basis is now ready to go."""
    written = documents.issued(
        db,
        issue.document_id,
        way=way,
        sha256=issue.view.rendered.sha256,
        pages=issue.view.rendered.pages,
        copies=copies,
        draft=issue.view.draft,
        by=by,
        now=now,
    )
    if referral_id is not None and not issue.view.draft:
        written |= ready(db, referral_id, by=by, now=now)
    return written


def _slip_number(db: Session, row: Bundle, *, by: Actor, now: datetime) -> documents.Numbered:
    """Return the slip's number: the one given since this bundle was written and before the next one was."""
    given = select(Document).where(
        Document.kind == "bundle_slip",
        Document.referral_id == row.referral_id,
        Document.numbered_at >= row.written_at,
        Document.voided_at.is_(None),
    )
    following = db.scalar(
        select(Bundle.written_at)
        .where(Bundle.referral_id == row.referral_id, Bundle.direction == "out", Bundle.written_at > row.written_at)
        .order_by(Bundle.written_at)
        .limit(1)
    )
    if following is not None:
        given = given.where(Document.numbered_at < following)
    kept = db.scalar(given.order_by(Document.numbered_at).limit(1))
    if kept is not None:
        return documents.Numbered(kept.id, kept.number, Changes())
    student = db.get(Referral, row.referral_id) if row.referral_id else None
    return documents.number(
        db,
        "bundle_slip",
        student_id=student.student_id if student else None,
        referral_id=row.referral_id,
        anew=True,
        by=by,
        now=now,
    )
