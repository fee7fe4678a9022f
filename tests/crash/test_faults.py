"""A fault at every single call that touches the disk: before or after, never half.

The first call fails, then the second, and so on until the task gets through; ``kill`` ends it there and then,
without any clean-up, as far as a program in one process can.
"""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.storage import backup, copying, files, vault
from app.storage.check import check
from app.storage.names import KEYS, KEYS_COPY, STORE
from app.storage.store import Store
from tests.storage.test_store import add, count
from tests.stores import LEAD, NOW

OLD, NEW = "很长的测试口令 one two 3", "另一个足够长的测试口令 4"


class Killed(BaseException):
    """Stands for the end of the process: nothing in the program catches it."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, MasterKey]:
    """A vault with one student, one verified backup, and a second student saved after it."""
    folder = tmp_path_factory.mktemp("template") / "vault"
    keyring, _ = vault.create(
        folder, password=OLD, label="使用人 1", user_id=LEAD.user_id, role="lead", names={}, now=NOW, kdf=Kdf.floor()
    )
    with Store.open(folder, keyring.master) as store:
        add(store, "1")
    made = copying.copy(folder, NOW)
    assert made is not None
    backup.verify(made, keyring.master, NOW)
    with Store.open(folder, keyring.master) as store:
        add(store, "2")
    return folder, keyring.master


def change_password(folder: Path, master: MasterKey) -> None:
    slot = vault.slots(folder)[0].slot_id
    vault.change_password(folder, OLD, NEW, slot_id=slot, now=NOW, kdf=Kdf.floor())


def add_slot(folder: Path, master: MasterKey) -> None:
    vault.add_slot(
        folder, master, NEW, label="使用人 2", user_id=LEAD.user_id, role="lead", name="", now=NOW, kdf=Kdf.floor()
    )


def renew_recovery(folder: Path, master: MasterKey) -> None:
    vault.renew_recovery(folder, master, now=NOW, kdf=Kdf.floor())


def back_up(folder: Path, master: MasterKey) -> None:
    made = copying.copy(folder, NOW)
    assert made is not None
    backup.verify(made, master, NOW)
    backup.rotate(folder, master, store_ok=True)


def restore(folder: Path, master: MasterKey) -> None:
    backup.restore(folder, copying.listed(folder / "backups")[-1], master, by=LEAD, now=NOW)


def save(folder: Path, master: MasterKey) -> None:
    with Store.open(folder, master) as store:
        add(store, "3")


TASKS: dict[Callable[[Path, MasterKey], None], set[int]] = {
    change_password: {2},
    add_slot: {2},
    renew_recovery: {2},
    back_up: {2},
    restore: {1, 2},
    save: {2, 3},
}


class Faults:
    """Counts the calls of our file door and breaks the one with the chosen number."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
        self._monkeypatch = monkeypatch
        self._how = how
        self.seen = 0
        self.at = 0

    def install(self) -> None:
        for place, name in ((os, "fsync"), (os, "replace"), (files, "sync_folder"), (Path, "unlink"), (Path, "mkdir")):
            self._monkeypatch.setattr(place, name, self._breaking(getattr(place, name)))

    def _breaking(self, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            self.seen += 1
            if self.seen >= self.at and self._how == "kill":
                raise Killed  # and whatever follows in finally blocks fails as well
            if self.seen == self.at:
                raise OSError(errno.EIO, "planted")
            return real(*args, **options)

        return call


@pytest.mark.parametrize("how", ["fail", "kill"])
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.__name__)
def test_a_fault_at_every_call(
    template: tuple[Path, MasterKey],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    task: Callable[[Path, MasterKey], None],
    how: str,
) -> None:
    source, master = template
    at = 0
    while True:
        at += 1
        folder = tmp_path / f"{at}"
        shutil.copytree(source, folder)
        through = True
        with monkeypatch.context() as patch:
            faults = Faults(patch, how)
            faults.at = at
            faults.install()
            try:
                task(folder, master)
            except (Problem, Killed):
                through = False
            through = through and faults.seen < at
        after(folder, master, TASKS[task])
        shutil.rmtree(folder)
        if through:
            break
    assert at > 2


def after(folder: Path, master: MasterKey, counts: set[int]) -> None:
    """What must hold whatever happened: the vault opens, every check is clean, and it is before or after."""
    slot = vault.slots(folder)[0].slot_id
    assert master in [opened for password in (OLD, NEW) if (opened := _try(folder, password, slot))]
    assert check(folder, master).faults == {}
    with Store.open(folder, master) as store:
        assert count(store) in counts
        assert store.warnings == ()
        add(store, "work goes on")
    assert backup.proofs(folder, master)
    for name in (STORE, KEYS, KEYS_COPY):
        assert (folder / name).exists()


def _try(folder: Path, password: str, slot: UUID) -> MasterKey | None:
    try:
        return vault.unlock(folder, password, slot_id=slot).master
    except Problem:
        return None
