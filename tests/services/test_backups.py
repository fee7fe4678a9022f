"""Backups of an open store, from the window's side."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.domain.rights import Role
from app.services import backups, students
from app.storage import audit, backup, copying, vault
from app.storage.names import BACKUPS
from app.storage.store import Store
from tests.services.made_up import NOW, SEVEN_TWO
from tests.stores import ENTRY, LEAD

MASTERS: dict[Path, MasterKey] = {}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """The folder of a store that has a slot file, with one student in it."""
    folder = tmp_path / "room"
    keyring, _ = vault.create(
        folder,
        password="made-up words only for this test 42",
        label="使用人 1",
        user_id=LEAD.user_id,
        role=Role.LEAD.value,
        names={},
        now=NOW,
        kdf=Kdf.floor(),
    )
    with Store.open(folder, keyring.master) as store, store.write() as db:
        students.add(db, SEVEN_TWO, by=LEAD, now=NOW)
    MASTERS[folder] = keyring.master
    return folder


def opened(room: Path) -> Store:
    return Store.open(room, MASTERS[room])


def test_onto_a_stick_while_open(room: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    told: list[tuple[int, int]] = []
    with opened(room) as store:
        with store.read() as db:
            made = backups.make(db, stick, by=LEAD, now=NOW, progress=lambda done, all_: told.append((done, all_)))
        with store.write() as db:
            assert backups.note(db, made, by=LEAD, now=NOW).kinds == {"backup"}
        with store.write() as db:
            students.add(db, replace(SEVEN_TWO, number="2", name="陈安"), by=LEAD, now=NOW)
        with store.read() as db:
            [row] = backups.listing(db, by=LEAD, folder=stick)
            assert backups.listing(db, by=LEAD) == []
    assert row == made
    assert (row.verified_at, row.rows["student"]) == (NOW, 1)
    assert told[-1][0] == told[-1][1] > 0
    [folder] = stick.iterdir()
    assert {path.name for path in folder.iterdir()} == {"store.db", "vault.keys", "manifest.json", "verified.json"}
    assert b"SQLite format 3" not in (folder / "store.db").read_bytes()[:100]


def test_the_copy_restores(room: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with opened(room) as store, store.read() as db:
        backups.make(db, stick, by=LEAD, now=NOW)
    [found] = copying.listed(stick)
    (room / "store.db").write_bytes(b"x" * 4096)
    backup.restore(room, found, MASTERS[room], by=LEAD, now=NOW)
    with opened(room) as store, store.read() as db:
        key = students.by_number(db, SEVEN_TWO.number, by=LEAD)
        assert students.open_file(db, key, by=LEAD, now=NOW).facts.name == SEVEN_TWO.name


def test_a_pulled_stick_or_a_cancel_leaves_no_backup(room: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def stop(*_: int) -> None:
        raise Problem("cancelled")

    with opened(room) as store:
        with pytest.raises(Problem, match="cancelled"), store.read() as db:
            backups.make(db, stick, by=LEAD, now=NOW, progress=stop)
        assert list(stick.iterdir()) == []
        shutil.rmtree(stick)
        with pytest.raises(Problem, match="folder_missing"), store.read() as db:
            backups.make(db, stick, by=LEAD, now=NOW)
        with pytest.raises(RuntimeError, match="reading"), store.write() as db:
            backups.make(db, tmp_path, by=LEAD, now=NOW)


def test_the_rehearsal_needs_a_verified_backup(room: Path) -> None:
    with opened(room) as store:
        with pytest.raises(Problem, match="no_backup"), store.read() as db:
            backups.rehearse(db, by=LEAD, now=NOW)
        (room / BACKUPS).mkdir(exist_ok=True)
        with store.read() as db:
            made = backups.make(db, room / BACKUPS, by=LEAD, now=NOW)
            assert backups.rehearse(db, by=LEAD, now=NOW) == made
        with store.read() as db:
            assert audit.head(db).seq > 0
            assert [one.name for one in backups.listing(db, by=LEAD)] == [made.name]


def test_a_damaged_backup_is_not_called_verified(room: Path) -> None:
    with opened(room) as store:
        (room / BACKUPS).mkdir(exist_ok=True)
        with store.read() as db:
            made = backups.make(db, room / BACKUPS, by=LEAD, now=NOW)
        file = room / BACKUPS / made.name / "store.db"
        whole = bytearray(file.read_bytes())
        whole[5000] ^= 1
        file.write_bytes(whole)
        with pytest.raises(Problem, match="backup_damaged"), store.read() as db:
            backups.rehearse(db, by=LEAD, now=NOW)


def test_entry_clerks_take_nothing_out(room: Path, tmp_path: Path) -> None:
    with opened(room) as store, pytest.raises(Problem, match="not_allowed"), store.read() as db:
        backups.make(db, tmp_path, by=ENTRY, now=NOW)
