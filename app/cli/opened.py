"""The store for a command: locked against a second program, unlocked, opened, closed again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.cli import secret
from app.crypto.keys import MasterKey
from app.crypto.slots import Kind
from app.domain.problems import Problem
from app.domain.rights import Actor
from app.services import users
from app.storage import vault
from app.storage.instance import InstanceLock
from app.storage.names import STORE
from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class Opened:
    """An open store and in whose name the command works."""

    folder: Path
    store: Store
    master: MasterKey
    actor: Actor


@contextmanager
def opened(folder: Path, *, user: str | None, password_file: Path | None) -> Iterator[Opened]:
    """Open the store in ``folder``.

    Raises Problem("store_missing"), ("already_open"), ("user_needed") with several password slots and
    no ``user``, ("user_unknown"), and those of unlocking.
    """
    if not (folder / STORE).exists():
        raise Problem("store_missing", folder=folder)
    with InstanceLock(folder):
        unlocked = vault.unlock(folder, secret.password(password_file), slot_id=slot_of(folder, user))
        with Store.open(folder, unlocked.master) as store:
            with store.read() as db:
                who = unlocked.slot.user_id
                actor = users.actor(db, who) if who is not None else users.SYSTEM
            yield Opened(folder, store, unlocked.master, actor)


def now() -> datetime:
    """Return the time with this PC's time zone."""
    return datetime.now().astimezone()


def slot_of(folder: Path, user: str | None) -> UUID | None:
    """Return the slot that ``user`` (a label) means; None leaves it to a recovery code or the only slot."""
    found = [slot for slot in vault.slots(folder) if slot.kind is Kind.PASSWORD]
    if user is None:
        if len(found) > 1:
            raise Problem("user_needed", labels="、".join(slot.label for slot in found))
        return None
    for slot in found:
        if slot.label == user:
            return slot.slot_id
    raise Problem("user_unknown")
