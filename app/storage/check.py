"""Every check there is on one store: the file, its log, its change log, its age, and its backups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto.keys import MasterKey
from app.models.change import ChangeEvent
from app.models.node import Node
from app.storage import audit, backup, keyfile, schema, sqlite
from app.storage.changes import event_hash
from app.storage.integrity import FileReport, inspect_file, table_rows
from app.storage.names import STORE, key_of


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What ``check`` found. ``faults`` are codes, each with how often it was met; empty means clean.

    ``integrity`` complains in SQLite's own words; ``rows`` counts each table.
    """

    file: FileReport
    audit: audit.AuditReport | None
    events: int
    rows: dict[str, int]
    schema: str
    generation: int
    faults: dict[str, int]

    @property
    def ok(self) -> bool:
        """Whether everything is as it should be."""
        return not self.faults


def check(folder: Path, master: MasterKey) -> CheckReport:
    """Check the closed store in ``folder`` completely.

    Raises Problem ``store_missing``, ``store_not_encrypted``, ``store_newer`` or ``keys_…``; damage
    is a report: ``cipher``, ``integrity``, ``foreign_keys``, ``audit_gap``, ``audit_edited``,
    ``audit_cut``, ``change_gap``, ``change_edited``, ``store_is_older_copy``,
    ``keys_are_older_copy``, ``other_vault``.
    """
    path, key = folder / STORE, key_of(master)
    found = inspect_file(path, key)
    faults = {
        name: len(lines)
        for name, lines in (
            ("cipher", found.cipher),
            ("integrity", found.integrity),
            ("foreign_keys", found.foreign_keys),
        )
        if lines
    }
    if found.cipher or found.integrity:
        return CheckReport(found, None, 0, {}, "", 0, faults)
    slots = keyfile.authentic(folder, master)
    noted = backup.proofs(folder, master)
    engine = sqlite.engine(path, key)
    try:
        with Session(engine) as db:
            revision = schema.revision(db.connection())
            schema.needs_upgrade(revision)
            node = db.scalars(select(Node)).one()
            log = audit.verify(db, master.derive("audit"), [proof.audit for _, proof in noted])
            events, broken = verify_events(db)
            _count(faults, (f"audit_{fault.kind}" for fault in log.faults))
            _count(faults, broken)
            known = max([keyfile.store_generation(slots, master), *(proof.generation for _, proof in noted)])
            if known > node.generation:
                faults["store_is_older_copy"] = 1
            if slots.generation < node.slots_generation:
                faults["keys_are_older_copy"] = 1
            if slots.vault_id != node.vault_id:
                faults["other_vault"] = 1
            rows = table_rows(db)
            return CheckReport(found, log, events, rows, revision, node.generation, faults)
    finally:
        engine.dispose()


def _count(faults: dict[str, int], kinds: Iterable[str]) -> None:
    for kind in kinds:
        faults[kind] = faults.get(kind, 0) + 1


def verify_events(db: Session) -> tuple[int, list[str]]:
    """Recompute the change log: the number of events, and ``change_gap`` or ``change_edited`` per fault."""
    faults: list[str] = []
    entries = 0
    chain: tuple[object, object] | None = None
    seq, head = 0, ""
    rows = db.execute(
        select(ChangeEvent.__table__).order_by(ChangeEvent.node, ChangeEvent.epoch, ChangeEvent.seq)
    ).mappings()
    for row in rows:
        entries += 1
        if chain != (row["node"], row["epoch"]):
            chain, seq, head = (row["node"], row["epoch"]), 0, ""
        if row["seq"] != seq + 1:
            faults.append("change_gap")
        elif row["prev_hash"] != head:
            faults.append("change_edited")
        if event_hash({**row, "wall": row["wall"].astimezone(UTC)}) != row["hash"]:
            faults.append("change_edited")
        seq, head = row["seq"], row["hash"]
    node = db.scalars(select(Node)).one()
    last = db.execute(
        select(ChangeEvent.seq, ChangeEvent.hash)
        .where(ChangeEvent.node == node.id, ChangeEvent.epoch == node.epoch)
        .order_by(ChangeEvent.seq.desc())
        .limit(1)
    ).one_or_none()
    if (node.seq, node.head) != ((last.seq, last.hash) if last else (0, "")):
        faults.append("change_gap")
    return entries, faults
