"""Backups: copied without a key, worth something only once opened, rotated with care, restored safely."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.models.audit import Audit
from app.models.node import Node
from app.storage import backup, copying, sqlite, vault
from app.storage.check import check, verify_events
from app.storage.names import BACKUPS, KEYS, KEYS_COPY, STORE, key_of
from app.storage.store import Store
from tests.storage.test_store import add, count
from tests.stores import LEAD, NOW

ROOT = Path(__file__).parents[2]
PASSWORD = "很长的测试口令 one two 3"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, MasterKey]:
    folder = tmp_path_factory.mktemp("template") / "vault"
    keyring, _ = vault.create(
        folder, password=PASSWORD, label="使用人 1", user_id=LEAD.user_id, role="lead",
        names={"school": "虚构第一中学"}, now=NOW, kdf=Kdf.floor(),
    )  # fmt: skip
    return folder, keyring.master


Made = tuple[Path, MasterKey]


def fresh(template: Made, folder: Path) -> Path:
    folder.mkdir()
    for name in (STORE, KEYS, KEYS_COPY):
        (folder / name).write_bytes((template[0] / name).read_bytes())
    return folder


@pytest.fixture
def made(template: Made, tmp_path: Path) -> Made:
    """A vault with one student in it, closed."""
    folder = fresh(template, tmp_path / "vault")
    with Store.open(folder, template[1]) as store:
        add(store, "1", "欧阳测试")
    return folder, template[1]


def copied(folder: Path, when: datetime = NOW) -> copying.Copy:
    found = copying.copy(folder, when)
    assert found is not None
    return found


def test_a_copy_is_made_without_key_and_verified_with_it(made: Made) -> None:
    folder, master = made
    found = copied(folder)
    assert not found.claimed
    assert backup.proof_of(found, master) is None
    proof = backup.verify(found, master, NOW)
    assert proof.rows["student"] == 1
    assert proof.audit.seq == 1
    assert backup.proofs(folder, master)[0][1] == proof
    assert sorted(os.listdir(found.folder)) == ["manifest.json", STORE, KEYS, "verified.json"]
    for file in found.folder.iterdir():
        data = file.read_bytes()
        assert "欧阳".encode() not in data
        assert b"SQLite format 3" not in data


def test_the_gate_can_copy_without_loading_any_cryptography() -> None:
    code = (
        "import sys; import app.storage.copying;"
        "print([name for name in ('cryptography', 'sqlalchemy', 'sqlcipher3', 'app.crypto', 'pyrage')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_nothing_new_makes_no_copy(made: Made) -> None:
    folder, master = made
    copied(folder)
    assert copying.copy(folder, NOW + timedelta(hours=1)) is None
    with Store.open(folder, master) as store:
        add(store, "2")
    assert copying.copy(folder, NOW + timedelta(hours=2)) is not None


def test_a_damaged_last_copy_is_made_again(made: Made) -> None:
    folder, _ = made
    flip(copied(folder).folder / STORE, 5000)
    assert copying.copy(folder, NOW + timedelta(hours=1)) is not None


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1
    path.write_bytes(data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(name=st.sampled_from([STORE, KEYS, "manifest.json"]), at=st.integers(0, 1 << 20), cut=st.booleans())
def test_whatever_byte_of_a_backup_changes_it_counts_no_more(made: Made, name: str, at: int, cut: bool) -> None:
    folder, master = made
    found = next(iter(copying.listed(folder / BACKUPS)), None) or copied(folder)
    backup.verify(found, master, NOW)
    path = found.folder / name
    good = path.read_bytes()
    try:
        if cut:
            path.write_bytes(good[: at % len(good)])
        else:
            flip(path, at)
        for one in copying.listed(folder / BACKUPS):  # a broken manifest is no backup at all
            if one.hashes == found.hashes:
                if name == "manifest.json":
                    assert one.made != found.made or backup.proof_of(one, master)
                else:
                    with pytest.raises(Problem, match="backup_damaged"):
                        backup.examine(one, master, NOW)
    finally:
        path.write_bytes(good)


def test_a_forged_proof_does_not_count(made: Made) -> None:
    folder, master = made
    found = copied(folder)
    backup.verify(found, master, NOW)
    path = found.folder / "verified.json"
    body = json.loads(path.read_bytes())
    path.write_text(json.dumps({**body, "audit_seq": 99}), "utf-8")
    assert backup.proof_of(found, master) is None
    path.write_text("{}", "utf-8")
    assert backup.proof_of(found, master) is None


def test_another_store_s_backup_is_refused(made: Made) -> None:
    folder, _ = made
    with pytest.raises(Problem, match="backup_of_other_store"):
        backup.verify(copied(folder), MasterKey.new(), NOW)


def test_a_store_that_was_killed_is_copied_after_its_next_opening(made: Made) -> None:
    folder, _ = made
    (folder / f"{STORE}-journal").write_bytes(b"hot")
    with pytest.raises(Problem, match="store_not_closed"):
        copying.copy(folder, NOW)


def test_a_plaintext_store_is_never_copied(made: Made) -> None:
    folder, _ = made
    (folder / STORE).write_bytes(b"SQLite format 3\0" + bytes(5000))
    with pytest.raises(Problem, match="store_not_encrypted"):
        copying.copy(folder, NOW)


def test_restoring_brings_the_records_back_under_a_new_epoch(made: Made) -> None:
    folder, master = made
    found = copied(folder)
    backup.verify(found, master, NOW)
    with Store.open(folder, master) as store:
        add(store, "2")
        with store.read() as db:
            before = db.execute(select(Node.id, Node.epoch)).one()
    replaced = (folder / STORE).read_bytes()
    backup.restore(folder, found, master, by=LEAD, now=NOW)
    with Store.open(folder, master) as store:
        assert store.warnings == ()
        assert count(store) == 1
        with store.read() as db:
            node = db.scalars(select(Node)).one()
            assert node.id == before.id
            assert node.epoch != before.epoch
            assert node.seq == 0
            assert db.scalars(select(Audit).order_by(Audit.seq.desc()).limit(1)).one().action == "restore"
        add(store, "3")
        with store.read() as db:
            assert verify_events(db)[1] == []
    (kept,) = folder.glob(f"{STORE}.replaced-*")
    assert kept.read_bytes() == replaced


def test_a_dead_computer_is_restored_from_stick_and_envelope(made: Made, tmp_path: Path) -> None:
    folder, master = made
    stick = tmp_path / "stick"
    stick.mkdir()
    found = copying.copy(folder, NOW, into=stick)
    assert found is not None
    new = tmp_path / "new"
    new.mkdir()
    unlocked = vault.unlock(found.folder, PASSWORD)  # the slot file inside the backup
    assert unlocked.master == master
    backup.restore(new, found, unlocked.master, by=LEAD, now=NOW)
    with Store.open(new, vault.unlock(new, PASSWORD).master) as store:
        assert count(store) == 1


def test_restoring_a_damaged_backup_changes_nothing(made: Made) -> None:
    folder, master = made
    found = copied(folder)
    flip(found.folder / STORE, 9000)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(Problem, match="backup_damaged"):
        backup.restore(folder, found, master, by=LEAD, now=NOW)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_damaged_live_store_is_replaced_and_kept(made: Made) -> None:
    folder, master = made
    found = copied(folder)
    (folder / STORE).write_bytes(os.urandom(10_000))
    backup.restore(folder, found, master, by=LEAD, now=NOW)
    with Store.open(folder, master) as store:
        assert count(store) == 1
    assert len(list(folder.glob(f"{STORE}.replaced-*"))) == 1


def test_a_rehearsal_restores_into_a_temporary_file_only(made: Made) -> None:
    folder, master = made
    with pytest.raises(Problem, match="no_backup"):
        backup.rehearse(folder, master, NOW)
    found = copied(folder)
    backup.verify(found, master, NOW)
    before = (folder / STORE).read_bytes()
    assert backup.rehearse(folder, master, NOW)[1].rows["student"] == 1
    assert (folder / STORE).read_bytes() == before
    assert not list(folder.glob("*.restoring*"))


def test_a_year_of_use_with_faults_always_leaves_a_good_backup(template: Made, tmp_path: Path) -> None:
    """Copies are faked from one store, so that a year takes seconds; every third day something is broken."""
    folder, master = fresh(template, tmp_path / "vault"), template[1]
    start = datetime(2026, 1, 1, 18, tzinfo=UTC)
    first = copied(folder, start)
    backup.verify(first, master, start)
    proof = (first.folder / "verified.json").read_bytes()
    for day in range(1, 120):
        now = start + timedelta(days=day)
        name = f"{now:%Y%m%dT%H%M%SZ}-{day:08x}"
        fake = folder / BACKUPS / name
        fake.mkdir()
        for file in (STORE, KEYS):
            os.link(first.folder / file if first.folder.exists() else template[0] / file, fake / file)
        manifest = {"format": copying.FORMAT, "v": 1, "made": now.isoformat(), "sha256": first.hashes}
        (fake / "manifest.json").write_text(json.dumps(manifest), "utf-8")
        if day % 3:
            (fake / "verified.json").write_bytes(proof)  # verified; otherwise it failed its check
        if day % 7 == 0:
            (fake / STORE).unlink()
            (fake / STORE).write_bytes(b"bad disk")  # went bad after it was verified
        backup.rotate(folder, master, store_ok=day % 5 != 0)
        good = [one for one, _ in backup.proofs(folder, master) if copying_intact(one)]
        assert good, day
        assert now - good[0].made <= timedelta(days=3)
    assert len(copying.listed(folder / BACKUPS)) <= 7 + 4 + 12 + 5


def copying_intact(one: copying.Copy) -> bool:
    return (one.folder / STORE).stat().st_size > 100


def test_nothing_is_deleted_while_the_live_store_fails_its_checks(made: Made) -> None:
    folder, master = made
    for day in range(12):
        with Store.open(folder, master) as store:
            add(store, f"day {day}")
        backup.verify(copied(folder, NOW + timedelta(hours=day)), master, NOW)
    assert backup.rotate(folder, master, store_ok=False) == []
    gone = backup.rotate(folder, master, store_ok=True)
    assert len(gone) == 11  # all on one day
    assert len(copying.listed(folder / BACKUPS)) == 1


def test_interrupted_copies_are_no_backups_and_are_swept(made: Made) -> None:
    folder, master = made
    found = copied(folder)
    part = found.folder.with_name(found.folder.name + ".part")
    part.mkdir()
    (part / STORE).write_bytes(b"half")
    stranger = folder / BACKUPS / "my own folder"
    stranger.mkdir()
    backup.verify(found, master, NOW)
    assert len(copying.listed(folder / BACKUPS)) == 1
    backup.rotate(folder, master, store_ok=True)
    assert not part.exists()
    assert stranger.exists()


def test_an_older_store_is_noticed_by_its_backups(made: Made) -> None:
    folder, master = made
    old, keys = (folder / STORE).read_bytes(), (folder / KEYS).read_bytes()
    with Store.open(folder, master) as store:
        add(store, "2")
    backup.verify(copied(folder), master, NOW)
    assert check(folder, master).faults == {}
    (folder / STORE).write_bytes(old)
    for name in (KEYS, KEYS_COPY):
        (folder / name).write_bytes(keys)  # both put back together
    faults = check(folder, master).faults
    assert faults["store_is_older_copy"] == 1
    assert faults["audit_cut"] == 1


def test_check_reports_tampering_of_rows_and_logs(made: Made) -> None:
    folder, master = made
    assert check(folder, master).ok
    connection = sqlite.connect(folder / STORE, key_of(master))
    connection.execute("DROP TRIGGER audit_no_update")
    connection.execute("UPDATE audit SET action = 'read'")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute(
        "INSERT INTO session_amendment (id, session_id, author_id, text, made_at)"
        " VALUES ('a', 'b', 'c', 'd', '2026-01-01 00:00:00.000000')"
    )
    connection.close()
    report = check(folder, master)
    assert report.faults == {"foreign_keys": 2, "audit_edited": 1}
    assert not report.ok


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(at=st.integers(0, 1 << 20), bit=st.integers(0, 7))
def test_every_flipped_bit_of_the_store_is_reported(made: Made, at: int, bit: int) -> None:
    folder, master = made
    path = folder / STORE
    good = path.read_bytes()
    bad = bytearray(good)
    bad[at % len(bad)] ^= 1 << bit
    path.write_bytes(bad)
    try:
        report = check(folder, master)
        assert "cipher" in report.faults
    finally:
        path.write_bytes(good)


@pytest.mark.parametrize("pages", [1, 2, 10])
def test_pages_cut_off_the_end_are_reported(made: Made, pages: int) -> None:
    folder, master = made
    path = folder / STORE
    path.write_bytes(path.read_bytes()[: -4096 * pages])
    assert not check(folder, master).ok


def test_exchanged_pages_are_reported(made: Made) -> None:
    folder, master = made
    path = folder / STORE
    data = path.read_bytes()
    path.write_bytes(data[:4096] + data[8192:12288] + data[4096:8192] + data[12288:])
    assert "cipher" in check(folder, master).faults
