"""Partner institutions and the keys that letters and bundles go to."""

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto.signing import fingerprint
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.models.institution import Institution, InstitutionKind
from app.services.students import Saved
from app.services.verb import verb
from app.storage import changes


@dataclass(frozen=True, slots=True)
class InstitutionFacts:
    """An institution as entered. See ``app.models.institution``."""

    kind: InstitutionKind
    name: str
    department: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    site_code: str = ""
    recipient: str | None = None
    recovery_recipient: str | None = None
    signing_key: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class InstitutionView:
    """An institution; ``fingerprint`` is what two people compare by telephone."""

    id: UUID
    facts: InstitutionFacts
    fingerprint: str | None
    trusted_at: datetime | None


@verb(Action.READ_REFERRAL)
def listing(db: Session, *, by: Actor, only_active: bool = True) -> list[InstitutionView]:
    """Return the institutions by name."""
    statement = select(Institution).order_by(Institution.name, Institution.id)
    if only_active:
        statement = statement.where(Institution.active.is_(True))
    return [view(row) for row in db.scalars(statement)]


@verb(Action.WRITE_SETTINGS)
def save(
    db: Session,
    facts: InstitutionFacts,
    *,
    institution_id: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Saved:
    """Add an institution or change one. A changed signing key is no longer trusted."""
    if not facts.name.strip():
        raise Problem("institution_name_missing")
    row = Institution() if institution_id is None else _get(db, institution_id)
    key_before = row.signing_key
    for one in fields(InstitutionFacts):
        setattr(row, one.name, getattr(facts, one.name))
    if institution_id is not None and row.signing_key != key_before:
        row.trusted_at = None
    entry = changes.created(row) if institution_id is None else changes.changed(row)
    written = changes.write(db, [entry], by=by, action=Action.WRITE_SETTINGS, now=now)
    return Saved(row.id, written)


@verb(Action.WRITE_SETTINGS)
def trust(db: Session, institution_id: UUID, *, by: Actor, now: datetime) -> Saved:
    """Say that a person compared the fingerprint with the institution by another way."""
    row = _get(db, institution_id)
    if row.signing_key is None:
        raise Problem("institution_without_key")
    row.trusted_at = now
    written = changes.write(db, [changes.changed(row)], by=by, action=Action.WRITE_SETTINGS, now=now)
    return Saved(row.id, written)


def view(row: Institution) -> InstitutionView:
    """Return an institution as a value."""
    facts = InstitutionFacts(**{one.name: getattr(row, one.name) for one in fields(InstitutionFacts)})
    print_of = fingerprint(row.signing_key) if row.signing_key else None
    return InstitutionView(row.id, facts, print_of, row.trusted_at)


def _get(db: Session, institution_id: UUID) -> Institution:
    row = db.get(Institution, institution_id)
    if row is None:
        raise Problem("institution_unknown")
    return row
