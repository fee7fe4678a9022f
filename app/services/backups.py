"""Backups as people see them: which are verified, one more onto a stick, and whether the latest one opens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.rights import Action, Actor
from app.models.referral import Referral
from app.models.session_record import SessionRecord
from app.models.student import Student
from app.services.verb import verb
from app.storage import audit, backup, copying, home
from app.storage.live_copy import copy_open
from app.storage.names import BACKUPS

COUNTED = (Student.__tablename__, SessionRecord.__tablename__, Referral.__tablename__)


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup. ``verified_at`` is None until it was opened with the key and checked.

    ``rows`` counts students, sessions and referrals in it.
    """

    name: str
    made: datetime
    verified_at: datetime | None
    rows: dict[str, int]


@verb(Action.READ_SETTINGS)
def listing(db: Session, *, by: Actor, folder: Path | None = None) -> list[BackupRow]:
    """Return the backups of this store, or those in ``folder`` (a stick), the latest first."""
    here = home.of(db)
    return [_row(one, backup.proof_of(one, here.master)) for one in copying.listed(folder or here.folder / BACKUPS)]


@verb(Action.EXPORT)
def make(
    db: Session,
    into: Path,
    *,
    by: Actor,
    now: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> BackupRow:
    """Copy the open store into ``into``, open the copy with the key and check everything in it.

    Call in a reading session, then ``note`` in a writing one. A copy that fails its checks is removed.
    Raises the problems of ``app.storage.live_copy`` and ``app.storage.backup.verify``.
    """
    here = home.of(db)
    made = copy_open(db, here.folder, into, here.master, now, progress=progress)
    try:
        return _row(made, backup.verify(made, here.master, now))
    except BaseException:
        copying.remove(made)
        raise


@verb(Action.EXPORT)
def note(db: Session, made: BackupRow, *, by: Actor, now: datetime) -> Changes:
    """Log that a backup was taken out of the program."""
    audit.append(db, by=by, action="backup", now=now, object_type="store", details={"made": made.name})
    return Changes(frozenset({"backup"}), frozenset())


@verb(Action.READ_SETTINGS)
def rehearse(db: Session, *, by: Actor, now: datetime) -> BackupRow:
    """Restore the latest verified backup into a temporary file, check it, and remove it again.

    Raises Problem ``no_backup`` or ``backup_damaged``. The store itself is not touched.
    """
    here = home.of(db)
    found, proof = backup.rehearse(here.folder, here.master, now)
    return _row(found, proof)


def _row(found: copying.Copy, proof: backup.Proof | None) -> BackupRow:
    counts = {name: proof.rows.get(name, 0) for name in COUNTED} if proof else {}
    return BackupRow(found.folder.name, found.made, proof.at if proof else None, counts)
