"""Importing and scoring an export of 3,000 students x 100 items, beside reading and raw insertion alone.

The peer is calamine reading the file and one ``executemany`` per table of the very rows that ours wrote
(sheets, alerts, marks of the batch, change log, audit), every value ready as the database stores it, into the
same SQLCipher schema with the same safety settings. It matches nobody, checks nothing and scores nothing.
"""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from app.crypto.keys import MasterKey
from app.domain.rights import Action, Actor
from app.models.student import Student
from app.scales.load import load
from app.services import answer_import, sheets
from app.services.simulation.people import families
from app.storage import changes
from app.storage.names import STORE
from app.storage.store import Store
from benchmarks.harness import Figure, Timed, compare
from benchmarks.store import NOW, bare, founded, fresh

STUDENTS = 3_000
SCALE, ITEMS = "mht", 100
TABLES = (
    "import_batch",
    "assessment",
    "answer_sheet",
    "alert",
    "import_row",
    "answer_mapping",
    "change_event",
    "audit",
)
Rows = dict[str, tuple[str, list[tuple[Any, ...]]]]


def figures(folder: Path, runs: int = 5, students: int = STUDENTS) -> list[Figure]:
    """Measure; ``folder`` is throw-away."""
    _, master, actor = founded(folder)
    full = _school(folder, students, master, actor)
    file = _export(folder / "export.xlsx", full, master)

    def ours() -> float:
        room = _copy(full, folder / "ours")
        with Store.open(room, master) as store:
            start = perf_counter()
            read = sheets.read(file)
            with store.write() as db:
                mapping, _ = answer_import.guess(db, read.sheet, SCALE, by=actor)
                mapping = replace(mapping, kind="score")
                report = answer_import.take(
                    db, read.sheet, mapping, sha256=read.sha256, by=actor, now=NOW + timedelta(days=1)
                )
            seconds = perf_counter() - start
        if report.taken != students:
            raise RuntimeError("not every sheet was taken in")
        return seconds

    ours()
    rows = _written(full / STORE, folder / "ours" / STORE, master)
    peer = _peer(file, full, folder / "peer", master, rows)
    name = f"import_{students}_x_{ITEMS}"
    return compare(name, ours, [("calamine + executemany on SQLCipher", peer)], target=4, runs=runs)


def _school(folder: Path, students: int, master: MasterKey, actor: Actor) -> Path:
    """Return a store with the students in it."""
    room = fresh(folder, "school")
    people = families(Random(1), students, grades=range(7, 10), now=NOW)
    with Store.open(room, master) as store, store.write() as db:
        changes.write_many(db, [(Student, [one.student for one in people])], by=actor, action=Action.IMPORT, now=NOW)
    return room


def _export(path: Path, room: Path, master: MasterKey) -> Path:
    """Write what a questionnaire platform exports: a row per student, scores."""
    random = Random(2)
    store = bare(room / STORE, master)
    people = store.execute("SELECT number, name FROM student ORDER BY number").fetchall()
    store.close()
    items = len(load(SCALE).items)
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Sheet1")
        heads = ["序号", "提交答卷时间", "所用时间", "姓名", "学号", *(f"{n}、第{n}项" for n in range(1, items + 1))]
        page.write_row(0, 0, heads)
        day = date(2026, 3, 2)
        for row, (number, name) in enumerate(people, 1):
            page.write_row(row, 0, [row, f"{day:%Y/%m/%d} 8:05:09", "900秒", name])
            page.write_string(row, 4, number)
            page.write_row(row, 5, random.choices((0, 1), k=items))
    return path


def _copy(room: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(room, target)
    return target


def _written(before: Path, after: Path, master: MasterKey) -> Rows:
    """Return what ours wrote, table by table, as the database holds it."""
    old, new = bare(before, master), bare(after, master)
    rows: Rows = {}
    for table in TABLES:
        known = old.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0]  # noqa: S608 - a constant
        found = new.execute(f"SELECT * FROM {table} WHERE rowid > ? ORDER BY rowid", (known,))  # noqa: S608 - a constant
        places = ", ".join("?" for _ in found.description)
        rows[table] = (f"INSERT INTO {table} VALUES ({places})", found.fetchall())  # noqa: S608 - a constant
    old.close()
    new.close()
    return rows


def _peer(file: Path, full: Path, target: Path, master: MasterKey, rows: Rows) -> Timed:
    def run() -> float:
        connection = bare(_copy(full, target) / STORE, master)
        start = perf_counter()
        CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
        connection.execute("BEGIN IMMEDIATE")
        for statement, values in rows.values():
            connection.executemany(statement, values)
        connection.execute("COMMIT")
        seconds = perf_counter() - start
        connection.close()
        return seconds

    return run
