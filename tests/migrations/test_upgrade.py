"""Upgrading a store on a copy: whatever fails, the store stays byte for byte, and nothing is lost on the way."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select

from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.domain.student import Relation
from app.models.audit import Audit
from app.models.guardian import Guardian
from app.models.student import Student
from app.storage import audit, changes, schema, search, sqlite, upgrade
from app.storage.migrating import SCRIPTS
from app.storage.names import STORE, key_of
from app.storage.store import Store
from tests.storage.test_store import add
from tests.stores import LEAD, NOW

GOOD = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9001", "{head}", None, None
CHANGES = {changes}


def upgrade() -> None:
    with op.batch_alter_table("student") as batch:  # a parent table, rebuilt
        batch.add_column(sa.Column("shoe_size", sa.Integer(), nullable=True))
        batch.alter_column("name", existing_type=sa.String(60), type_=sa.String(80))
    op.create_table("shelf", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("UPDATE student SET shoe_size = 30")
{more}
"""


def scripts(folder: Path, more: str = "", changes: str = "()") -> Path:
    """Return a copy of the migrations with one more that rebuilds a parent table."""
    copy = folder / "migrations"
    shutil.copytree(SCRIPTS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "9001_shoes.py").write_text(GOOD.format(more=more, changes=changes, head=schema.HEAD), "utf-8")
    return copy


@pytest.fixture
def filled(store_folder: Path, master: MasterKey) -> Path:
    """A folder with a closed store that holds a student with a guardian, and words in the index."""
    with Store.open(store_folder, master) as store:
        for number in range(3):
            add(store, str(number))
        with store.write() as db:
            student = db.scalars(select(Student)).first()
            assert student is not None
            person = Guardian(student_id=student.id, relation=next(iter(Relation)), name="家长丁")
            changes.write(db, [changes.created(person)], by=LEAD, action="write_student", now=NOW)
            search.index(db, "student", student.id, "欧阳测试")
    return store_folder


def counts(folder: Path, master: MasterKey) -> dict[str, int]:
    connection = sqlite.connect(folder / STORE, key_of(master))
    found = {
        "student": connection.execute("SELECT count(*) FROM student").fetchone()[0],
        "guardian": connection.execute("SELECT count(*) FROM guardian").fetchone()[0],
        "change_event": connection.execute("SELECT count(*) FROM change_event").fetchone()[0],
        "search_entry": connection.execute("SELECT count(*) FROM search_entry").fetchone()[0],
    }
    triggers = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0]
    connection.close()
    return {**found, "triggers": triggers}


def test_an_upgrade_keeps_children_triggers_and_the_index(filled: Path, master: MasterKey, tmp_path: Path) -> None:
    before = counts(filled, master)
    assert before["guardian"] == 1
    upgrade.upgrade(filled, master, now=NOW, scripts=scripts(tmp_path), to="9001")
    assert counts(filled, master) == before
    engine = sqlite.engine(filled / STORE, key_of(master))
    with engine.connect() as connection:
        assert sqlite.fetch(connection, "SELECT version_num FROM alembic_version") == [("9001",)]
        assert sqlite.fetch(connection, "SELECT DISTINCT shoe_size FROM student") == [(30,)]
        assert sqlite.fetch(connection, "SELECT count(*) FROM search_text WHERE search_text MATCH '欧阳'") == [(1,)]
        from sqlalchemy.orm import Session

        with Session(connection) as db:
            last = db.scalars(select(Audit).order_by(Audit.seq.desc()).limit(1)).one()
            assert (last.action, last.details) == ("upgrade", {"from": schema.HEAD, "to": "9001"})
            assert audit.verify(db, master.derive("audit")).faults == ()
    engine.dispose()
    with pytest.raises(Problem, match="store_newer"):  # this version of the program does not know 9001
        Store.open(filled, master)


def test_the_old_file_is_kept(filled: Path, master: MasterKey, tmp_path: Path) -> None:
    before = (filled / STORE).read_bytes()
    upgrade.upgrade(filled, master, now=NOW, scripts=scripts(tmp_path), to="9001")
    assert (filled / f"{STORE}.before-9001").read_bytes() == before


def test_a_store_that_is_up_to_date_is_left_alone(filled: Path, master: MasterKey) -> None:
    before = {path.name: path.read_bytes() for path in filled.iterdir()}
    upgrade.upgrade(filled, master, now=NOW)
    assert {path.name: path.read_bytes() for path in filled.iterdir()} == before


class Planted(Exception):  # noqa: N818 - the fault that a test plants
    pass


@pytest.fixture
def fail_at() -> Iterator[list[int]]:
    """Raise on the statement of this number, counted over every engine; the list holds [number, count]."""
    state = [0, 0]

    def count(*_: object) -> None:
        state[1] += 1
        if state[1] == state[0]:
            raise Planted

    event.listen(Engine, "before_cursor_execute", count)
    yield state
    event.remove(Engine, "before_cursor_execute", count)


def test_failing_at_any_statement_leaves_the_store_byte_for_byte(
    filled: Path, master: MasterKey, tmp_path: Path, fail_at: list[int]
) -> None:
    folder = scripts(tmp_path)
    before = {path.name: path.read_bytes() for path in filled.iterdir()}
    statement = 0
    while True:
        statement += 1
        fail_at[:] = [statement, 0]
        try:
            upgrade.upgrade(filled, master, now=NOW, scripts=folder, to="9001")
        except Planted:
            assert {path.name: path.read_bytes() for path in filled.iterdir()} == before, statement
        else:
            break
    assert statement > 20  # it really went through the migration
    assert counts(filled, master)["guardian"] == 1


@pytest.mark.parametrize(
    "more",
    [
        '    op.execute("INSERT INTO nowhere VALUES (1)")',
        '    op.execute("DELETE FROM guardian")',
        '    op.execute("DROP TRIGGER audit_no_delete")',
        '    op.execute("DROP TABLE search_text")',
        '    op.execute("DELETE FROM student WHERE id IN (SELECT student_id FROM guardian)")',
        "    op.execute(\"UPDATE guardian SET student_id = 'nobody'\")",
    ],
)
def test_a_migration_that_breaks_or_loses_something_is_refused(
    filled: Path, master: MasterKey, tmp_path: Path, more: str
) -> None:
    before = {path.name: path.read_bytes() for path in filled.iterdir()}
    with pytest.raises(Problem, match="upgrade_failed"):
        upgrade.upgrade(filled, master, now=NOW, scripts=scripts(tmp_path, more), to="9001")
    assert {path.name: path.read_bytes() for path in filled.iterdir()} == before


def test_a_migration_that_says_what_it_removes_may(filled: Path, master: MasterKey, tmp_path: Path) -> None:
    folder = scripts(tmp_path, '    op.execute("DELETE FROM guardian")', changes='("guardian",)')
    upgrade.upgrade(filled, master, now=NOW, scripts=folder, to="9001")
    assert counts(filled, master)["guardian"] == 0


def test_too_little_room_for_the_copy(
    filled: Path, master: MasterKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in filled.iterdir()}
    usage = shutil.disk_usage(filled)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(Problem, match="disk_full"):
        upgrade.upgrade(filled, master, now=NOW, scripts=scripts(tmp_path), to="9001")
    assert {path.name: path.read_bytes() for path in filled.iterdir()} == before
