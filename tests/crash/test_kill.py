"""Kill -9 at random moments: the store opens, every check is clean, all that was confirmed is there.

``XINQIAO_KILLS`` sets how often (40 by default; thousands before a release).
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.models.change import ChangeEvent
from app.models.draft import Draft
from app.models.search_entry import SearchEntry
from app.models.student import Student
from app.storage import backup, copying, vault
from app.storage.check import check
from app.storage.names import STORE
from app.storage.store import Store
from tests.crash.worker import BATCH
from tests.stores import LEAD, NOW

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("XINQIAO_KILLS", "40"))
FIRST = "口令 0 abcdefghijkl"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, MasterKey]:
    folder = tmp_path_factory.mktemp("template") / "vault"
    keyring, _ = vault.create(
        folder, password=FIRST, label="使用人 1", user_id=LEAD.user_id, role="lead", names={}, now=NOW,
        kdf=Kdf.floor(),
    )  # fmt: skip
    backup.verify(_copy(folder), keyring.master, NOW)
    return folder, keyring.master


def _copy(folder: Path) -> copying.Copy:
    made = copying.copy(folder, NOW)
    assert made is not None
    return made


class Killer:
    """Lets a worker loose on a folder and kills it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, folder: Path, master: MasterKey, task: str, seconds: float) -> list[str]:
        """Return the worker's notes."""
        order = {"folder": str(folder), "key": master.to_bytes().hex(), "task": task, "seconds": seconds}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        assert int(self._process.stdout.readline()) == signal.SIGKILL  # it did not end by itself
        notes = folder / "notes"
        return notes.read_text("utf-8").splitlines() if notes.exists() else []


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.crash.worker"],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        yield Killer(process)
        process.communicate()


def split(notes: list[str], kind: str) -> tuple[list[str], list[str]]:
    """Return what of ``kind`` was confirmed, and what was only begun."""
    begun = [line[len(f"begin {kind} ") :] for line in notes if line.startswith(f"begin {kind} ")]
    done = [line[len(f"done {kind} ") :] for line in notes if line.startswith(f"done {kind} ")]
    return done, begun[len(done) :]


def verify_after(folder: Path, notes: list[str]) -> None:
    passwords, trying = split(notes, "password")
    candidates = [passwords[-1] if passwords else FIRST, *trying]
    master = _unlock(folder, candidates)
    assert check(folder, master).faults == {}
    ones, one_open = split(notes, "one")
    many, many_open = split(notes, "many")
    drafts, draft_open = split(notes, "draft")
    with Store.open(folder, master) as store, store.read() as db:
        assert store.warnings == ()
        numbers = set(db.scalars(select(Student.number)))
        wanted = {*ones, *(f"{number}-{place}" for number in many for place in range(BATCH))}
        maybe = [{number} for number in one_open]
        maybe += [{f"{number}-{place}" for place in range(BATCH)} for number in many_open]
        assert numbers in (wanted, *(wanted | more for more in maybe))  # all of a step or nothing of it
        assert set(db.scalars(select(ChangeEvent.entity_id))) == set(db.scalars(select(Student.id)))
        assert set(db.scalars(select(SearchEntry.entity_id))) == set(db.scalars(select(Student.id)))
        if drafts:
            assert db.scalars(select(Draft)).one().content["words"] in (drafts[-1], *draft_open)
    good = backup.proofs(folder, master)
    assert good
    backup.examine(good[0][0], master, NOW)


def _unlock(folder: Path, candidates: list[str]) -> MasterKey:
    for password in candidates:
        with suppress(Problem):
            return vault.unlock(folder, password).master
    raise AssertionError("neither the old nor the new password opens the vault")


def test_killed_while_saving_importing_changing_passwords_and_backing_up(
    template: tuple[Path, MasterKey], killer: Killer, tmp_path: Path
) -> None:
    moments = random.Random()
    confirmed = 0
    for turn in range(KILLS):
        folder = tmp_path / f"{turn}"
        shutil.copytree(template[0], folder)
        notes = killer.run(folder, template[1], "work", moments.uniform(0.0, 0.6))
        verify_after(folder, notes)
        confirmed += sum(line.startswith("done") for line in notes)
        shutil.rmtree(folder)
    assert confirmed > KILLS  # it was killed at work, not before


def test_killed_while_restoring(template: tuple[Path, MasterKey], killer: Killer, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    shutil.copytree(template[0], folder)
    moments = random.Random()
    for _ in range(max(8, KILLS // 4)):
        killer.run(folder, template[1], "restore", moments.uniform(0.0, 0.3))
        assert (folder / STORE).exists()
        assert check(folder, template[1]).faults == {}
        with Store.open(folder, template[1]) as store:
            assert store.warnings == ()
