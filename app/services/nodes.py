"""This installation and its keys: who signs our bundles, and to which keys others seal."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto.sealing import Identity, new_identity
from app.crypto.signing import SigningKey, fingerprint
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.models.node import Node
from app.models.node_key import KeyKind, NodeKey
from app.services.school_settings import current
from app.services.verb import verb
from app.storage import changes
from app.storage.files import write_atomic


@dataclass(frozen=True, slots=True)
class PublicNode:
    """What a school hands out so that others can seal to it and check its signature."""

    node: UUID
    epoch: UUID
    code: str
    site_code: str
    school: str
    recipient: str
    recovery_recipient: str | None
    signing_key: str
    fingerprint: str

    def as_json(self) -> dict[str, str | None]:
        """Return the content of a key file, as ``xinqiao store info --json`` prints it."""
        return {
            "school": self.school,
            "site_code": self.site_code,
            "node": self.node.hex,
            "node_code": self.code,
            "epoch": self.epoch.hex,
            "recipient": self.recipient,
            "recovery_recipient": self.recovery_recipient,
            "signing_key": self.signing_key,
            "fingerprint": self.fingerprint,
        }


@verb(Action.MANAGE_USERS)
def make_keys(db: Session, *, by: Actor, now: datetime) -> str:
    """Make the keys of a new store; return the secret recovery identity, which is only printed.

    Raises Problem("keys_exist") where the store has keys already.
    """
    if db.scalar(select(NodeKey.id).limit(1)) is not None:
        raise Problem("keys_exist")
    signing, sealing, recovery = SigningKey.new(), new_identity(), new_identity()
    rows = [
        NodeKey(kind=KeyKind.SIGNING, public=signing.public_line, secret=signing.to_bytes(), made_at=now),
        NodeKey(kind=KeyKind.SEALING, public=sealing.recipient, secret=sealing.secret.encode(), made_at=now),
        NodeKey(kind=KeyKind.RECOVERY, public=recovery.recipient, secret=None, made_at=now),
    ]
    entries = [changes.created(row) for row in rows]
    changes.write(db, entries, by=by, action=Action.MANAGE_USERS, now=now)
    return recovery.secret


@verb(Action.READ_SETTINGS)
def public(db: Session, *, by: Actor) -> PublicNode:
    """Return the public halves and names that ``xinqiao store info`` hands out."""
    return public_of(db)


@verb(Action.READ_SETTINGS)
def hand_out(db: Session, path: Path, *, by: Actor) -> str:
    """Write the public halves into a key file for others; return the fingerprint to read out with it.

    Raises Problem ``disk_full``, ``folder_read_only``, ``folder_missing`` or ``disk_error``.
    """
    found = public_of(db)
    write_atomic(path, (json.dumps(found.as_json(), ensure_ascii=False, indent=1) + "\n").encode())
    return found.fingerprint


def public_of(db: Session) -> PublicNode:
    """Return the public halves, for other services."""
    node = db.scalars(select(Node)).one()
    settings = current(db)
    line = _key(db, KeyKind.SIGNING).public
    recovery = db.scalar(select(NodeKey.public).where(NodeKey.kind == KeyKind.RECOVERY, NodeKey.retired_at.is_(None)))
    return PublicNode(
        node=node.id,
        epoch=node.epoch,
        code=node.series,
        site_code=str(settings["school.site_code"]),
        school=str(settings["school.name"]),
        recipient=_key(db, KeyKind.SEALING).public,
        recovery_recipient=recovery,
        signing_key=line,
        fingerprint=fingerprint(line),
    )


def code(db: Session) -> str:
    """Return the letter of this PC in document numbers."""
    return db.scalars(select(Node.series)).one()


def signing_key(db: Session) -> SigningKey:
    """Return the key that signs our bundles."""
    return SigningKey.from_bytes(_secret(_key(db, KeyKind.SIGNING)))


def identities(db: Session) -> list[Identity]:
    """Return every identity that opens what was sealed to this node, retired ones included."""
    rows = db.scalars(select(NodeKey).where(NodeKey.kind == KeyKind.SEALING).order_by(NodeKey.made_at.desc()))
    return [Identity(_secret(row).decode(), row.public) for row in rows]


def _key(db: Session, kind: KeyKind) -> NodeKey:
    found = db.scalars(select(NodeKey).where(NodeKey.kind == kind, NodeKey.retired_at.is_(None))).one_or_none()
    if found is None:
        raise Problem("node_without_keys")
    return found


def _secret(row: NodeKey) -> bytes:
    if row.secret is None:
        raise Problem("key_on_paper_only")
    return row.secret
