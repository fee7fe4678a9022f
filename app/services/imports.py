"""Import batches: what a file brought in, and taking all of it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.ids import new_id
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.intake.reasons import RowReason
from app.models.base import Base, Record
from app.models.change import ChangeEvent
from app.models.import_batch import BatchKind, ImportBatch, ImportRow
from app.models.student import Student
from app.services.verb import verb
from app.storage import changes, search, snapshots


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did. ``batch`` is None where nothing was written.

    ``alerts`` are those that imported answers raised, most urgent first.
    """

    batch: UUID | None
    taken: int
    merged: int
    unchanged: int
    refused: tuple[RowReason, ...]
    warned: tuple[RowReason, ...]
    changes: Changes
    alerts: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import in the list of imports."""

    id: UUID
    kind: BatchKind
    scale: str | None
    taken: int
    merged: int
    refused: int
    made_at: datetime
    undone_at: datetime | None


def batch_values(
    kind: BatchKind, report: Report, *, sha256: str, scale: str | None = None, by: Actor, now: datetime
) -> dict[str, Any]:
    """Return the column values of a batch."""
    return {
        "id": new_id(),
        "kind": kind,
        "scale": scale,
        "sha256": sha256,
        "taken": report.taken,
        "merged": report.merged,
        "unchanged": report.unchanged,
        "refused": len(report.refused),
        "made_by": by.user_id,
        "made_at": now,
    }


def row_values(batch_id: UUID, model: type[Record], entity_id: UUID) -> dict[str, Any]:
    """Return the column values that remember a new row of a batch."""
    return {"id": new_id(), "batch_id": batch_id, "kind": model.__tablename__, "entity_id": entity_id}


@verb(Action.IMPORT)
def listing(db: Session, *, by: Actor) -> list[BatchRow]:
    """Return the imports, newest first."""
    rows = db.scalars(select(ImportBatch).order_by(ImportBatch.made_at.desc(), ImportBatch.id.desc()))
    return [
        BatchRow(
            row.id,
            row.kind,
            row.scale,
            row.taken,
            row.merged,
            row.refused,
            row.made_at,
            row.undone_at,
        )
        for row in rows
    ]


@verb(Action.IMPORT)
def undo(db: Session, batch_id: UUID, *, by: Actor, now: datetime) -> Changes:
    """Take a whole batch back: new rows go, changed rows get their old values.

    All or nothing. Raises Problem("batch_unknown"), ("batch_undone") or, where something of the batch
    was worked with since, ("batch_in_use") with how many rows. A row that was changed and changed back
    is as it was. Alerts that a person has acted on are work; untouched ones go with the sheets that
    raised them.
    """
    batch = db.get(ImportBatch, batch_id)
    if batch is None:
        raise Problem("batch_unknown")
    if batch.undone_at is not None:
        raise Problem("batch_undone")
    rows = db.scalars(select(ImportRow).where(ImportRow.batch_id == batch_id)).all()
    new = {row.entity_id: row.kind for row in rows if row.before is None}
    made = _rows(db, new)
    in_use = _touched(db, made) | _referenced(db, new)
    restored = [_restored(db, row, in_use) for row in rows if row.before is not None]
    if in_use:
        raise Problem("batch_in_use", count=len(in_use))
    entries = [changes.deleted(row) for row in made]
    batch.undone_at = now
    back = [row for row in restored if row is not None]
    entries += [changes.changed(row) for row in back]
    entries.append(changes.changed(batch))
    written = changes.write(
        db, entries, by=by, action=Action.IMPORT, now=now, reason="undo", details={"rows": len(rows)}
    )
    for key, kind in new.items():
        if kind == Student.__tablename__:
            search.remove(db, kind, key)
    for row in back:
        if isinstance(row, Student):
            search.index(db, Student.__tablename__, row.id, row.name)
    return written


def _touched(db: Session, made: list[Record]) -> set[UUID]:
    """Return which new rows are no longer as they were made."""
    first: dict[UUID, str] = {}
    changed: set[UUID] = set()
    for some in _portions({row.id for row in made}):
        events = db.execute(
            select(ChangeEvent.entity_id, ChangeEvent.op, ChangeEvent.snapshot_hash).where(
                ChangeEvent.entity_id.in_(some)
            )
        )
        for key, op, digest in events:
            if op == changes.Op.CREATE:
                first[key] = digest
            else:
                changed.add(key)
    return {row.id for row in made if row.id in changed and snapshots.digest(row) != first.get(row.id)}


def _referenced(db: Session, new: dict[UUID, str]) -> set[UUID]:
    """Return which new rows are named by rows that are not of the batch."""
    found: set[UUID] = set()
    for table in Base.metadata.tables.values():
        key = table.c.get("id")
        for column in table.columns:
            targets = {foreign.column.table.name for foreign in column.foreign_keys}
            wanted = {one for one, kind in new.items() if kind in targets}
            if not wanted or key is None:
                continue
            for some in _portions(wanted):
                rows = db.execute(select(column, key).where(column.in_(some)))
                found |= {target for target, own in rows if own not in new}
    return found


def _restored(db: Session, row: ImportRow, in_use: set[UUID]) -> Record | None:
    """Put the old values back into a changed row, or note that it was changed again since."""
    model = _model(row.kind)
    entity = db.get(model, row.entity_id)
    if entity is None or snapshots.digest(entity) != row.after_hash:
        in_use.add(row.entity_id)
        return None
    values = snapshots.restored(model, row.before or {})
    for name, value in values.items():
        setattr(entity, name, value)
    return entity


def _rows(db: Session, new: dict[UUID, str]) -> list[Record]:
    rows: list[Record] = []
    for kind in sorted(set(new.values())):
        model = _model(kind)
        for some in _portions({key for key, one in new.items() if one == kind}):
            rows += db.scalars(select(model).where(model.id.in_(some)))
    return rows


def _model(kind: str) -> type[Record]:
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Record) and mapper.class_.__tablename__ == kind:
            return mapper.class_
    raise LookupError(kind)


def _portions(keys: set[UUID]) -> list[list[UUID]]:
    ordered = sorted(keys)
    return [ordered[start : start + 5000] for start in range(0, len(ordered), 5000)]
