"""0002 on a store that has assessments: nothing is lost, and the new columns say "not known"."""

from pathlib import Path
from uuid import uuid4

from app.crypto.keys import MasterKey
from app.storage import sqlite, upgrade
from app.storage.migrating import migrate
from app.storage.names import STORE, key_of
from tests.stores import NOW, VAULT_ID


def test_assessments_are_kept(tmp_path: Path, master: MasterKey) -> None:
    key = key_of(master)
    engine = sqlite.engine(tmp_path / STORE, key, create=True, foreign_keys=False)
    user, student, sheet = (uuid4().hex for _ in range(3))
    with engine.execution_options(write=True).connect() as connection, connection.begin():
        migrate(connection, to="0001")
        connection.exec_driver_sql(
            "INSERT INTO node (id, vault_id, epoch, seq, head, hlc, latest, generation, slots_generation, series)"
            " VALUES (?, ?, ?, 0, '', 0, '2026-01-01 00:00:00.000000', 1, 1, 'A')",
            (uuid4().hex, VAULT_ID.hex, uuid4().hex),
        )
        connection.exec_driver_sql(
            "INSERT INTO user (id, name, label, role, active, created_at) VALUES (?, '示例', '使用人 1', 'lead', 1,"
            " '2026-01-01 00:00:00.000000')",
            (user,),
        )
        connection.exec_driver_sql(
            "INSERT INTO student (id, number, name, pinyin, initials, pinyin_edited, grade_shift, ethnicity,"
            " national_id, registration_no, address, health, standing, created_at)"
            " VALUES (?, '1', '示例', '', '', 0, 0, '', '', '', '', '', 'enrolled', '2026-01-01 00:00:00.000000')",
            (student,),
        )
        connection.exec_driver_sql(
            "INSERT INTO assessment (id, student_id, scale, definition_version, form_version, respondent, informant,"
            " taken_on, source, complete, total, validity, result, entered_by, entered_at)"
            " VALUES (?, ?, 'gad7', '1.0', 'a', 'student', '', '2026-01-02', 'keypad', 1, 7000, 'ok', '{}', ?,"
            " '2026-01-02 00:00:00.000000')",
            (sheet, student, user),
        )
    engine.dispose()
    upgrade.upgrade(tmp_path, master, now=NOW, to="0002")
    engine = sqlite.engine(tmp_path / STORE, key)
    with engine.connect() as connection:
        rows = sqlite.fetch(connection, "SELECT total, round_id, tray_id, unscored FROM assessment")
    engine.dispose()
    assert rows == [(7000, None, None, None)]
