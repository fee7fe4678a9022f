"""Backups that count: verified by opening them, rotated with care, restored through a temporary file."""

import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import __version__
from app.crypto.errors import Damaged
from app.crypto.keys import MasterKey
from app.crypto.slots import SlotFile
from app.domain.canonical import dumps
from app.domain.problems import Problem
from app.domain.rights import Actor
from app.domain.rotation import kept
from app.models.node import Node
from app.storage import audit, copying, keyfile, location, schema, sqlite
from app.storage.copying import VERIFIED, Copy
from app.storage.files import read_chunks, sha256_of, swap, telling, write_atomic, write_stream
from app.storage.integrity import inspect_file, table_rows
from app.storage.names import BACKUPS, KEYS, STORE, key_of
from app.storage.sqlite import DatabaseError

RESTORING: Final = ".restoring"


@dataclass(frozen=True, slots=True)
class Proof:
    """What opening a backup showed: when, the rows of each table, the head of its log, its generation."""

    at: datetime
    rows: dict[str, int]
    audit: audit.Head
    generation: int
    schema: str


@contextmanager
def opened(path: Path, key: bytes) -> Iterator[Session]:
    """Yield a session on a copy at rest: nothing can be written, not even a journal."""
    engine = sqlite.engine(path, key, immutable=True)
    try:
        with Session(engine) as db:
            yield db
    finally:
        engine.dispose()


def verify(found: Copy, master: MasterKey, now: datetime) -> Proof:
    """Open a backup with the key and check everything; write the proof beside it.

    Hashes, slot file, both integrity checks, foreign keys, the whole audit chain. Raises Problem
    ``backup_damaged`` or ``backup_of_other_store``; ``store_newer`` for a later version's.
    """
    proof = examine(found, master, now)
    body = _body(proof, found)
    mac = hmac.new(master.derive("backup"), dumps(body).encode(), sha256).hexdigest()
    write_atomic(found.folder / VERIFIED, dumps({**body, "mac": mac}).encode())
    return proof


def examine(found: Copy, master: MasterKey, now: datetime) -> Proof:
    """Do what ``verify`` does without leaving a proof (for a read-only stick)."""
    with telling(found.folder):
        for name, digest in found.hashes.items():
            if not (found.folder / name).is_file() or sha256_of(found.folder / name) != digest:
                raise Problem("backup_damaged")
        try:
            slots = SlotFile.from_bytes((found.folder / KEYS).read_bytes())
        except Damaged as error:
            raise Problem("backup_damaged") from error
    try:
        slots.verify(master)
    except Damaged as error:
        raise Problem("backup_of_other_store") from error
    path, key = found.folder / STORE, key_of(master)
    if not inspect_file(path, key, immutable=True).ok:
        raise Problem("backup_damaged")
    with opened(path, key) as db:
        revision = schema.revision(db.connection())
        schema.needs_upgrade(revision)
        report = audit.verify(db, master.derive("audit"))
        if report.faults:
            raise Problem("backup_damaged")
        node = db.execute(select(Node.vault_id, Node.generation)).one()
        if node.vault_id != slots.vault_id:
            raise Problem("backup_of_other_store")
        return Proof(now.astimezone(UTC), table_rows(db), report.head, node.generation, revision)


def _body(proof: Proof, found: Copy) -> dict[str, Any]:
    return {
        "at": proof.at.isoformat(),
        "rows": proof.rows,
        "audit_seq": proof.audit.seq,
        "audit_mac": proof.audit.mac.hex(),
        "generation": proof.generation,
        "schema": proof.schema,
        "sha256": found.hashes,
    }


def proof_of(found: Copy, master: MasterKey) -> Proof | None:
    """Return the proof of a verified backup, or None where there is none by this key for these files."""
    try:
        body: dict[str, Any] = json.loads((found.folder / VERIFIED).read_bytes())
        mac = str(body.pop("mac"))
        true = hmac.new(master.derive("backup"), dumps(body).encode(), sha256).hexdigest()
        if not hmac.compare_digest(mac, true) or body["sha256"] != found.hashes:
            return None
        head = audit.Head(body["audit_seq"], bytes.fromhex(body["audit_mac"]))
        return Proof(datetime.fromisoformat(body["at"]), body["rows"], head, body["generation"], body["schema"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def verify_new(folder: Path, master: MasterKey, now: datetime) -> list[Copy]:
    """Verify every backup that has no proof yet, the latest first; return those that failed."""
    failed = []
    for found in copying.listed(folder / BACKUPS):
        if proof_of(found, master) is None:
            try:
                verify(found, master, now)
            except Problem as problem:
                if problem.code not in ("backup_damaged", "backup_of_other_store", "store_newer"):
                    raise
                failed.append(found)
    return failed


def proofs(folder: Path, master: MasterKey) -> list[tuple[Copy, Proof]]:
    """Return the verified backups, the latest first."""
    found = ((one, proof_of(one, master)) for one in copying.listed(folder / BACKUPS))
    return [(one, proof) for one, proof in found if proof]


def rotate(folder: Path, master: MasterKey, *, store_ok: bool) -> list[Copy]:
    """Delete the backups that the rotation no longer keeps; return them.

    Nothing is deleted unless the live store just passed its checks (``store_ok``). Only verified
    backups count, each is hashed once more before another is deleted for its sake, and one without
    proof goes only when a later verified one is there.
    """
    good = [one for one, _ in proofs(folder, master) if _still_whole(one)]
    if not store_ok or not good:
        return []
    keep = kept((one.made, one.folder.name) for one in good) | {good[0].folder.name}
    gone = []
    for one in copying.listed(folder / BACKUPS):
        if one.folder.name not in keep and one.made < good[0].made:
            copying.remove(one)
            gone.append(one)
    copying.sweep(folder / BACKUPS)
    return gone


def _still_whole(found: Copy) -> bool:
    try:
        return all(sha256_of(found.folder / name) == digest for name, digest in found.hashes.items())
    except OSError:
        return False


def restore(folder: Path, found: Copy, master: MasterKey, *, by: Actor, now: datetime) -> Proof:
    """Put a backup in place of the store in ``folder``, which must not be open.

    The backup is checked, copied to a temporary file, checked there, given a new epoch (so that its
    events never clash with those written after it was made) and an entry in its log, and only then
    swapped in. The file that was there stays as ``store.db.replaced-<time>``. Slot files that fit
    stay; on another computer the backup's own are used.
    """
    location.require_local(folder)
    proof = examine(found, master, now)
    key = key_of(master)
    temporary = _temporary(folder, found)
    try:
        with _writing(temporary, key, master) as db:
            node = db.scalars(select(Node)).one()
            node.epoch, node.seq, node.head = uuid4(), 0, ""
            node.generation = max(node.generation, _known_generation(folder, master)) + 1
            audit.append(
                db, by=by, action="restore", now=now, object_type="store",
                details={"made": found.made.isoformat(), "audit_seq": proof.audit.seq},
            )  # fmt: skip
        if not inspect_file(temporary, key).ok:
            raise Problem("backup_damaged")
        _put_aside(folder, key, now)
        _settle_keys(folder, found, master)
        with telling(folder):
            swap(temporary, folder / STORE)
    finally:
        _clear(temporary)
    return proof


def _put_aside(folder: Path, key: bytes, now: datetime) -> None:
    """Keep a copy of the store that is about to be replaced, and leave no journal that fits it only."""
    live, journal = folder / STORE, folder / f"{STORE}-journal"
    if not live.exists():
        return
    with suppress(Problem, DatabaseError):
        sqlite.connect(live, key).close()  # rolls an interrupted transaction back
    aside = folder / f"{STORE}.replaced-{now.astimezone(UTC).strftime('%Y%m%dT%H%M%SZ')}"
    with telling(folder):
        write_stream(aside, read_chunks(live), size=live.stat().st_size)
        if journal.exists() and journal.stat().st_size:
            swap(journal, aside.with_name(aside.name + "-journal"))


def rehearse(folder: Path, master: MasterKey, now: datetime) -> tuple[Copy, Proof]:
    """Restore the latest backup into a temporary file, check it, and remove it again.

    Raises Problem ``no_backup`` where none is verified, or ``backup_damaged``.
    """
    found = next((one for one, _ in proofs(folder, master)), None)
    if found is None:
        raise Problem("no_backup")
    temporary = _temporary(folder, found)
    try:
        if not inspect_file(temporary, key_of(master)).ok:
            raise Problem("backup_damaged")
        return found, examine(found, master, now)
    finally:
        _clear(temporary)


def _temporary(folder: Path, found: Copy) -> Path:
    temporary = folder / (STORE + RESTORING)
    _clear(temporary)
    source = found.folder / STORE
    if write_stream(temporary, read_chunks(source), size=source.stat().st_size) != found.hashes[STORE]:
        _clear(temporary)
        raise Problem("backup_damaged")
    return temporary


def _clear(temporary: Path) -> None:
    with telling(temporary.parent):
        for left in (temporary, temporary.with_name(temporary.name + "-journal")):
            left.unlink(missing_ok=True)


@contextmanager
def _writing(path: Path, key: bytes, master: MasterKey) -> Iterator[Session]:
    engine = sqlite.engine(path, key)
    try:
        with Session(engine.execution_options(write=True)) as db, db.begin():
            db.info[audit.INFO] = audit.Sitting(master.derive("audit"), "", __version__)
            yield db
    finally:
        engine.dispose()


def _known_generation(folder: Path, master: MasterKey) -> int:
    try:
        return keyfile.store_generation(keyfile.authentic(folder, master), master)
    except Problem:
        return 0


def _settle_keys(folder: Path, found: Copy, master: MasterKey) -> None:
    """Keep the slot files where they open this store, else take the backup's."""
    try:
        keyfile.authentic(folder, master)
    except Problem:
        file = SlotFile.from_bytes((found.folder / KEYS).read_bytes())
        keyfile.heal(folder, file)
