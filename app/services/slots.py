"""The ways into the store: who has a password, giving and taking one, the recovery code.

The slot file lies beside the store and is not part of its transactions. Each verb therefore writes its log
entry first and the slot file last: what fails in between leaves the slots as they were.
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto.keys import MasterKey
from app.crypto.slots import Kind
from app.domain.problems import Problem
from app.domain.rights import Action, Actor, Role
from app.letters import render
from app.letters.recovery_sheet import RecoverySheet
from app.models.node import Node
from app.models.user import User
from app.services import users
from app.services.school import check_password, label_for
from app.services.school_settings import current
from app.services.students import Saved
from app.services.verb import verb
from app.storage import audit, vault

INDEPENDENT = 2
"""One person and the envelope: with fewer, one loss locks everybody out."""


@dataclass(frozen=True, slots=True)
class Keyholder:
    """The master key while somebody sits here. ``slot_id`` is the way in that was used."""

    folder: Path
    master: MasterKey = field(repr=False)
    slot_id: UUID
    by_recovery: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """Who can unlock: users with a password of their own, and whether there is a recovery code."""

    with_password: frozenset[UUID]
    recovery: bool

    @property
    def enough(self) -> bool:
        """Whether losing one way leaves another."""
        return len(self.with_password) + self.recovery >= INDEPENDENT


@verb(Action.READ_SETTINGS)
def ways(_db: Session, keys: Keyholder, *, by: Actor) -> Ways:
    """Return the ways into the store."""
    found = vault.slots(keys.folder)
    owners = frozenset(one.user_id for one in found if one.kind is Kind.PASSWORD and one.user_id)
    return Ways(owners, any(one.kind is Kind.RECOVERY for one in found))


@verb(Action.MANAGE_USERS)
def add_user(db: Session, keys: Keyholder, name: str, *, role: Role, password: str, by: Actor, now: datetime) -> Saved:
    """Add a user with a password. Raises Problem("password_weak"), ("name_missing"), ("slots_full")."""
    _check(db, password, name)
    taken = {one.label for one in vault.slots(keys.folder)} | {one.label for one in users.listing(db, by=by)}
    position = next(at for at in range(1, len(taken) + 2) if label_for(at) not in taken)
    label = label_for(position)
    saved = users.add(db, name, label=label, role=role, by=by, now=now)
    user_id = saved.id
    vault.add_slot(
        keys.folder, keys.master, password, label=label, user_id=user_id, role=role.value, name=name.strip(), now=now
    )
    return saved


@verb(Action.MANAGE_USERS)
def give_password(db: Session, keys: Keyholder, user_id: UUID, password: str, *, by: Actor, now: datetime) -> None:
    """Give a user who forgot hers, or has none, a new password; the old one opens nothing any more."""
    row = db.get(User, user_id)
    if row is None or not row.active:
        raise Problem("user_unknown")
    _check(db, password, row.name)
    audit.append(db, by=by, action="password_given", now=now, object_type="user", object_id=user_id)
    own = next((one for one in vault.slots(keys.folder) if one.user_id == user_id), None)
    if own is not None:
        vault.reset_password(keys.folder, keys.master, password, slot_id=own.slot_id, now=now)
        return
    vault.add_slot(
        keys.folder, keys.master, password,
        label=row.label, user_id=user_id, role=row.role.value, name=row.name, now=now,
    )  # fmt: skip


@verb(Action.SIT)
def change_password(db: Session, keys: Keyholder, old: str, new: str, *, by: Actor, now: datetime) -> None:
    """Change one's own password. Raises Problem("wrong_password"), ("password_weak")."""
    if keys.by_recovery:
        raise Problem("slot_unknown")
    _check(db, new, by.name)
    audit.append(db, by=by, action="password_changed", now=now, object_type="user", object_id=by.user_id)
    vault.change_password(keys.folder, old, new, slot_id=keys.slot_id, now=now)


@verb(Action.MANAGE_USERS)
def deactivate(db: Session, keys: Keyholder, user_id: UUID, *, by: Actor, now: datetime) -> Saved:
    """Put a user out: she is inactive and her password opens nothing. Raises Problem("last_lead")."""
    written = users.set_active(db, user_id, False, by=by, now=now)
    for one in vault.slots(keys.folder):
        if one.user_id == user_id:
            vault.remove_slot(keys.folder, keys.master, one.slot_id)
    return Saved(user_id, written)


@verb(Action.MANAGE_USERS)
def renew_recovery(db: Session, keys: Keyholder, *, by: Actor, now: datetime) -> bytes:
    """Make a new recovery code and return its sheet as a PDF; the sheets printed before open nothing any more.

    The sheet with the school's key, which was printed when the school was set up, stays as it is.
    """
    audit.append(db, by=by, action="recovery_renewed", now=now)
    row = db.get(User, by.user_id)
    groups = vault.renew_recovery(keys.folder, keys.master, now=now).groups
    sheet = RecoverySheet(
        school=str(current(db)["school.name"]),
        vault_id=str(db.scalars(select(Node.vault_id)).one()),
        made_on=now.date(),
        user_name=by.name,
        user_label=row.label if row else "",
        groups=groups,
    )
    return render(sheet, printed_by=by.name, now=now).pdf


def _check(db: Session, password: str, name: str) -> None:
    check_password(password, school=str(current(db)["school.name"]), user=name)
