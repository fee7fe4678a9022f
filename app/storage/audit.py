"""The audit log: who did what, when, to which object. One HMAC chain, written with each change."""

import hmac
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.crypto.chain import link
from app.domain.problems import Problem
from app.domain.rights import Actor
from app.models.audit import Audit

INFO: Final = "audit"
CHANGED: Final = "changed"
READ_ONLY: Final = "read_only"
_PAID: Final = "owed_written"
_NO_MAC: Final = b"\0" * 32


@dataclass(slots=True)
class Sitting:
    """What one opening of the store lends its sessions, under ``Session.info["audit"]``.

    ``owed`` holds accesses that could not be logged because the disk refused; the next write that
    succeeds logs them first.
    """

    key: bytes = field(repr=False)
    boot: str
    app_version: str
    owed: list[dict[str, Any]] = field(default_factory=list, repr=False)


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the log: what anchors keep, since a cut-off end shows no other way."""

    seq: int
    mac: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the chain breaks. ``kind`` is ``gap``, ``edited`` or ``cut``."""

    seq: int
    kind: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What ``verify`` found: the number of entries, the head, and every fault."""

    entries: int
    head: Head
    faults: tuple[Fault, ...]


def sitting(db: Session) -> Sitting:
    """Return what the store lent this session; raise RuntimeError for a session that no store made."""
    found = db.info.get(INFO)
    if not isinstance(found, Sitting):
        raise RuntimeError("this session was not opened by the store and cannot write history")
    return found


def head(db: Session) -> Head:
    """Return the last entry's number and MAC (0 and zeros for an empty log)."""
    row = db.execute(select(Audit.seq, Audit.mac).order_by(Audit.seq.desc()).limit(1)).one_or_none()
    return Head(row.seq, row.mac) if row else Head(0, _NO_MAC)


def _covered(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the MAC covers, as JSON values."""
    utc: datetime = values["utc"]
    return {
        "seq": values["seq"],
        "utc": utc.astimezone(UTC).isoformat(timespec="microseconds"),
        "offset": values["offset"],
        "boot": values["boot"],
        "app_version": values["app_version"],
        "user": str(values["user_id"]),
        "role": values["role"],
        "action": values["action"],
        "object_type": values["object_type"],
        "object_id": str(values["object_id"]) if values["object_id"] else None,
        "reason": values["reason"],
        "result": values["result"],
        "details": values["details"],
    }


def append(
    db: Session,
    *,
    by: Actor,
    action: str,
    now: datetime,
    object_type: str = "",
    object_id: UUID | None = None,
    reason: str | None = None,
    result: str = "done",
    details: Mapping[str, Any] | None = None,
) -> Head:
    """Write one entry in the current transaction and return it as the new head.

    ``details`` are JSON values; keys of objects and numbers, never names or content.
    """
    lent = sitting(db)
    values = {
        **_origin(lent, by, now),
        "action": action,
        "object_type": object_type,
        "object_id": object_id,
        "reason": reason,
        "result": result,
        "details": dict(details) if details else None,
    }
    owed = [] if _PAID in db.info else lent.owed
    db.info[_PAID] = db.info.get(_PAID, 0) + len(owed)
    db.info[CHANGED] = True
    last = head(db)
    for entry in (*owed, values):
        row = {**entry, "seq": last.seq + 1, "prev_mac": last.mac}
        row["mac"] = link(lent.key, last.mac, _covered(row))
        db.execute(insert(Audit.__table__), row)  # type: ignore[arg-type] # a mapped class's table
        last = Head(row["seq"], row["mac"])
    return last


def settle(db: Session) -> None:
    """Forget the owed accesses that the transaction just committed has logged."""
    del sitting(db).owed[: db.info.pop(_PAID, 0)]
    db.info.pop(CHANGED, None)


def read(
    db: Session,
    by: Actor,
    object_type: str,
    object_id: UUID,
    now: datetime,
    *,
    reason: str | None = None,
    emergency: bool = False,
) -> None:
    """Log that ``by`` opens a record, and commit that before any content is shown.

    Works in a reading session too. Where the log cannot be written, the reading is refused by the
    disk's Problem, except for an ``emergency`` (safety plan, emergency contacts): that one is
    allowed, and logged by the next write that succeeds. Raises RuntimeError after a change in the
    same session, which would be committed half done.
    """
    if db.info.get(CHANGED) or db.new or db.dirty or db.deleted:
        raise RuntimeError("a read is logged before anything is changed")
    reading = bool(db.info.get(READ_ONLY))
    try:
        if reading:
            db.connection().exec_driver_sql("PRAGMA query_only=OFF")
        append(db, by=by, action="read", now=now, object_type=object_type, object_id=object_id, reason=reason)
        db.commit()
        settle(db)
    except (DBAPIError, Problem):
        db.rollback()
        db.info.pop(_PAID, None)
        db.info.pop(CHANGED, None)
        if not emergency:
            raise
        _owe(sitting(db), by, object_type, object_id, now)
    finally:
        if reading:
            db.connection().exec_driver_sql("PRAGMA query_only=ON")


@contextmanager
def noting(db: Session) -> Iterator[None]:
    """Write a note about a reading, committed at once; in a session that has changes it goes with them.

    Works in a reading session too. Everything is rolled back where the disk refuses.
    """
    if db.info.get(CHANGED):
        yield
        return
    reading = bool(db.info.get(READ_ONLY))
    try:
        if reading:
            db.connection().exec_driver_sql("PRAGMA query_only=OFF")
        yield
        db.commit()
        settle(db)
    except BaseException:
        db.rollback()
        db.info.pop(_PAID, None)
        db.info.pop(CHANGED, None)
        raise
    finally:
        if reading:
            db.connection().exec_driver_sql("PRAGMA query_only=ON")


def _owe(lent: Sitting, by: Actor, object_type: str, object_id: UUID, now: datetime) -> None:
    lent.owed.append(
        {
            **_origin(lent, by, now),
            "action": "read",
            "object_type": object_type,
            "object_id": object_id,
            "reason": None,
            "result": "logged_late",
            "details": None,
        }
    )


def _origin(lent: Sitting, by: Actor, now: datetime) -> dict[str, Any]:
    """Return the columns that say who wrote when and with what."""
    offset = now.utcoffset()
    if offset is None:
        raise ValueError("a moment needs a time zone")
    return {
        "utc": now,
        "offset": int(offset.total_seconds() // 60),
        "boot": lent.boot,
        "app_version": lent.app_version,
        "user_id": by.user_id,
        "role": by.role.value,
    }


def verify(db: Session, key: bytes, anchors: Iterable[Head] = ()) -> AuditReport:
    """Recompute the whole chain; every gap, edit and reordering is a fault, and every anchor it lost.

    ``anchors`` are heads noted elsewhere (backups, bundles, paper): without them a log whose end
    was cut off looks whole.
    """
    faults: list[Fault] = []
    wanted = {anchor.seq: anchor.mac for anchor in anchors if anchor.seq}
    last = Head(0, _NO_MAC)
    entries = 0
    for row in db.execute(select(Audit.__table__).order_by(Audit.seq)).mappings():
        entries += 1
        if row["seq"] != last.seq + 1:
            faults.append(Fault(row["seq"], "gap"))
        expected = link(key, row["prev_mac"], _covered(dict(row)))
        if not hmac.compare_digest(expected, row["mac"]) or row["prev_mac"] != last.mac:
            faults.append(Fault(row["seq"], "edited"))
        last = Head(row["seq"], row["mac"])
        noted = wanted.pop(last.seq, None)
        if noted is not None and not hmac.compare_digest(noted, last.mac):
            faults.append(Fault(last.seq, "cut"))
    faults += [Fault(seq, "cut") for seq in sorted(wanted)]
    return AuditReport(entries, last, tuple(faults))
