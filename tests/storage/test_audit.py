"""The audit log: an unbroken chain, reads logged before content is shown, tampering found."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.models.audit import Audit
from app.models.student import Student
from app.storage import audit, changes
from app.storage.store import Store
from tests.storage.test_store import add
from tests.stores import COUNSELLOR, LEAD, NOW

TRIGGERS = ("audit_no_update", "audit_no_delete")


def verify(store: Store, master: MasterKey, *anchors: audit.Head) -> audit.AuditReport:
    with store.read() as db:
        return audit.verify(db, master.derive("audit"), anchors)


def kinds(report: audit.AuditReport) -> set[str]:
    return {fault.kind for fault in report.faults}


def test_an_untouched_log_verifies(store: Store, master: MasterKey) -> None:
    for number in range(5):
        add(store, str(number))
    report = verify(store, master)
    assert (report.entries, report.head.seq, report.faults) == (5, 5, ())
    assert verify(store, master, report.head).faults == ()
    with store.read() as db:
        assert audit.verify(db, MasterKey.new().derive("audit")).faults != ()


@pytest.mark.parametrize(
    ("tamper", "kind"),
    [
        ("UPDATE audit SET user_id = '00000000000070008000000000000009' WHERE seq = 3", "edited"),
        ("UPDATE audit SET utc = '2020-01-01 00:00:00.000000' WHERE seq = 3", "edited"),
        ("UPDATE audit SET result = 'refused' WHERE seq = 1", "edited"),
        ("UPDATE audit SET details = '{\"rows\":1}' WHERE seq = 2", "edited"),
        ("UPDATE audit SET mac = zeroblob(32) WHERE seq = 5", "edited"),
        ("DELETE FROM audit WHERE seq = 3", "gap"),
        ("DELETE FROM audit WHERE seq = 1", "gap"),
        ("UPDATE audit SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE seq IN (2, 3)", "edited"),
        ("DELETE FROM audit WHERE seq >= 4", "cut"),
        ("DELETE FROM audit", "cut"),
    ],
)
def test_every_tampering_is_found(store: Store, master: MasterKey, tamper: str, kind: str) -> None:
    for number in range(5):
        add(store, str(number))
    anchor = verify(store, master).head
    with store.write() as db:
        connection = db.connection()
        for trigger in TRIGGERS:
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.exec_driver_sql(tamper)
        connection.exec_driver_sql("UPDATE audit SET seq = -seq WHERE seq < 0")
    assert kind in kinds(verify(store, master, anchor))


def test_entries_after_a_cut_do_not_hide_it(store: Store, master: MasterKey) -> None:
    for number in range(5):
        add(store, str(number))
    anchor = verify(store, master).head
    with store.write() as db:
        for trigger in TRIGGERS:
            db.connection().exec_driver_sql(f"DROP TRIGGER {trigger}")
        db.connection().exec_driver_sql("DELETE FROM audit WHERE seq >= 4")
    for number in range(7, 10):
        add(store, str(number))
    assert verify(store, master).faults == ()  # without an anchor nothing shows
    assert kinds(verify(store, master, anchor)) == {"cut"}


def test_a_read_is_committed_before_the_content_is_seen(store_folder: Path, master: MasterKey) -> None:
    with Store.open(store_folder, master) as store:
        add(store, "1")

        def look_and_fail() -> None:
            with store.read() as db:
                row = db.scalars(select(Student)).one()
                audit.read(db, COUNSELLOR, "student", row.id, NOW)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            look_and_fail()
        with store.read() as db:
            entry = db.scalars(select(Audit).order_by(Audit.seq.desc()).limit(1)).one()
            assert (entry.action, entry.user, entry.object_type) == ("read", COUNSELLOR.user_id, "student")


def test_a_reading_session_stays_one_after_its_log_entry(store: Store) -> None:
    def write_after_read() -> None:
        with store.read() as db:
            audit.read(db, LEAD, "student", uuid4(), NOW)
            db.connection().exec_driver_sql("DELETE FROM node")

    with pytest.raises(RuntimeError, match="changes nothing"):
        write_after_read()


def test_a_read_after_a_change_would_commit_it_half_done(store: Store) -> None:
    def change_then_read() -> None:
        with store.write() as db:
            row = Student(number="1", name="测试甲", created_at=NOW)
            changes.write(db, [changes.created(row)], by=LEAD, action="write_student", now=NOW)
            audit.read(db, LEAD, "student", row.id, NOW)

    with pytest.raises(RuntimeError, match="before anything is changed"):
        change_then_read()
    with store.read() as db:
        assert db.scalar(select(func.count()).select_from(Student)) == 0


@pytest.fixture
def unwritable(store: Store) -> Callable[[bool], None]:
    """Make the database refuse writes, as a full disk would, until switched back."""

    def switch(on: bool) -> None:
        with store.read() as db:
            raw = db.connection().connection.driver_connection
            assert raw is not None
            pages = raw.execute("PRAGMA page_count").fetchone()[0]
            raw.execute(f"PRAGMA max_page_count={pages if on else 2**30}").fetchall()

    return switch


def test_where_the_log_cannot_be_written_reading_is_refused(
    store: Store, master: MasterKey, unwritable: Callable[[bool], None]
) -> None:
    add(store, "1")
    unwritable(True)
    seen = []

    def look() -> None:
        with store.read() as db:
            audit.read(db, LEAD, "student", uuid4(), NOW)
            seen.append(db.scalar(select(Student.name)))

    def look_often() -> None:
        for _ in range(200):  # the last page has room for some entries
            look()

    with pytest.raises(Problem, match="disk_full"):
        look_often()
    entries = verify(store, master).entries
    assert entries == 1 + len(seen)


def test_an_emergency_opens_all_the_same_and_is_logged_later(
    store: Store, master: MasterKey, unwritable: Callable[[bool], None]
) -> None:
    add(store, "1")
    unwritable(True)
    wanted = [uuid4() for _ in range(200)]
    for object_id in wanted:
        with store.read() as db:
            audit.read(db, LEAD, "safety_plan", object_id, NOW, emergency=True)
            assert db.scalar(select(Student.name)) == "测试甲"
    unwritable(False)
    add(store, "2")
    add(store, "3")
    with store.read() as db:
        logged = db.execute(select(Audit.object_id, Audit.result).where(Audit.object_type == "safety_plan")).all()
    assert {row.object_id for row in logged} == set(wanted)
    assert len(logged) == len(wanted)
    assert {row.result for row in logged} == {"done", "logged_late"}
    assert verify(store, master).faults == ()


def test_the_log_keeps_the_writer_s_time_zone(store: Store) -> None:
    from datetime import timezone

    with store.write() as db:
        audit.append(db, by=LEAD, action="login", now=NOW.astimezone(timezone(timedelta(hours=8))), result="refused")
    with store.read() as db:
        entry = db.scalars(select(Audit)).one()
        assert (entry.utc, entry.offset, entry.result) == (NOW, 480, "refused")


def test_no_name_reaches_the_log(store: Store) -> None:
    add(store, "1", "欧阳测试")
    with store.read() as db:
        raw = db.connection().exec_driver_sql("SELECT * FROM audit").all()
    assert "欧阳" not in repr(raw)
    assert "主管甲" not in repr(raw)


def test_a_session_from_elsewhere_cannot_write_history(store: Store) -> None:
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session

    with Session(create_engine("sqlite://")) as db, pytest.raises(RuntimeError, match="not opened by the store"):
        audit.append(db, by=LEAD, action="x", now=NOW)


def test_two_openings_have_two_boot_numbers(store_folder: Path, master: MasterKey) -> None:
    for number in ("1", "2"):
        with Store.open(store_folder, master) as store:
            add(store, number)
    with Store.open(store_folder, master) as store, store.read() as db:
        assert len(set(db.scalars(select(Audit.boot)))) == 2
        assert os.sep not in "".join(db.scalars(select(Audit.boot)))
