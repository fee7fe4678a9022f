"""Partner institutions and the keys that letters and bundles go to."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bundles import keyfile, names
from app.bundles.keyfile import PublicKeys
from app.bundles.recipients import fingerprint as recipient_fingerprint
from app.crypto.sealing import is_recipient
from app.crypto.signing import fingerprint
from app.domain.institution import InstitutionKind
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.models.institution import Institution
from app.services.students import Saved
from app.services.verb import verb
from app.storage import changes

Keys = PublicKeys
"""What a key file hands out, for the windows."""


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
    """An institution.

    ``fingerprint`` of its signing key is what two people compare by telephone; ``sealing`` is that of
    the key that bundles are sealed to.
    """

    id: UUID
    facts: InstitutionFacts
    fingerprint: str | None
    sealing: str | None
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
    """Add an institution or change one. Changed keys are no longer trusted until compared again.

    Raises Problem ``institution_name_missing``, ``institution_code_bad`` or ``institution_key_bad``.
    """
    facts = _checked(facts)
    row = Institution() if institution_id is None else _get(db, institution_id)
    keys_before = row.signing_key, row.recipient
    for one in fields(InstitutionFacts):
        setattr(row, one.name, getattr(facts, one.name))
    if institution_id is not None and keys_before != (row.signing_key, row.recipient):
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


@verb(Action.WRITE_SETTINGS)
def enrol(
    db: Session,
    keys: PublicKeys,
    *,
    kind: InstitutionKind,
    name: str = "",
    by: Actor,
    now: datetime,
) -> Saved:
    """Return the active institution that has these keys, or add one.

    One that is known by one of the keys and lacks the other gets it; a different key under a known one
    is refused (``institution_key_differs``): who replaces a key edits the institution. ``name`` goes
    before the name in the key file; where neither is there, the file's keys name nobody
    (``institution_name_missing``).
    """
    for row in db.scalars(select(Institution).where(Institution.active.is_(True)).order_by(Institution.id)):
        pairs = ((row.recipient, keys.recipient), (row.signing_key, keys.signing_key))
        if not any(ours and ours == theirs for ours, theirs in pairs):
            continue
        if any(ours and theirs and ours != theirs for ours, theirs in pairs):
            raise Problem("institution_key_differs", name=row.name)
        facts = replace(
            view(row).facts,
            recipient=row.recipient or keys.recipient,
            recovery_recipient=row.recovery_recipient or keys.recovery_recipient,
            signing_key=row.signing_key or keys.signing_key,
        )
        return save(db, facts, institution_id=row.id, by=by, now=now)
    facts = with_keys(InstitutionFacts(kind, name or keys.name), keys)
    return save(db, facts, by=by, now=now)


def read_keys(path: Path) -> PublicKeys:
    """Return the public keys in a file that somebody handed over.

    Raises Problem ``key_file_unreadable``, ``key_file_bad`` or ``key_file_secret``.
    """
    return keyfile.read_public(path)


def print_of(facts: InstitutionFacts) -> str:
    """Return the fingerprint of the signing key, empty without one."""
    return fingerprint(facts.signing_key) if facts.signing_key else ""


def with_keys(facts: InstitutionFacts, keys: PublicKeys) -> InstitutionFacts:
    """Return ``facts`` with what a key file says; what a person has typed stays."""
    return replace(
        facts,
        name=facts.name or keys.name,
        site_code=facts.site_code or (keys.site_code if names.is_code(keys.site_code) else ""),
        recipient=keys.recipient or facts.recipient,
        recovery_recipient=keys.recovery_recipient or facts.recovery_recipient,
        signing_key=keys.signing_key or facts.signing_key,
    )


def view(row: Institution) -> InstitutionView:
    """Return an institution as a value."""
    facts = InstitutionFacts(**{one.name: getattr(row, one.name) for one in fields(InstitutionFacts)})
    return InstitutionView(
        row.id,
        facts,
        fingerprint(row.signing_key) if row.signing_key else None,
        recipient_fingerprint(row.recipient) if row.recipient else None,
        row.trusted_at,
    )


def _checked(facts: InstitutionFacts) -> InstitutionFacts:
    if not facts.name.strip():
        raise Problem("institution_name_missing")
    if facts.site_code and not names.is_code(facts.site_code):
        raise Problem("institution_code_bad", text=facts.site_code)
    sealing = [one for one in (facts.recipient, facts.recovery_recipient) if one]
    if not all(map(is_recipient, sealing)) or not (
        facts.signing_key is None or keyfile.is_signing_key(facts.signing_key)
    ):
        raise Problem("institution_key_bad")
    return replace(facts, name=facts.name.strip())


def _get(db: Session, institution_id: UUID) -> Institution:
    row = db.get(Institution, institution_id)
    if row is None:
        raise Problem("institution_unknown")
    return row
