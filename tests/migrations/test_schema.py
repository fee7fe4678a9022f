"""The schema the migrations make is the schema the models describe, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, create_engine, inspect, text
from sqlalchemy.orm import Session

import app.models  # noqa: F401 - makes the metadata complete
from app.models.base import Base
from app.models.node import Node
from app.storage import schema, sqlite
from app.storage.migrating import SCRIPTS, config, migrate
from tests.migrations.shape import differences, shape_of
from tests.stores import NOW, VAULT_ID


@pytest.fixture
def migrated() -> Iterator[Connection]:
    with sqlite.memory_engine().begin() as connection:
        migrate(connection)
        yield connection


@pytest.fixture
def modelled() -> Iterator[Connection]:
    with sqlite.memory_engine().begin() as connection:
        Base.metadata.create_all(connection)
        sqlite.install_extras(connection, Base.metadata)
        yield connection


def test_migrations_make_what_the_models_say(migrated: Connection, modelled: Connection) -> None:
    assert differences(shape_of(migrated), shape_of(modelled)) == []
    assert "trigger audit_no_update" in shape_of(migrated)
    assert "table search_text" in shape_of(migrated)


PLANTED = {
    "ALTER TABLE student ADD COLUMN shoe_size INTEGER": "table student",
    "ALTER TABLE student DROP COLUMN health": "table student",
    "DROP INDEX ix_student_pinyin": "index ix_student_pinyin",
    "CREATE UNIQUE INDEX extra ON student (name)": "index extra",
    "DROP TRIGGER audit_no_delete": "trigger audit_no_delete",
    "DROP TABLE search_text": "table search_text",
    "CREATE TABLE stray (id INTEGER)": "table stray",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_difference_is_seen(migrated: Connection, modelled: Connection, fault: str) -> None:
    migrated.exec_driver_sql(fault)
    assert PLANTED[fault] in differences(shape_of(migrated), shape_of(modelled))


@pytest.mark.parametrize(
    ("was", "becomes", "table"),
    [
        ("name VARCHAR(60) NOT NULL", "name VARCHAR(60)", "student"),
        ("REFERENCES student (id)", "REFERENCES user (id)", "guardian"),
        ("VARCHAR(64)", "VARCHAR(63)", "change_event"),
    ],
)
def test_a_planted_difference_inside_a_table_is_seen(
    migrated: Connection, modelled: Connection, was: str, becomes: str, table: str
) -> None:
    sql = migrated.execute(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}).scalar_one()
    assert was in sql
    migrated.exec_driver_sql("PRAGMA foreign_keys=OFF")
    migrated.exec_driver_sql(f"DROP TABLE {table}")
    migrated.exec_driver_sql(sql.replace(was, becomes, 1))
    assert f"table {table}" in differences(shape_of(migrated), shape_of(modelled))


def test_the_constants_name_the_revisions_that_there_are() -> None:
    with sqlite.memory_engine().connect() as connection:
        directory = ScriptDirectory.from_config(config(connection))
    found = [step.revision for step in directory.walk_revisions()]
    assert tuple(reversed(found)) == schema.REVISIONS
    assert directory.get_heads() == [schema.HEAD]


def test_migrations_import_nothing_of_the_program() -> None:
    for path in SCRIPTS.rglob("*.py"):
        source = path.read_text("utf-8")
        assert "import app" not in source
        assert "from app" not in source


@pytest.fixture
def on_postgres(postgres_url: str) -> Iterator[Connection]:
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_same_migrations_run_on_postgresql(on_postgres: Connection) -> None:
    with on_postgres.begin():
        migrate(on_postgres)
    made = set(inspect(on_postgres).get_table_names()) - {"alembic_version"}
    assert made == set(Base.metadata.tables)
    assert _compared(on_postgres, Base.metadata) == []
    with Session(on_postgres) as db:
        db.add(Node(id=VAULT_ID, vault_id=VAULT_ID, epoch=VAULT_ID, latest=NOW))
        db.commit()
        assert db.get_one(Node, VAULT_ID, populate_existing=True).latest == NOW


def test_a_planted_difference_is_seen_on_postgresql(on_postgres: Connection) -> None:
    with on_postgres.begin():
        migrate(on_postgres)
        on_postgres.exec_driver_sql("ALTER TABLE student DROP COLUMN health")
    assert len(_compared(on_postgres, Base.metadata)) == 1


def _compared(connection: Connection, metadata: MetaData) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


def test_a_migration_that_fails_leaves_no_table_behind() -> None:
    engine = sqlite.memory_engine()

    def fail() -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE search_text (x)")  # the migration's own will clash
            migrate(connection)

    with pytest.raises(Exception, match="search_text"):
        fail()
    with engine.connect() as connection:
        assert "student" not in inspect(connection).get_table_names()
