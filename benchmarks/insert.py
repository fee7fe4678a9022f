"""Students and their families in bulk through the services, beside raw ``executemany`` of the very same rows.

The peers get every row ready as the database stores it, search words, change log and audit entry included,
and write them in one transaction with the same safety settings: once into the same SQLCipher schema, once
into plain ``sqlite3``, which pays for no encryption.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from app.domain.bigrams import words
from app.domain.rights import Action
from app.models.guardian import Guardian
from app.models.student import Student
from app.services.simulation.people import families
from app.storage import changes, search
from app.storage.names import STORE
from app.storage.store import Store
from benchmarks.harness import Figure, Timed, compare
from benchmarks.store import NOW, bare, founded, fresh, plain_copy

STUDENTS = 5_000
TABLES = ("student", "guardian", "change_event", "search_entry", "audit")
PLAIN_TARGET = 4.0
"""The target of 2.5 is for the same encrypted file; beside a plain one, what the encryption costs comes on top."""
Rows = dict[str, tuple[str, list[tuple[Any, ...]]]]


def figures(folder: Path, runs: int = 5, students: int = STUDENTS) -> list[Figure]:
    """Measure; ``folder`` is throw-away."""
    room, master, actor = founded(folder)
    people = families(Random(1), students, grades=range(7, 10), now=NOW)
    student_rows = [one.student for one in people]
    family_rows = [person for one in people for person in one.guardians]

    def ours() -> float:
        with Store.open(fresh(folder, "ours"), master) as store:
            start = perf_counter()
            with store.write() as db:
                batches = [(Student, student_rows), (Guardian, family_rows)]
                changes.write_many(db, batches, by=actor, action=Action.IMPORT, now=NOW)
                search.index_many(db, [("student", row["id"], row["name"]) for row in student_rows])
            return perf_counter() - start

    ours()
    rows = _written(folder / "ours" / STORE, room / STORE, master, [row["name"] for row in student_rows])

    def encrypted() -> Any:
        return bare(fresh(folder, "peer") / STORE, master)

    def plain() -> sqlite3.Connection:
        return plain_copy(room, master, folder / "plain.db")

    peers = [("executemany on SQLCipher", _raw(encrypted, rows)), ("executemany on sqlite3", _raw(plain, rows))]
    same, without = compare(f"insert_{students}_students", ours, peers, target=2.5, runs=runs)
    return [same, replace(without, target=PLAIN_TARGET)]


def _written(path: Path, before: Path, master: Any, names: list[str]) -> Rows:
    """Return what ours wrote, table by table, as the database holds it."""
    old, new = bare(before, master), bare(path, master)
    rows: Rows = {}
    for table in TABLES:
        known = old.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0]  # noqa: S608 - a constant
        found = new.execute(f"SELECT * FROM {table} WHERE rowid > ? ORDER BY rowid", (known,))  # noqa: S608 - a constant
        places = ", ".join("?" for _ in found.description)
        rows[table] = (f"INSERT INTO {table} VALUES ({places})", found.fetchall())  # noqa: S608 - a constant
    numbers = [row[0] for row in rows["search_entry"][1]]
    index = [(number, words(name)) for number, name in zip(numbers, names, strict=True)]
    rows["search_text"] = ("INSERT INTO search_text (rowid, words) VALUES (?, ?)", index)
    old.close()
    new.close()
    return rows


def _raw(opened: Callable[[], Any], rows: Rows) -> Timed:
    def run() -> float:
        connection = opened()
        start = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for statement, values in rows.values():
            connection.executemany(statement, values)
        connection.execute("COMMIT")
        seconds = perf_counter() - start
        connection.close()
        return seconds

    return run
