"""Documents issued: their numbers without gaps, and each time one left the program."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.letter_number import LetterKind, LetterNumber
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.models.document import Document, DocumentIssue
from app.models.student import Student
from app.services import nodes
from app.services.school_settings import current
from app.services.verb import verb
from app.storage import changes

KINDS: dict[str, LetterKind] = {
    "referral": LetterKind.REFERRAL,
    "safety_plan": LetterKind.PLAN,
    "guardian_sheet": LetterKind.NOTICE,
    "wallet_card": LetterKind.PLAN,
    "bundle_slip": LetterKind.HANDOVER,
    "referral_answer": LetterKind.REPORT,
}
"""The numbered kinds, by their key in ``app.letters.registry``; ``referral_answer`` is the paper that came
back from an institution and is filed under a number of the school's."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document that has its number."""

    id: UUID
    number: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document in the register."""

    id: UUID
    kind: str
    number: str
    student_id: UUID | None
    student: str
    referral_id: UUID | None
    numbered_at: datetime
    issues: int
    voided_at: datetime | None
    void_reason: str


@verb(Action.ISSUE_DOCUMENT)
def number(
    db: Session,
    kind: str,
    *,
    student_id: UUID | None = None,
    referral_id: UUID | None = None,
    anew: bool = False,
    by: Actor,
    now: datetime,
) -> Numbered:
    """Give a document the next number of this year, kind and PC.

    A referral keeps the one it has; ``anew`` gives another all the same (a second bundle's slip).
    """
    if referral_id is not None and not anew:
        kept = db.scalar(
            select(Document).where(
                Document.referral_id == referral_id, Document.kind == kind, Document.voided_at.is_(None)
            )
        )
        if kept is not None:
            return Numbered(kept.id, kept.number, Changes())
    node, year = nodes.code(db), now.year
    last = db.scalar(
        select(func.max(Document.counter)).where(
            Document.series == KINDS[kind].value, Document.year == year, Document.node_code == node
        )
    )
    counter = (last or 0) + 1
    prefix = str(current(db)["school.letter_word"])
    row = Document(
        kind=kind,
        series=KINDS[kind].value,
        year=year,
        node_code=node,
        counter=counter,
        number=str(LetterNumber(prefix, KINDS[kind], year, node, counter)),
        student_id=student_id,
        referral_id=referral_id,
        numbered_at=now,
    )
    written = changes.write(db, [changes.created(row)], by=by, action=Action.ISSUE_DOCUMENT, now=now)
    return Numbered(row.id, row.number, written)


@verb(Action.ISSUE_DOCUMENT)
def issued(
    db: Session,
    document_id: UUID,
    *,
    way: str,
    sha256: str,
    pages: int,
    copies: int = 1,
    draft: bool = False,
    by: Actor,
    now: datetime,
) -> Changes:
    """Log that a document was printed or saved: who, when, how often, and the hash of its bytes."""
    document = _get(db, document_id)
    issue = DocumentIssue(
        document_id=document.id,
        way=way,
        copies=copies,
        pages=pages,
        sha256=sha256,
        draft=draft,
        by_id=by.user_id,
        at=now,
    )
    return changes.write(db, [changes.created(issue)], by=by, action=Action.ISSUE_DOCUMENT, now=now)


@verb(Action.ISSUE_DOCUMENT)
def void(db: Session, document_id: UUID, *, reason: str, by: Actor, now: datetime) -> Changes:
    """Void a number. It stays in the register and is never given again."""
    if not reason.strip():
        raise Problem("reason_missing")
    document = _get(db, document_id)
    if document.voided_at is not None:
        raise Problem("document_voided")
    document.voided_at, document.void_reason = now, reason.strip()
    return changes.write(
        db, [changes.changed(document)], by=by, action=Action.ISSUE_DOCUMENT, now=now, reason=reason.strip()
    )


@verb(Action.READ_REFERRAL)
def register(db: Session, *, by: Actor, kind: str | None = None) -> list[DocumentRow]:
    """Return the register of documents, newest first, voided ones included."""
    issues = select(func.count()).where(DocumentIssue.document_id == Document.id).correlate(Document).scalar_subquery()
    statement = select(Document, issues, Student.name).outerjoin(Student, Student.id == Document.student_id)
    statement = statement.order_by(Document.numbered_at.desc(), Document.id.desc())
    if kind is not None:
        statement = statement.where(Document.kind == kind)
    return [
        DocumentRow(
            row.id,
            row.kind,
            row.number,
            row.student_id,
            student or "",
            row.referral_id,
            row.numbered_at,
            count or 0,
            row.voided_at,
            row.void_reason,
        )
        for row, count, student in db.execute(statement)
    ]


def _get(db: Session, document_id: UUID) -> Document:
    row = db.get(Document, document_id)
    if row is None:
        raise Problem("document_unknown")
    return row
