"""Opening, reading, writing; what is refused and how."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.models.student import Student
from app.storage import audit, changes, sqlite
from app.storage.names import STORE, key_of
from app.storage.store import Store
from tests.stores import LEAD, NOW


def add(store: Store, number: str, name: str = "测试甲") -> None:
    with store.write() as db:
        row = Student(number=number, name=name, created_at=NOW)
        changes.write(db, [changes.created(row)], by=LEAD, action="write_student", now=NOW)


def count(store: Store) -> int:
    with store.read() as db:
        return db.scalar(select(func.count()).select_from(Student)) or 0


def test_a_clean_exit_commits_and_an_error_rolls_back(store: Store) -> None:
    add(store, "1")

    def fail_half_way() -> None:
        with store.write() as db:
            row = Student(number="2", name="测试乙", created_at=NOW)
            changes.write(db, [changes.created(row)], by=LEAD, action="write_student", now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert count(store) == 1
    with store.read() as db:
        assert db.scalar(select(func.count()).select_from(changes.ChangeEvent)) == 1
        assert audit.head(db).seq == 1


def test_what_was_saved_is_there_after_opening_again(store_folder: Path, master: MasterKey) -> None:
    with Store.open(store_folder, master) as store:
        add(store, "1")
    with Store.open(store_folder, master) as store:
        assert count(store) == 1


def test_nothing_readable_lies_in_the_file(store_folder: Path, master: MasterKey) -> None:
    with Store.open(store_folder, master) as store:
        add(store, "20260001", "欧阳测试")
    data = (store_folder / STORE).read_bytes()
    for plain in ("欧阳测试", "20260001", "student", "CREATE TABLE", "SQLite format 3"):
        for encoding in ("utf-8", "utf-16-le", "gb18030"):
            assert plain.encode(encoding) not in data


def test_a_reading_session_changes_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError, match="changes nothing"), store.read() as db:
        db.connection().exec_driver_sql("DELETE FROM node")
    add(store, "1")
    assert count(store) == 1


def test_rows_cannot_be_written_beside_the_change_log(store: Store) -> None:
    with pytest.raises(RuntimeError, match=r"storage\.changes"), store.write() as db:
        db.add(Student(number="1", name="测试甲", created_at=NOW))
    assert count(store) == 0


def test_a_session_inside_a_session_is_a_fault_of_the_program(store: Store) -> None:
    with store.read(), pytest.raises(RuntimeError, match="already open"), store.write():
        pass


def test_another_thread_waits_for_its_turn(store: Store) -> None:
    reached = threading.Event()

    def write() -> None:
        add(store, "1")
        reached.set()

    with store.read():
        worker = threading.Thread(target=write)
        worker.start()
        assert not reached.wait(0.1)
    worker.join(10)
    assert count(store) == 1


def test_foreign_keys_hold(store: Store) -> None:
    from app.models.guardian import Guardian

    names = {column.name for column in Guardian.__table__.columns}
    assert "student_id" in names
    with pytest.raises(IntegrityError), store.write() as db:
        db.connection().exec_driver_sql(
            "INSERT INTO session_amendment (id, session_id, author_id, text, made_at)"
            " VALUES ('a', 'b', 'c', 'd', '2026-01-01 00:00:00.000000')"
        )


def test_the_pragmas_are_as_promised(store: Store) -> None:
    wanted = {
        "journal_mode": "truncate",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "secure_delete": 1,
        "cell_size_check": 1,
    }
    with store.read() as db:
        connection = db.connection()
        found = {name: sqlite.fetch(connection, f"PRAGMA {name}")[0][0] for name in wanted}
        with pytest.raises(Exception, match="not authorized"):
            connection.exec_driver_sql("SELECT load_extension('nothing')")
    assert found == wanted


def test_a_missing_store_is_not_made_anew(tmp_path: Path, master: MasterKey) -> None:
    with pytest.raises(Problem, match="store_missing"):
        Store.open(tmp_path, master)
    assert list(tmp_path.iterdir()) == []


def test_a_plaintext_database_is_refused(tmp_path: Path, master: MasterKey) -> None:
    import sqlite3

    sqlite3.connect(tmp_path / STORE).executescript("CREATE TABLE t (x)").connection.close()
    with pytest.raises(Problem, match="store_not_encrypted"):
        Store.open(tmp_path, master)


def test_another_key_opens_nothing(store_folder: Path) -> None:
    before = (store_folder / STORE).read_bytes()
    with pytest.raises(Problem, match="store_unreadable"):
        Store.open(store_folder, MasterKey.new())
    assert (store_folder / STORE).read_bytes() == before


@pytest.mark.parametrize("damage", ["empty", "short", "first page"])
def test_a_destroyed_file_has_words_and_stays_as_it_is(store_folder: Path, master: MasterKey, damage: str) -> None:
    path = store_folder / STORE
    data = path.read_bytes()
    broken = {"empty": b"", "short": data[:100], "first page": os.urandom(4096) + data[4096:]}[damage]
    path.write_bytes(broken)
    with pytest.raises(Problem, match=r"store_(unreadable|damaged)"):
        Store.open(store_folder, master)
    assert path.read_bytes() == broken


def test_a_store_from_a_newer_version_is_not_touched(store_folder: Path, master: MasterKey) -> None:
    path = store_folder / STORE
    connection = sqlite.connect(path, key_of(master))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(Problem, match="store_newer"):
        Store.open(store_folder, master)
    assert path.read_bytes() == before


def test_errors_do_not_carry_what_was_typed(store: Store) -> None:
    add(store, "1")
    with pytest.raises(IntegrityError) as caught:
        add(store, "1", "不可外泄")
    assert "不可外泄" not in str(caught.value)


def test_each_sitting_that_writes_counts_the_generation_once(store_folder: Path, master: MasterKey) -> None:
    with Store.open(store_folder, master) as store:
        first = store.generation
        count(store)
        assert store.generation == first
        add(store, "1")
        add(store, "2")
        assert store.generation == first + 1
    with Store.open(store_folder, master) as store:
        assert store.generation == first + 1


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.storage.store import Store
from tests.storage.test_store import add, count

folder, room = Path(sys.argv[1]), int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
master = MasterKey(bytes.fromhex(sys.stdin.read()))
with Store.open(folder, master) as store:
    size = (folder / "store.db").stat().st_size
    free = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, free[1]))
    saved = 0
    try:
        for number in range(10_000):
            add(store, str(number), "测试" * 20)
            saved += 1
    except Problem as problem:
        assert problem.code in ("disk_full", "disk_error"), problem.code
    else:
        raise SystemExit("the limit was never met")
    assert count(store) == saved, (count(store), saved)
    resource.setrlimit(resource.RLIMIT_FSIZE, free)
    add(store, "after")
    assert count(store) == saved + 1
"""


@pytest.mark.parametrize("room", [0, 4096, 20_000, 300_000])
def test_a_full_disk_loses_nothing_and_work_goes_on_afterwards(
    store_folder: Path, master: MasterKey, room: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(store_folder), str(room)],
        input=master.to_bytes().hex(),
        cwd=Path(__file__).parents[2],
        text=True,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
