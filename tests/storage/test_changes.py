"""The change log: one event per row, no gaps, parents that were seen, and one audit entry per mutation."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.canonical import dumps, plain
from app.domain.merge_patch import apply
from app.domain.rights import Role
from app.models.audit import Audit
from app.models.base import Base
from app.models.change import ChangeEvent
from app.models.draft import Draft
from app.models.node import Node
from app.models.session_record import SessionRecord
from app.models.student import Student
from app.models.user import User
from app.storage import changes, snapshots
from app.storage.check import verify_events
from app.storage.store import Store
from tests.stores import LEAD, NOW


def student(number: str = "1", name: str = "测试甲") -> Student:
    return Student(number=number, name=name, created_at=NOW)


def write(store: Store, *entries: changes.Entry, now: datetime = NOW) -> None:
    with store.write() as db:
        changes.write(db, entries, by=LEAD, action="write_student", now=now)


def events(db: Session, entity_id: UUID | None = None) -> list[ChangeEvent]:
    chosen = select(ChangeEvent).order_by(ChangeEvent.seq)
    return list(db.scalars(chosen.where(ChangeEvent.entity_id == entity_id) if entity_id else chosen))


def test_a_life_of_one_row(store: Store) -> None:
    row = student()
    write(store, changes.created(row))
    with store.write() as db:
        found = db.scalars(select(Student)).one()
        found.name, found.health = "测试乙", "花粉过敏"
        touched = changes.write(db, [changes.changed(found)], by=LEAD, action="write_student", now=NOW)
        assert touched.kinds == {"student"}
        assert touched.ids == {row.id}
        snapshot = snapshots.of_row(found)
    with store.write() as db:
        changes.write(
            db, [changes.deleted(db.scalars(select(Student)).one())], by=LEAD, action="write_student", now=NOW
        )
    with store.read() as db:
        made, changed, gone = events(db, row.id)
        assert [event.op for event in (made, changed, gone)] == ["create", "change", "delete"]
        assert [event.seq for event in (made, changed, gone)] == [1, 2, 3]
        assert (made.parents, changed.parents, gone.parents) == ([], [made.hash], [changed.hash])
        assert json.loads(changed.patch) == {"name": "测试乙", "health": "花粉过敏"}
        replayed = apply(apply({}, json.loads(made.patch)), json.loads(changed.patch))
        assert replayed == snapshot
        assert changed.snapshot_hash == snapshots.sha256(dumps(snapshot))
        assert (gone.patch, gone.snapshot_hash) == ("null", "")
        assert db.scalar(select(func.count()).select_from(Audit)) == 3
        assert verify_events(db) == (3, [])
        assert changes.heads(db, row.id) == [gone.hash]


def test_one_mutation_of_several_rows_is_one_audit_entry(store: Store) -> None:
    row = Student(id=uuid4(), number="1", name="测试甲", created_at=NOW)
    user = User(id=uuid4(), name="辅导员乙", label="使用人 1", role=Role.COUNSELLOR, created_at=NOW)
    record = SessionRecord(
        student_id=row.id, author_id=user.id, number=1, started_at=NOW, topics=["睡眠"], saved_at=NOW
    )
    write(store, changes.created(record), changes.created(row), changes.created(user))  # children first
    with store.read() as db:
        assert {event.kind for event in events(db)} == {"student", "user", "session_record"}
        entry = db.scalars(select(Audit)).one()
        assert (entry.object_type, entry.action, entry.user) == ("session_record", "write_student", LEAD.user_id)


def test_a_row_that_did_not_change_writes_nothing(store: Store) -> None:
    write(store, changes.created(student()))
    with store.write() as db:
        row = db.scalars(select(Student)).one()
        row.name = "测试甲"
        touched = changes.write(db, [changes.changed(row)], by=LEAD, action="write_student", now=NOW)
    assert touched.ids == frozenset()
    with store.read() as db:
        assert len(events(db)) == 1
        assert db.scalar(select(func.count()).select_from(Audit)) == 1


def test_a_failed_mutation_leaves_no_gap(store: Store) -> None:
    write(store, changes.created(student("1")))
    with pytest.raises(IntegrityError):
        write(store, changes.created(student("1")))
    write(store, changes.created(student("2")))
    with store.read() as db:
        assert [event.seq for event in events(db)] == [1, 2]
        assert verify_events(db) == (2, [])


def test_many_rows_have_an_event_each_and_one_audit_entry(store: Store) -> None:
    rows = [{"number": str(n), "name": f"测试{n}", "created_at": NOW} for n in range(300)]
    with store.write() as db:
        touched = changes.write_many(db, [(Student, rows)], by=LEAD, action="import", now=NOW)
    assert touched.ids == {row["id"] for row in rows}
    with store.read() as db:
        assert verify_events(db) == (300, [])
        assert db.scalars(select(Audit)).one().details == {"rows": 300}
        one = db.scalars(select(Student).where(Student.number == "7")).one()
        (event,) = events(db, one.id)
        assert snapshots.sha256(event.patch) == event.snapshot_hash
        assert json.loads(event.patch) == snapshots.of_row(one)


def test_single_and_bulk_writing_make_the_same_snapshot(store: Store) -> None:
    write(store, changes.created(student("1", "同名")))
    with store.write() as db:
        changes.write_many(
            db, [(Student, [{"number": "2", "name": "同名", "created_at": NOW}])], by=LEAD, action="import", now=NOW
        )
    with store.read() as db:
        first, second = (json.loads(event.patch) for event in events(db))
    assert {**first, "id": "", "number": ""} == {**second, "id": "", "number": ""}


def test_local_rows_are_audited_and_never_in_the_change_log(store: Store) -> None:
    draft = Draft(user_id=LEAD.user_id, form="session", subject="", content={"words": "半句"}, place={}, saved=NOW)
    write(store, changes.created(draft))
    with store.read() as db:
        assert events(db) == []
        assert db.scalars(select(Audit)).one().object_id == draft.id


def test_a_clock_that_fell_back_is_marked_and_order_is_kept(store: Store) -> None:
    write(store, changes.created(student("1")), now=NOW)
    write(store, changes.created(student("2")), now=datetime(1980, 1, 1, tzinfo=UTC))
    write(store, changes.created(student("3")), now=NOW + timedelta(seconds=1))
    with store.read() as db:
        first, second, third = events(db)
        assert [event.clock_quality for event in (first, second, third)] == ["good", "behind", "good"]
        assert first.hlc < second.hlc < third.hlc
        assert db.scalars(select(Node)).one().latest == NOW + timedelta(seconds=1)


def test_history_is_append_only(store: Store) -> None:
    write(store, changes.created(student()))
    for statement in (
        "UPDATE change_event SET op = 'delete'",
        "DELETE FROM change_event",
        "UPDATE audit SET action = 'read'",
        "DELETE FROM audit",
    ):
        with pytest.raises(IntegrityError, match="append-only"), store.write() as db:
            db.connection().exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        ("UPDATE change_event SET patch = '{}' WHERE seq = 2", "change_edited"),
        ("UPDATE change_event SET author = node WHERE seq = 1", "change_edited"),
        ("DELETE FROM change_event WHERE seq = 2", "change_gap"),
        ("DELETE FROM change_event WHERE seq = 3", "change_gap"),
    ],
)
def test_a_changed_change_log_is_found(store: Store, tamper: str, fault: str) -> None:
    for number in ("1", "2", "3"):
        write(store, changes.created(student(number)))
    with store.write() as db:
        connection = db.connection()
        connection.exec_driver_sql("DROP TRIGGER change_event_no_update")
        connection.exec_driver_sql("DROP TRIGGER change_event_no_delete")
        connection.exec_driver_sql(tamper)
    with store.read() as db:
        assert fault in verify_events(db)[1]


def test_every_table_says_whether_it_replicates_and_replicated_ones_have_one_uuid_key() -> None:
    for mapper in Base.registry.mappers:
        model = mapper.class_
        assert "__replicated__" in vars(model), model.__name__
        if model.__replicated__:
            (key,) = model.__table__.primary_key.columns
            assert key.name == "id"
            assert key.type.python_type is UUID


def test_no_replicated_column_holds_floats() -> None:
    for mapper in Base.registry.mappers:
        if mapper.class_.__replicated__:
            types = {column.name: column.type.python_type for column in mapper.class_.__table__.columns}
            assert float not in types.values(), mapper.class_.__name__


def test_the_hash_of_an_event_is_that_of_its_canonical_json(store: Store) -> None:
    write(store, changes.created(student()))
    with store.read() as db:
        (event,) = events(db)
        values = {column.name: getattr(event, column.name) for column in ChangeEvent.__table__.columns}
    covered = {**plain(values), "patch": snapshots.sha256(event.patch)}
    del covered["hash"]
    assert values["hash"] == snapshots.sha256(dumps(covered))
    assert changes.event_hash(values) == values["hash"]


def test_a_signed_record_is_never_changed_again(store: Store) -> None:
    row = Student(id=uuid4(), number="1", name="测试甲", created_at=NOW)
    user = User(id=uuid4(), name="辅导员乙", label="使用人 1", role=Role.COUNSELLOR, created_at=NOW)
    record = SessionRecord(
        student_id=row.id, author_id=user.id, number=1, started_at=NOW, topics=[], saved_at=NOW, words="原话"
    )
    write(store, changes.created(row), changes.created(user), changes.created(record))
    with store.write() as db:
        found = db.scalars(select(SessionRecord)).one()
        found.words, found.signed_at = "改过的话", NOW
        changes.write(db, [changes.changed(found)], by=LEAD, action="write_session", now=NOW)
    for statement in ("UPDATE session_record SET words = 'x'", "DELETE FROM session_record"):
        with pytest.raises(IntegrityError, match="append-only"), store.write() as db:
            db.connection().exec_driver_sql(statement)
