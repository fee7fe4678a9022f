"""Sealing a referral for a centre and putting it on a stick: nothing counts as sent before it was read back."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app import __version__
from app.bundles import pack, referral_files, write
from app.bundles.manifest import Basis, Kind, MadeAt
from app.domain import hlc
from app.domain.alerts import AlertState
from app.domain.changes import Changes
from app.domain.ids import new_id
from app.domain.problems import Problem
from app.domain.referral_state import EventKind, State
from app.domain.rights import Action, Actor
from app.models.alert import Alert
from app.models.bundle import Bundle
from app.models.document import Document
from app.models.institution import Institution
from app.models.node import Node
from app.models.referral import Referral
from app.services import alerts, documents, letters, nodes, referral_packet, referrals
from app.services.verb import verb
from app.storage import audit, changes, schema

_MAY_LEAVE = frozenset({State.DRAFT, State.READY, State.SENT, State.LOST})


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that lies on the stick, read back and decrypted."""

    bundle_id: UUID
    path: Path
    sha256: str
    records: int
    changes: Changes


@verb(Action.EXPORT)
def referral(
    db: Session,
    referral_id: UUID,
    folder: Path,
    *,
    by: Actor,
    now: datetime,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Exported:
    """Seal a referral packet for its institution and write it into ``folder``.

    The letter gets its number and is logged, the bundle enters the ledger and the referral counts as
    sent, all only when the written file was read back and decrypted. Raises Problem
    ``referral_no_basis``, ``institution_without_recipient``, ``referral_sent_already`` and those of
    ``app.bundles.write``.
    """
    row = db.get(Referral, referral_id)
    if row is None:
        raise Problem("referral_unknown")
    centre = db.get_one(Institution, row.institution_id)
    if not centre.recipient:
        raise Problem("institution_without_recipient", name=centre.name)
    if row.basis is None:
        raise Problem("referral_no_basis")
    if referrals.folded(db, row.id).state not in _MAY_LEAVE:
        raise Problem("referral_sent_already")
    written = documents.number(db, "referral", student_id=row.student_id, referral_id=row.id, by=by, now=now).changes
    letter = letters.referral_letter(
        db,
        row.student_id,
        referrals.text_of(row),
        number=_number(db, row.id),
        symbols=(),
        by=by,
        now=now,
    )
    written |= ready(db, row.id, by=by, now=now)
    data = referral_packet.gather(db, row, letter.rendered.pdf, now=now)
    envelope = _envelope(db, centre, data.basis(), row, referral_files.counts(data), now)
    prepared = pack.prepare(envelope, referral_files.files(data), nodes.signing_key(db))
    done = write.write_bundle(
        folder,
        prepared,
        own_identity=nodes.identities(db)[0].secret,
        progress=progress,
        cancelled=cancelled,
    )
    withdraw_with(db, done)
    ledger = Bundle(
        id=envelope.bundle_id,
        direction="out",
        kind=Kind.REFERRAL.value,
        file_name=done.path.name,
        sha256=done.sha256,
        institution_id=centre.id,
        referral_id=row.id,
        stream_seq=envelope.stream_seq,
        ack_key=envelope.ack_key,
        prepared_at=now,
        written_at=now,
    )
    written |= changes.write(
        db,
        [changes.created(ledger)],
        by=by,
        action=Action.EXPORT,
        now=now,
        reason=row.basis,
        details={"sha256": done.sha256},
    )
    written |= documents.issued(
        db,
        _document(db, row.id).id,
        way="bundle",
        sha256=letter.rendered.sha256,
        pages=letter.rendered.pages,
        by=by,
        now=now,
    )
    written |= referrals.add_event(db, row.id, EventKind.SENT, bundle_id=envelope.bundle_id, by=by, now=now).changes
    return Exported(envelope.bundle_id, done.path, done.sha256, len(data.records), written)


@verb(Action.EXPORT)
def check_again(db: Session, bundle_id: UUID, folder: Path, *, by: Actor) -> str:
    """Read a written bundle once more, after the stick was taken out and put in again; return its file name.

    Raises Problem ``bundle_unknown``, ``bundle_file_missing``, ``bundle_write_failed`` (the stick cannot
    be read) or ``bundle_read_back_failed``.
    """
    row = db.get(Bundle, bundle_id)
    if row is None or row.direction != "out":
        raise Problem("bundle_unknown")
    path = folder / row.file_name
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise Problem("bundle_file_missing", name=row.file_name) from None
    except OSError:
        raise Problem("bundle_write_failed") from None
    write.check_again(write.Written(path, row.sha256, size), own_identity=nodes.identities(db)[0].secret)
    return row.file_name


def withdraw_with(db: Session, done: write.Written) -> None:
    """Take the file away again where this transaction is rolled back: what nobody noted was not sent."""

    def gone(_: Session) -> None:
        write.withdraw(done)

    event.listen(db, "after_rollback", gone, once=True)


def ready(db: Session, referral_id: UUID, *, by: Actor, now: datetime) -> Changes:
    """Note that the referral has its basis and its letter, where that is not noted yet.

    The alert that it came from is then one that was referred.
    """
    if referrals.folded(db, referral_id).state is not State.DRAFT:
        return Changes()
    written = referrals.add_event(db, referral_id, EventKind.CONSENTED, by=by, now=now).changes
    row = db.get_one(Referral, referral_id)
    alert = db.get(Alert, row.alert_id) if row.alert_id else None
    if alert is not None and alert.state is not AlertState.CLOSED:
        written |= alerts.act(db, alert.id, kind="referred", state=AlertState.REFERRED, by=by, now=now)
    return written


def _envelope(
    db: Session,
    centre: Institution,
    basis: Basis,
    row: Referral,
    counts: Mapping[str, int],
    now: datetime,
) -> pack.Envelope:
    own = nodes.public_of(db)
    node = db.scalars(select(Node)).one()
    to = [pack.To(centre.name, "centre", centre.recipient or "")]
    if centre.recovery_recipient:
        to.append(pack.To(centre.name, "recovery", centre.recovery_recipient))
    to.append(pack.To(own.school, "own", own.recipient))
    last = db.execute(select(func.max(Bundle.stream_seq)).where(Bundle.direction == "out")).scalar_one_or_none()
    before = db.scalar(
        select(Bundle.sha256)
        .where(Bundle.direction == "out", Bundle.stream_seq == last)
        .order_by(Bundle.id.desc())
        .limit(1)
    )
    quality = hlc.quality(node.latest, now.astimezone(UTC)).value
    return pack.Envelope(
        bundle_id=new_id(),
        kind=Kind.REFERRAL,
        sender=pack.From(
            site_code=own.site_code,
            site_name=own.school,
            node=own.node.hex,
            node_code=own.code,
            epoch=own.epoch.hex,
            recipient=own.recipient,
        ),
        to=to,
        centre_code=centre.site_code or "CENTRE",
        purpose="referral",
        basis=basis,
        stream_seq=(last or 0) + 1,
        app_version=__version__,
        schema_version=schema.revision(db.connection()),
        made_at=MadeAt(wall=now, hlc=str(node.hlc), clock="good" if quality == "good" else "doubtful"),
        consent_id=row.consent_id,
        reason=row.basis_reason or None,
        prev_bundle_sha256=before,
        audit_head=audit.head(db).mac.hex(),
        counts=counts,
        ack_key=secrets.token_bytes(16),
    )


def _document(db: Session, referral_id: UUID) -> Document:
    return db.scalars(
        select(Document).where(
            Document.referral_id == referral_id,
            Document.kind == "referral",
            Document.voided_at.is_(None),
        )
    ).one()


def _number(db: Session, referral_id: UUID) -> str:
    return _document(db, referral_id).number
