"""A vault: the store's master key and the ways to it. Making one, unlocking it, changing its slots."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.crypto.errors import Damaged, NotEnoughMemory, WrongSecret
from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.crypto.recovery import RecoveryCode
from app.crypto.slots import Kind, Slot, SlotFile
from app.domain.ids import new_id
from app.domain.problems import Problem
from app.storage import keyfile, location
from app.storage.files import sweep, telling
from app.storage.names import BACKUPS, CREATING, STORE, key_of

RECOVERY_LABEL = "恢复码"


@dataclass(frozen=True, slots=True)
class Keyring:
    """What the maker of a vault holds."""

    vault_id: UUID
    slot_id: UUID
    master: MasterKey


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The master key and the slot through which it came."""

    master: MasterKey
    slot: Slot


@dataclass(frozen=True, slots=True)
class SlotLabel:
    """What the locked screen may show of a slot."""

    slot_id: UUID
    label: str
    kind: Kind
    user_id: UUID | None
    role: str | None


def create(
    folder: Path,
    *,
    password: str,
    label: str,
    user_id: UUID,
    role: str,
    names: Mapping[str, str],
    now: datetime,
    kdf: Kdf | None = None,
) -> tuple[Keyring, RecoveryCode]:
    """Make an empty store in ``folder`` with one password and a recovery code.

    ``label`` is shown while locked and names nobody; ``names`` (the school, and one entry per user
    id) are encrypted. Never replaces anything: raises Problem ``store_exists`` where a store, its
    keys or its backups are, or any of them is left. An interrupted set-up, which shows by a store
    that was never put in place, may be begun again.
    """
    from app.storage import founding, sqlite  # slow to load, and the locked screen only asks for the slots

    sqlite.self_test()
    location.require_local(folder)
    with telling(folder.parent):
        folder.mkdir(parents=True, exist_ok=True)
    if not vacant(folder):
        raise Problem("store_exists")
    sweep(folder)
    master, vault_id, slot_id = MasterKey.new(), new_id(), new_id()
    recovery = RecoveryCode.new()
    cost = kdf or Kdf.default()
    made = founding.prepare(folder / STORE, key_of(master), vault_id=vault_id, now=now)
    with _telling_memory():
        file = SlotFile.create(master, vault_id=vault_id, names=names)
        file = file.add(
            master, password, slot_id=slot_id, label=label, kind=Kind.PASSWORD, created=now,
            user_id=user_id, role=role, kdf=cost,
        )  # fmt: skip
        file = _with_recovery(file, master, recovery, now, cost)
        keyfile.write(folder, file, lambda read: read.unwrap(read.slot(slot_id), password))
    founding.finish(made, folder / STORE)
    return Keyring(vault_id, slot_id, master), recovery


def vacant(folder: Path) -> bool:
    """Say whether a store may be made here: no store, keys or backups, but for an interrupted set-up."""
    unfinished = (folder / (STORE + CREATING)).exists()
    return not ((folder / STORE).exists() or (folder / BACKUPS).exists() or (keyfile.exists(folder) and not unfinished))


def slots(folder: Path) -> list[SlotLabel]:
    """Return the slots for the locked screen. Needs no key. Problem ``keys_missing`` or ``keys_damaged``."""
    file = keyfile.read_copies(folder).files[0]
    return [SlotLabel(one.slot_id, one.label, one.kind, one.user_id, one.role) for one in file.slots]


def unlock(folder: Path, secret: str, *, slot_id: UUID | None = None) -> Unlocked:
    """Return the master key behind a password or a typed recovery code.

    Without ``slot_id`` a recovery code finds its slot, and a password belongs to the only password
    slot (Problem ``slot_needed`` where there are several). Raises Problem ``wrong_password``,
    ``wrong_recovery_code``, ``keys_missing``, ``keys_damaged``, ``keys_newer`` or
    ``not_enough_memory``. A copy of the slot file that is damaged is replaced by the good one.
    """
    copies = keyfile.read_copies(folder)
    wrong: Problem | None = None
    tried: list[Slot] = []
    for file in copies.files:
        slot = _choose(file, secret, slot_id)
        if slot is None or slot in tried:
            continue
        tried.append(slot)
        try:
            with _telling_memory():
                master = file.unwrap(slot, _material(slot, secret))
        except WrongSecret:
            wrong = Problem("wrong_recovery_code" if slot.kind is Kind.RECOVERY else "wrong_password")
        except Damaged:
            wrong = wrong or Problem("keys_damaged")
        else:
            if copies.bad or len(copies.files) > 1:
                keyfile.heal(folder, file)
            return Unlocked(master, slot)
    raise wrong or Problem("slot_unknown")


def _choose(file: SlotFile, secret: str, slot_id: UUID | None) -> Slot | None:
    if slot_id is not None:
        return next((slot for slot in file.slots if slot.slot_id == slot_id), None)
    kind = Kind.PASSWORD
    try:
        RecoveryCode.parse(secret)
        kind = Kind.RECOVERY
    except WrongSecret:
        pass  # not 48 digits in right groups: a password
    found = [slot for slot in file.slots if slot.kind is kind]
    if len(found) > 1:
        raise Problem("slot_needed")
    return found[0] if found else None


def _material(slot: Slot, secret: str) -> str | bytes:
    return RecoveryCode.parse(secret).secret if slot.kind is Kind.RECOVERY else secret


@contextmanager
def _telling_memory() -> Iterator[None]:
    """Turn the derivation's lack of memory into its Problem: never "wrong password"."""
    try:
        yield
    except NotEnoughMemory as error:
        raise Problem("not_enough_memory", needed=str(error)) from error


def _with_recovery(file: SlotFile, master: MasterKey, code: RecoveryCode, now: datetime, cost: Kdf) -> SlotFile:
    return file.add(
        master, code.secret, slot_id=new_id(), label=RECOVERY_LABEL, kind=Kind.RECOVERY, created=now, kdf=cost
    )


def add_slot(
    folder: Path,
    master: MasterKey,
    password: str,
    *,
    label: str,
    user_id: UUID,
    role: str,
    name: str,
    now: datetime,
    kdf: Kdf | None = None,
) -> UUID:
    """Give one more user a password; return the slot's id. ``name`` is kept encrypted.

    Raises Problem ``label_in_use`` or ``slots_full``.
    """
    file = keyfile.authentic(folder, master)
    if any(slot.label == label for slot in file.slots):
        raise Problem("label_in_use", label=label)
    slot_id = new_id()
    with _telling_memory():
        try:
            file = file.with_names(master, {**file.names(master), str(user_id): name}).add(
                master, password, slot_id=slot_id, label=label, kind=Kind.PASSWORD, created=now,
                user_id=user_id, role=role, kdf=kdf,
            )  # fmt: skip
        except ValueError as error:
            raise Problem("slots_full") from error
        keyfile.write(folder, file, lambda read: read.unwrap(read.slot(slot_id), password))
    return slot_id


def remove_slot(folder: Path, master: MasterKey, slot_id: UUID) -> None:
    """Take a way into the vault away; Problem ``last_password`` for the last password.

    Whoever knew its secret may hold an old copy: after a suspected leak the key must be renewed too.
    """
    file = keyfile.authentic(folder, master)
    if not any(slot.slot_id == slot_id for slot in file.slots):
        raise Problem("slot_unknown")
    left = [slot for slot in file.slots if slot.slot_id != slot_id]
    if not any(slot.kind is Kind.PASSWORD for slot in left):
        raise Problem("last_password")
    keyfile.write(folder, file.remove(master, slot_id), lambda read: read.verify(master))


def change_password(folder: Path, old: str, new: str, *, slot_id: UUID, now: datetime, kdf: Kdf | None = None) -> None:
    """Rewrite one slot for a new password, proved by unwrapping from disk before the second copy follows."""
    reset_password(folder, unlock(folder, old, slot_id=slot_id).master, new, slot_id=slot_id, now=now, kdf=kdf)


def reset_password(
    folder: Path, master: MasterKey, new: str, *, slot_id: UUID, now: datetime, kdf: Kdf | None = None
) -> None:
    """Rewrite one slot without its old password, for somebody who forgot it."""
    file = keyfile.authentic(folder, master)
    with _telling_memory():
        file = file.rewrap(master, slot_id, new, created=now, kdf=kdf)
        keyfile.write(folder, file, lambda read: read.unwrap(read.slot(slot_id), new))


def renew_recovery(folder: Path, master: MasterKey, *, now: datetime, kdf: Kdf | None = None) -> RecoveryCode:
    """Make a new recovery code and remove the old ones: a sheet that was printed before opens nothing."""
    file = keyfile.authentic(folder, master)
    code = RecoveryCode.new()
    cost = kdf or next((slot.kdf for slot in file.slots if slot.kdf), None) or Kdf.default()
    for slot in [slot for slot in file.slots if slot.kind is Kind.RECOVERY]:
        file = file.remove(master, slot.slot_id)
    with _telling_memory():
        file = _with_recovery(file, master, code, now, cost)
        fresh = file.slots[-1].slot_id
        keyfile.write(folder, file, lambda read: read.unwrap(read.slot(fresh), code.secret))
    return code


def names(folder: Path, master: MasterKey) -> dict[str, str]:
    """Return the real names: ``school`` and one entry per user id."""
    found = keyfile.authentic(folder, master).names(master)
    return {key: name for key, name in found.items() if key != keyfile.SITTINGS}


def rename(folder: Path, master: MasterKey, changes: Mapping[str, str]) -> None:
    """Set real names in the slot file."""
    file = keyfile.authentic(folder, master)
    changed = file.with_names(master, {**file.names(master), **changes})
    keyfile.write(folder, changed, lambda read: read.verify(master))
