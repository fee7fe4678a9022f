"""Works on a store until it is killed, and notes what it confirmed. Started by the tests of this folder.

One process loads the program once and then forks for every order (a JSON line: folder, task, key,
seconds until the kill), kills the fork with SIGKILL after that time, and answers with a line.
Notes go to ``notes`` beside the store: a line before each step and one after it was confirmed.
"""

import gc
import json
import os
import select
import signal
import sys
import traceback
from functools import partial
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select as choose

from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.models.draft import Draft
from app.models.student import Student
from app.storage import audit, backup, changes, copying, search, vault
from app.storage.store import Store
from tests.crash.exchange import exchange, warm
from tests.crash.notes import Notes
from tests.stores import LEAD, NOW

BATCH = 50


def save_one(store: Store, number: str) -> None:
    with store.write() as db:
        row = Student(number=number, name="测试甲", created_at=NOW)
        changes.write(db, [changes.created(row)], by=LEAD, action="write_student", now=NOW)
        search.index(db, "student", row.id, row.name)


def save_many(store: Store, number: str) -> None:
    rows = [{"number": f"{number}-{place}", "name": "测试乙", "created_at": NOW} for place in range(BATCH)]
    with store.write() as db:
        changes.write_many(db, [(Student, rows)], by=LEAD, action="import", now=NOW)
        search.index_many(db, [("student", row["id"], row["name"]) for row in rows])


def save_draft(store: Store, number: str) -> None:
    with store.write() as db:
        found = db.scalars(choose(Draft)).one_or_none()
        row = found or Draft(user_id=LEAD.user_id, form="session", subject="", place={})
        row.content, row.saved = {"words": number}, NOW
        changes.write(
            db, [changes.changed(row) if found else changes.created(row)], by=LEAD, action="keep_draft", now=NOW
        )


def look(store: Store) -> None:
    with store.read() as db:
        audit.read(db, LEAD, "student", uuid4(), NOW)


def work(folder: Path, master: MasterKey, notes: Notes) -> None:
    """Save, import, draft, read, and every few rounds change the password and make a backup."""
    (slot,) = [slot for slot in vault.slots(folder) if slot.kind == "password"]
    password = "口令 0 abcdefghijkl"
    for turn in count():
        with Store.open(folder, master) as store:
            for step in range(4):
                notes.step(f"one {turn}-{step}", partial(save_one, store, f"{turn}-{step}"))
                notes.step(f"draft {turn}-{step}", partial(save_draft, store, f"{turn}-{step}"))
            notes.step(f"many m{turn}", partial(save_many, store, f"m{turn}"))
            notes.step("read", partial(look, store))
        new = f"口令 {turn + 1} abcdefghijkl"
        notes.step(f"password {new}", partial(change_password, folder, password, new, slot.slot_id))
        password = new
        notes.step("backup", partial(back_up, folder, master))


def change_password(folder: Path, old: str, new: str, slot_id: UUID) -> None:
    vault.change_password(folder, old, new, slot_id=slot_id, now=NOW, kdf=Kdf.floor())


def back_up(folder: Path, master: MasterKey) -> None:
    made = copying.copy(folder, NOW)
    if made:
        backup.verify(made, master, NOW)
    backup.rotate(folder, master, store_ok=True)


def restore(folder: Path, master: MasterKey, notes: Notes) -> None:
    """Restore the same backup again and again."""
    found = copying.listed(folder / "backups")[-1]
    for _ in count():
        notes.step("restore", lambda: backup.restore(folder, found, master, by=LEAD, now=NOW))


TASKS = {"work": work, "restore": restore, "exchange": exchange}


def main() -> None:
    """Serve orders until the input ends."""
    warm()
    gc.freeze()
    for line in sys.stdin:
        order = json.loads(line)
        folder = Path(order["folder"])
        child = os.fork()
        if child == 0:
            try:
                TASKS[order["task"]](folder, MasterKey(bytes.fromhex(order["key"])), Notes(folder / "notes"))
            except BaseException:
                traceback.print_exc()
            os._exit(9)
        select.select([], [], [], order["seconds"])  # a moment nobody chose
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
