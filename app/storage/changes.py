"""The only writer of history: each mutation becomes one event per row and one audit entry.

All in the transaction of the change itself, so that a row without its event cannot exist.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import repeat
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.domain.canonical import dumps
from app.domain.changes import Changes
from app.domain.hlc import quality, tick
from app.domain.merge_patch import diff
from app.domain.rights import Actor
from app.models.base import Base, Record
from app.models.change import ChangeEvent
from app.models.node import Node
from app.storage import audit, snapshots
from app.storage.bulk import Inserter

FLUSHING: Final = "flushing"
CHUNK: Final = 1000


class Op(StrEnum):
    """What was done to a row."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row and what is to be done to it. Made by ``created``, ``changed`` and ``deleted``."""

    op: Op
    row: Base


def created(row: Base) -> Entry:
    """A new row; ``write`` adds it to the session."""
    return Entry(Op.CREATE, row)


def changed(row: Base) -> Entry:
    """A loaded row whose attributes were set and not yet flushed."""
    return Entry(Op.CHANGE, row)


def deleted(row: Base) -> Entry:
    """A loaded row; ``write`` deletes it and the event stays as its tombstone."""
    return Entry(Op.DELETE, row)


class _Event(NamedTuple):
    kind: str
    entity_id: UUID
    op: str
    parents: Sequence[str]
    patch: str
    snapshot_hash: str


def write(
    db: Session,
    entries: Iterable[Entry],
    *,
    by: Actor,
    action: str,
    now: datetime,
    reason: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> Changes:
    """Flush the rows, log one event for each replicated one, and write one audit entry.

    The audit entry's object is the first row. ``details`` are JSON values without names or content.
    A ``changed`` row that differs in nothing gets no event; if nothing differs at all, nothing is
    written. Returns the kinds and keys that were written.
    """
    done = [(entry, _patch_before(entry)) for entry in entries]
    done = [(entry, before) for entry, before in done if entry.op is not Op.CHANGE or db.is_modified(entry.row)]
    if not done:
        return Changes()
    with _flushing(db):
        _flush(db, [entry for entry, _ in done])
    events = [_event(db, entry, before) for entry, before in done if isinstance(entry.row, Record)]
    _log(db, [event for event in events if event], by=by, now=now)
    keys = [_key(entry.row) for entry, _ in done]
    audit.append(
        db,
        by=by,
        action=action,
        now=now,
        object_type=done[0][0].row.__tablename__,
        object_id=keys[0],
        reason=reason,
        details=details,
    )
    kinds = frozenset(entry.row.__tablename__ for entry, _ in done)
    return Changes(kinds, frozenset(key for key in keys if key))


@contextmanager
def _flushing(db: Session) -> Iterator[None]:
    db.info[FLUSHING] = True
    try:
        yield
    finally:
        del db.info[FLUSHING]


def _flush(db: Session, entries: Sequence[Entry]) -> None:
    """Send the rows in the order of their foreign keys, which the mapper does not know by itself."""
    rank = {table.name: number for number, table in enumerate(Base.metadata.sorted_tables)}
    in_order = sorted(entries, key=lambda entry: rank[entry.row.__tablename__])
    for entry in in_order:
        if entry.op is Op.CREATE:
            db.add(entry.row)
            db.flush()
    db.flush()
    for entry in reversed(in_order):
        if entry.op is Op.DELETE:
            db.delete(entry.row)
            db.flush()


def guard(db: Session, *_: object) -> None:
    """Refuse a flush of replicated rows that did not come through ``write`` (a listener of the store).

    It would be a change without an event. RuntimeError, since only a fault of the program does that.
    """
    if FLUSHING not in db.info:
        for row in (*db.new, *db.deleted, *(row for row in db.dirty if db.is_modified(row))):
            if isinstance(row, Base) and row.__replicated__:
                raise RuntimeError(f"{row.__tablename__}: rows are written through storage.changes")


def _key(row: Base) -> UUID | None:
    return row.id if isinstance(row, Record) else None


def _patch_before(entry: Entry) -> dict[str, Any]:
    """Return the snapshot before the change; it must be taken before the flush."""
    if entry.op is Op.CHANGE and isinstance(entry.row, Record) and entry.row.__replicated__:
        return snapshots.before_flush(entry.row)
    return {}


def _event(db: Session, entry: Entry, before: dict[str, Any]) -> _Event | None:
    row = entry.row
    if not isinstance(row, Record) or not row.__replicated__:
        return None
    kind = row.__tablename__
    parents = [] if entry.op is Op.CREATE else heads(db, row.id)
    if entry.op is Op.DELETE:
        return _Event(kind, row.id, entry.op.value, parents, "null", "")
    after = snapshots.of_row(row)
    return _Event(kind, row.id, entry.op.value, parents, dumps(diff(before, after)), snapshots.sha256(dumps(after)))


def heads(db: Session, entity_id: UUID) -> list[str]:
    """Return the hashes of the events on ``entity_id`` that no other event names as a parent, sorted."""
    rows = db.execute(select(ChangeEvent.hash, ChangeEvent.parents).where(ChangeEvent.entity_id == entity_id)).all()
    seen = {parent for row in rows for parent in row.parents}
    return sorted(row.hash for row in rows if row.hash not in seen)


def event_hash(event: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an event given by column name; ``patch`` enters by its own hash."""
    text = _event_text(event["author"], event["clock_quality"], event["epoch"], event["node"], event["wall"])
    values = (
        event["entity_id"],
        event["hlc"],
        event["kind"],
        event["op"],
        dumps(event["parents"]),
        snapshots.sha256(event["patch"]),
        event["prev_hash"],
        event["seq"],
        event["snapshot_hash"],
    )
    return snapshots.sha256(text % values)


def _event_text(author: UUID, clock_quality: str, epoch: UUID, node: UUID, wall: datetime) -> str:
    """Return an event as canonical JSON with places for what differs among the thousands made at once.

    Every value in it is a number, a key, a hash or one of our own words: nothing needs an escape.
    """
    return (
        f'{{"author":"{author}","clock_quality":"{clock_quality}","entity_id":"%s","epoch":"{epoch}","hlc":%d'
        f',"kind":"%s","node":"{node}","op":"%s","parents":%s,"patch":"%s","prev_hash":"%s","seq":%d'
        f',"snapshot_hash":"%s","wall":"{wall.isoformat(timespec="microseconds")}"}}'
    )


def _log(db: Session, events: Sequence[_Event], *, by: Actor, now: datetime) -> None:
    """Number, chain and insert ``events``; the numbers have no gaps because they share the transaction."""
    if not events:
        return
    node = db.scalars(select(Node)).one()
    moment = now.astimezone(UTC)
    clock = quality(node.latest, moment).value
    table = Inserter(_table(ChangeEvent), db.get_bind().dialect)
    template = _event_text(by.user_id, clock, node.epoch, node.id, moment)
    first, early = node.seq + 1, tick(node.hlc, moment)
    heads_before, head = [], node.head
    for place, (kind, entity_id, op, parents, patch, snapshot_hash) in enumerate(events):
        heads_before.append(head)
        patch_hash = snapshot_hash if op == Op.CREATE else snapshots.sha256(patch)  # a whole row is its own patch
        seen = dumps(parents) if parents else "[]"
        head = snapshots.sha256(
            template % (entity_id, early + place, kind, op, seen, patch_hash, head, first + place, snapshot_hash)
        )
    kinds, keys, ops, parents_of, patches, hashes = zip(*events, strict=True)
    same = {"node": node.id, "epoch": node.epoch, "author": by.user_id, "wall": moment, "clock_quality": clock}
    nobody = table.bound("parents", [[]])[0]
    columns: dict[str, Iterable[Any]] = {
        "seq": range(first, first + len(events)),
        "hlc": range(early, early + len(events)),
        "kind": kinds,
        "entity_id": table.bound("entity_id", keys),
        "op": ops,
        "parents": [nobody if not one else table.bound("parents", [list(one)])[0] for one in parents_of],
        "patch": patches,
        "snapshot_hash": hashes,
        "prev_hash": heads_before,
        "hash": [*heads_before[1:], head],
        **{name: repeat(table.bound(name, [value])[0]) for name, value in same.items()},
    }
    table.insert_bound(db.connection(), columns)
    last = len(events) - 1
    node.seq, node.hlc, node.head = first + last, early + last, head
    node.latest = max(node.latest, moment)


def _table(model: type[Base]) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} is not mapped to a table")
    return table


def write_many(
    db: Session,
    batches: Sequence[tuple[type[Record], list[dict[str, Any]]]],
    *,
    by: Actor,
    action: str,
    now: datetime,
    reason: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> Changes:
    """Insert thousands of new rows fast: parents before children, as ``(model, rows by column name)``.

    Missing columns get the model's defaults; a new ``id`` is written into the given dictionary, so
    that the caller knows it. One event per row of a replicated model, one audit entry in all,
    whose object is the first row.
    """
    first: tuple[str, UUID] | None = None
    ids: set[UUID] = set()
    for model, rows in batches:
        if not rows:
            continue
        table = _table(model)
        inserter = Inserter(table, db.get_bind().dialect, snapshots.defaults(model))
        for start in range(0, len(rows), CHUNK):  # few objects alive at a time: less for Python to sweep
            some = rows[start : start + CHUNK]
            texts = inserter.insert(db.connection(), some)
            keys = [row["id"] for row in some]
            ids.update(keys)
            if model.__replicated__:
                events = [
                    _Event(table.name, key, Op.CREATE.value, (), text, snapshots.sha256(text))
                    for key, text in zip(keys, texts, strict=True)
                ]
                _log(db, events, by=by, now=now)
        first = first or (table.name, rows[0]["id"])
    if first is None:
        return Changes()
    audit.append(
        db,
        by=by,
        action=action,
        now=now,
        object_type=first[0],
        object_id=first[1],
        reason=reason,
        details={**(details or {}), "rows": len(ids)},
    )
    return Changes(frozenset(model.__tablename__ for model, rows in batches if rows), frozenset(ids))
