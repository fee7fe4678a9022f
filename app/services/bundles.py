"""The ledger of sealed bundles: how far each one has come, as far as something proves it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.delivery import PHONE_TRIES, Delivery, reached
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.models.bundle import Bundle
from app.models.institution import Institution
from app.models.referral import Referral
from app.services.verb import verb


@dataclass(frozen=True, slots=True)
class BundleRow:
    """One line of the ledger.

    ``state`` is the furthest of the five that is proven, ``moments`` when each was reached. A bundle that
    came in has no state of its own to wait for: it was taken in. ``tries_left`` counts phone codes.
    """

    id: UUID
    direction: str
    kind: str
    file_name: str
    sha256: str
    number: int | None
    partner: str
    referral_id: UUID | None
    student_id: UUID | None
    at: datetime
    state: Delivery
    moments: dict[Delivery, datetime]
    tries_left: int

    @property
    def awaits_receipt(self) -> bool:
        """Whether nothing yet proves that the other side has it."""
        return self.direction == "out" and self.kind != "receipt" and self.state.rank < Delivery.RECEIVED.rank


@verb(Action.READ_REFERRAL)
def ledger(db: Session, *, by: Actor, referral_id: UUID | None = None) -> list[BundleRow]:
    """Return the bundles written and taken in, newest first."""
    statement = (
        select(Bundle, Institution.name, Referral.student_id)
        .outerjoin(Institution, Institution.id == Bundle.institution_id)
        .outerjoin(Referral, Referral.id == Bundle.referral_id)
    )
    if referral_id is not None:
        statement = statement.where(Bundle.referral_id == referral_id)
    rows = [_row(bundle, partner, student) for bundle, partner, student in db.execute(statement)]
    return sorted(rows, key=lambda one: (one.at, one.id), reverse=True)


@verb(Action.READ_REFERRAL)
def one(db: Session, bundle_id: UUID, *, by: Actor) -> BundleRow:
    """Return one line of the ledger. Raises Problem("bundle_unknown")."""
    found = db.execute(
        select(Bundle, Institution.name, Referral.student_id)
        .outerjoin(Institution, Institution.id == Bundle.institution_id)
        .outerjoin(Referral, Referral.id == Bundle.referral_id)
        .where(Bundle.id == bundle_id)
    ).one_or_none()
    if found is None:
        raise Problem("bundle_unknown")
    return _row(*found)


def _row(bundle: Bundle, partner: str | None, student_id: UUID | None) -> BundleRow:
    moments = dict(_moments(bundle))
    first = min(moments.values())
    return BundleRow(
        id=bundle.id,
        direction=bundle.direction,
        kind=bundle.kind,
        file_name=bundle.file_name,
        sha256=bundle.sha256,
        number=bundle.stream_seq,
        partner=partner or "",
        referral_id=bundle.referral_id,
        student_id=student_id,
        at=first,
        state=reached(moments),
        moments=moments,
        tries_left=max(0, PHONE_TRIES - bundle.phone_tries),
    )


def _moments(bundle: Bundle) -> Iterator[tuple[Delivery, datetime]]:
    known = {
        Delivery.PREPARED: bundle.prepared_at,
        Delivery.WRITTEN_VERIFIED: bundle.written_at,
        Delivery.RECEIVED: bundle.received_at,
        Delivery.IMPORTED: bundle.imported_at,
        Delivery.READ: bundle.read_at,
    }
    for state, moment in known.items():
        if moment is not None:
            yield state, moment
