"""Taking bundles in: receipts that close our loop, and at a centre the referral packets of schools."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import __version__
from app.bundles import pack, receipt, verify, write
from app.bundles.manifest import Basis, Kind, MadeAt, Manifest
from app.bundles.verify import Verified
from app.crypto.phone import phone_code
from app.domain import hlc
from app.domain.changes import Changes
from app.domain.delivery import Delivery, check_phone_code
from app.domain.ids import new_id
from app.domain.problems import Problem
from app.domain.referral_state import EventKind, Side, Source, State
from app.domain.rights import Action, Actor
from app.models.bundle import Bundle
from app.models.institution import Institution
from app.models.node import Node
from app.models.referral import ReferralEvent
from app.services import nodes, referrals
from app.services.bundle_export import withdraw_with
from app.services.verb import verb
from app.storage import changes, schema

IMPORTED, ALREADY = "imported", "already_imported"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a bundle: ``imported`` or ``already_imported``.

    ``added`` counts what was new. ``receipt`` is the answer for the sender, where one was written.
    """

    status: str
    bundle_id: UUID
    kind: str
    sender: str
    added: int
    receipt: Path | None
    phone_code: str | None
    changes: Changes


@dataclass(frozen=True, slots=True)
class Answered:
    """A receipt that was written, and the digits to read out instead of it."""

    receipt: Path
    phone_code: str
    changes: Changes


@verb(Action.IMPORT)
def take(db: Session, file: Path, *, answer_into: Path | None = None, by: Actor, now: datetime) -> Imported:
    """Verify a bundle wholly and take it in, in this one transaction.

    A receipt closes the step that it proves; a referral packet (at a centre) enters the ledger. With
    ``answer_into`` a signed receipt for the sender is written there. Taking the same bundle again
    adds nothing and gives the same answer. Raises the problems of ``app.bundles.verify``:
    ``bundle_signer_unknown`` for a sender whose key nobody has enrolled here; and
    ``bundle_signer_not_compared`` for a packet of one whose fingerprint nobody has compared. (A receipt
    needs no more than the key that came with the recipient: it proves that its owner opened the bundle.)
    """
    staging = io.BytesIO()
    found = _verified(db, file, staging)
    manifest = found.opened.manifest
    known = db.get(Bundle, manifest.bundle_id)
    if known is not None and known.sha256 != found.sha256:
        raise Problem("bundle_same_id_other_content")
    if manifest.kind is Kind.RECEIPT:
        return _take_receipt(db, found, known, by=by, now=now)
    if manifest.kind is not Kind.REFERRAL:
        raise Problem("bundle_kind_not_taken", kind=manifest.kind.value)
    _require_compared(db, manifest)
    written = Changes() if known else _enter(db, found, by=by, now=now)
    path = None
    if answer_into is not None:
        path = acknowledge(db, found, Delivery.IMPORTED, answer_into, by=by, now=now)
    return Imported(
        ALREADY if known else IMPORTED,
        manifest.bundle_id,
        manifest.kind.value,
        manifest.sender.site_name,
        0 if known else 1,
        path,
        receipt.phone_code(manifest),
        written,
    )


@verb(Action.IMPORT)
def answer(db: Session, file: Path, into: Path, *, reader: str | None = None, by: Actor, now: datetime) -> Answered:
    """Write a receipt for a packet that was taken in; with ``reader`` one that says who has read it.

    Raises Problem("bundle_not_taken_in") for a packet that this store does not have.
    """
    staging = io.BytesIO()
    found = _verified(db, file, staging)
    row = db.get(Bundle, found.opened.manifest.bundle_id)
    if row is None or row.direction != "in" or row.kind == Kind.RECEIPT.value or row.sha256 != found.sha256:
        raise Problem("bundle_not_taken_in")
    written = Changes()
    state = Delivery.READ if reader else Delivery.IMPORTED
    if state is Delivery.READ and row.read_at is None:
        row.read_at = now
        written = changes.write(db, [changes.changed(row)], by=by, action=Action.IMPORT, now=now, reason="read")
    path = acknowledge(db, found, state, into, reader=reader, by=by, now=now)
    return Answered(path, receipt.phone_code(found.opened.manifest), written)


@verb(Action.WRITE_REFERRAL)
def phone_receipt(db: Session, bundle_id: UUID, said: str, told_by: str, *, by: Actor, now: datetime) -> Changes:
    """Close the received step by the eight digits that the centre read out on the telephone.

    Raises ``phone_code_wrong`` (the try is counted: call in a transaction that commits),
    ``phone_code_tries_used_up``, ``bundle_unknown``.
    """
    row = db.get(Bundle, bundle_id)
    if row is None or row.ack_key is None:
        raise Problem("bundle_unknown")
    check_phone_code(phone_code(row.ack_key, str(bundle_id)), said, wrong_before=row.phone_tries)
    row.received_at = row.received_at or now
    written = changes.write(db, [changes.changed(row)], by=by, action=Action.WRITE_REFERRAL, now=now)
    if row.referral_id is not None:
        before = referrals.folded(db, row.referral_id)
        if before.state in {State.SENT, State.LOST}:
            written |= referrals.add_event(
                db,
                row.referral_id,
                EventKind.RECEIVED,
                source=Source.PHONE,
                told_by=told_by,
                bundle_id=bundle_id,
                by=by,
                now=now,
            ).changes
    return written


@verb(Action.WRITE_REFERRAL)
def wrong_phone_code(db: Session, bundle_id: UUID, *, by: Actor, now: datetime) -> Changes:
    """Count a wrong try, in a transaction of its own."""
    row = db.get(Bundle, bundle_id)
    if row is None:
        raise Problem("bundle_unknown")
    row.phone_tries += 1
    return changes.write(
        db, [changes.changed(row)], by=by, action=Action.WRITE_REFERRAL, now=now, reason="wrong_phone_code"
    )


def acknowledge(
    db: Session,
    found: Verified,
    state: Delivery,
    into: Path,
    *,
    reader: str | None = None,
    by: Actor,
    now: datetime,
) -> Path:
    """Write a signed receipt, sealed to the sender's key, into ``into`` and return its path."""
    manifest = found.opened.manifest
    own = nodes.public_of(db)
    answer = receipt.Receipt(
        bundle_id=manifest.bundle_id,
        sha256=found.sha256,
        state="read" if state is Delivery.READ else "imported",
        records=1,
        received_at=now,
        receiver=own.school,
        reader=reader,
    )
    node = db.scalars(select(Node)).one()
    last = db.scalar(select(func.max(Bundle.stream_seq)).where(Bundle.direction == "out"))
    quality = hlc.quality(node.latest, now.astimezone(UTC)).value
    envelope = pack.Envelope(
        bundle_id=new_id(),
        kind=Kind.RECEIPT,
        sender=pack.From(
            site_code=own.site_code,
            site_name=own.school,
            node=own.node.hex,
            node_code=own.code,
            epoch=own.epoch.hex,
            recipient=own.recipient,
        ),
        to=[
            pack.To(manifest.sender.site_name, "centre", manifest.sender.recipient),
            pack.To(own.school, "own", own.recipient),
        ],
        centre_code=manifest.sender.site_code,
        purpose="receipt",
        basis=Basis.REPLY,
        stream_seq=(last or 0) + 1,
        app_version=__version__,
        schema_version=schema.revision(db.connection()),
        made_at=MadeAt(wall=now, hlc=str(node.hlc), clock="good" if quality == "good" else "doubtful"),
    )
    prepared = pack.prepare(envelope, receipt.files(answer), nodes.signing_key(db))
    done = write.write_bundle(into, prepared, own_identity=nodes.identities(db)[0].secret)
    withdraw_with(db, done)
    row = Bundle(
        id=envelope.bundle_id,
        direction="out",
        kind=Kind.RECEIPT.value,
        file_name=done.path.name,
        sha256=done.sha256,
        stream_seq=envelope.stream_seq,
        prepared_at=now,
        written_at=now,
    )
    changes.write(db, [changes.created(row)], by=by, action=Action.EXPORT, now=now, reason="receipt")
    return done.path


def _verified(db: Session, file: Path, staging: BinaryIO) -> Verified:
    keys = [one for one in db.scalars(select(Institution.signing_key)) if one]
    secrets = [one.secret for one in nodes.identities(db)]
    return verify.verify(file, staging, identities=secrets, trusted=keys)


def _require_compared(db: Session, manifest: Manifest) -> None:
    """Refuse a packet under a key that came from a file only: whoever made it could have made the key."""
    compared = select(Institution.id).where(
        Institution.signing_key == manifest.sender.signing_key, Institution.trusted_at.is_not(None)
    )
    if db.scalar(compared.limit(1)) is None:
        raise Problem(
            "bundle_signer_not_compared",
            name=manifest.sender.site_name,
            fingerprint=manifest.sender.key_fingerprint,
        )


def _enter(db: Session, found: Verified, *, by: Actor, now: datetime) -> Changes:
    manifest = found.opened.manifest
    row = Bundle(
        id=manifest.bundle_id,
        direction="in",
        kind=manifest.kind.value,
        file_name=_name(manifest),
        sha256=found.sha256,
        institution_id=_sender(db, manifest),
        stream_seq=manifest.stream_seq,
        received_at=now,
        imported_at=now,
    )
    return changes.write(db, [changes.created(row)], by=by, action=Action.IMPORT, now=now)


def _take_receipt(db: Session, found: Verified, known: Bundle | None, *, by: Actor, now: datetime) -> Imported:
    """Take a receipt: only from the institution that the bundle went to, and only for its exact bytes."""
    manifest = found.opened.manifest
    said = receipt.read(found.opened)
    ours = db.get(Bundle, said.receipt.bundle_id)
    if ours is None or ours.direction != "out":
        raise Problem("receipt_for_another")
    receipt.check_matches(said.receipt, bundle_id=ours.id, sha256=ours.sha256)
    asked = db.get(Institution, ours.institution_id) if ours.institution_id else None
    if asked is None or asked.signing_key != manifest.sender.signing_key:
        raise Problem("receipt_from_another")
    at = min(said.receipt.received_at, now)
    entries = [changes.changed(ours)]
    ours.received_at = ours.received_at or at
    if said.receipt.delivery.rank >= Delivery.IMPORTED.rank:
        ours.imported_at = ours.imported_at or at
    if said.receipt.delivery is Delivery.READ:
        ours.read_at = ours.read_at or at
    if known is None:
        entries.append(changes.created(_receipt_row(db, found, now)))
    event = _received(db, ours, by=by, at=at)
    if event is not None:
        entries.append(changes.created(event))
    written = changes.write(db, entries, by=by, action=Action.IMPORT, now=now)
    return Imported(
        ALREADY if known else IMPORTED,
        manifest.bundle_id,
        manifest.kind.value,
        manifest.sender.site_name,
        1 if event is not None else 0,
        None,
        None,
        written,
    )


def _receipt_row(db: Session, found: Verified, now: datetime) -> Bundle:
    manifest = found.opened.manifest
    return Bundle(
        id=manifest.bundle_id,
        direction="in",
        kind=Kind.RECEIPT.value,
        file_name=_name(manifest),
        sha256=found.sha256,
        institution_id=_sender(db, manifest),
        stream_seq=manifest.stream_seq,
        received_at=now,
        imported_at=now,
    )


def _received(db: Session, ours: Bundle, *, by: Actor, at: datetime) -> ReferralEvent | None:
    """Return the centre's own event "received", where the referral still waits for it."""
    if ours.referral_id is None:
        return None
    before = referrals.folded(db, ours.referral_id)
    if before.received_at is not None or before.state not in {State.SENT, State.LOST}:
        return None
    return ReferralEvent(
        referral_id=ours.referral_id,
        kind=EventKind.RECEIVED,
        side=Side.CENTRE,
        source=Source.SELF,
        at=at,
        parents=sorted(str(head) for head in before.heads),
        by_id=by.user_id,
        bundle_id=ours.id,
    )


def _sender(db: Session, manifest: Manifest) -> UUID | None:
    return db.scalar(
        select(Institution.id)
        .where(Institution.signing_key == manifest.sender.signing_key)
        .order_by(Institution.active.desc(), Institution.id)
        .limit(1)
    )


def _name(manifest: Manifest) -> str:
    return f"{manifest.sender.site_code}-{manifest.stream_seq:06d}"
