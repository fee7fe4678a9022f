"""Founding a school's store: the vault, its first user, its settings and its keys."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.crypto.password import phrase, weaknesses
from app.domain.ids import new_id
from app.domain.problems import Problem
from app.domain.rights import Actor, Role
from app.domain.settings import Value
from app.services import nodes, school_settings, users
from app.services.pinyin import reading
from app.storage import vault
from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class Founded:
    """A new store. ``recovery_groups`` and ``recovery_identity`` are shown and printed once, then gone."""

    vault_id: UUID
    actor: Actor
    label: str
    master: MasterKey
    recovery_groups: tuple[str, ...]
    recovery_identity: str
    slot_id: UUID
    recovery_recipient: str


def found(
    folder: Path,
    *,
    school: str,
    site_code: str,
    user: str,
    password: str,
    now: datetime,
    label: str | None = None,
    kdf: Kdf | None = None,
    system: str = "63",
) -> Founded:
    """Make the encrypted store of a school with its first user, who leads the room.

    Raises Problem("password_weak") with the codes of what is weak, ("school_name_missing"),
    ("name_missing") and those of ``app.storage.vault.create``.
    """
    if not school.strip():
        raise Problem("school_name_missing")
    if not user.strip():
        raise Problem("name_missing")
    check_password(password, school=school, user=user)
    user_id, label = new_id(), label or label_for(1)
    keyring, recovery = vault.create(
        folder,
        password=password,
        label=label,
        user_id=user_id,
        role=Role.LEAD.value,
        names={"school": school.strip(), str(user_id): user.strip()},
        now=now,
        kdf=kdf,
    )
    by = Actor(user_id, user.strip(), Role.LEAD)
    with Store.open(folder, keyring.master) as store, store.write() as db:
        users.add(db, user, label=label, role=Role.LEAD, user_id=user_id, by=by, now=now)
        settings: dict[str, Value] = {
            "school.name": school.strip(),
            "school.system": system,
            "school.site_code": site_code.strip() or keyring.vault_id.hex[-6:].upper(),
        }
        school_settings.change(db, settings, by=by, now=now)
        identity = nodes.make_keys(db, by=by, now=now)
        recipient = nodes.public_of(db).recovery_recipient or ""
    return Founded(keyring.vault_id, by, label, keyring.master, recovery.groups, identity, keyring.slot_id, recipient)


def check_password(password: str, *, school: str, user: str) -> None:
    """Raise Problem("password_weak") for a password that names the school or its user, or is weak."""
    weak = reasons(password, school=school, user=user)
    if weak:
        raise Problem("password_weak", reasons=weak)


def reasons(password: str, *, school: str, user: str) -> list[str]:
    """Return the message codes of what is weak in a password, worst first; none for a good one."""
    blocked = [school, user, reading(user).syllables.replace(" ", ""), reading(school).initials]
    return weaknesses(password, blocked=[one for one in blocked if len(one) > 2])


def offered_phrase() -> str:
    """Return six words that nobody would guess."""
    return phrase()


def label_for(position: int) -> str:
    """Return the label of the ``position``-th user on the locked screen: it names nobody."""
    return f"使用人 {position}"
