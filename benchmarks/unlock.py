"""From the password to today's list on the screen in a school of 5,000, beside the least that could be done.

The key derivation is on both sides, with the cost that this machine is given by default. Ours unwraps the key,
opens the store as the program does (library, place, header, schema and key slots tested; user, settings and
place loaded), makes the main window with today's page and paints it, in a workspace that was warmed up as the
locked screen keeps one. The peer derives the same key, opens the file with the same settings, runs the very
statements that ours ran and fetches every row; it shows nothing.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtWidgets import QApplication
from sqlalchemy import Engine, event

from app.bootstrap.finding import finder
from app.bootstrap.program import dress, now
from app.crypto.kdf import Kdf, stretch
from app.crypto.keys import MasterKey
from app.domain.rights import Actor
from app.services import drafts, school_settings, users
from app.services.pc import ThisPc
from app.services.simulation.school import DEMO_PASSWORD, make_school
from app.services.slots import Keyholder
from app.storage import pc_settings, vault
from app.storage.names import STORE
from app.storage.store import Store
from app.ui.ask import Ask
from app.ui.changes import ChangeSignal
from app.ui.clipboard import Clipboard
from app.ui.desk import Desk
from app.ui.draft_store import keeping
from app.ui.here import Here
from app.ui.jobs import InlineJobs
from app.ui.main_window import WINDOW_DRAFT, MainWindow
from app.ui.notices import Notices
from benchmarks.harness import Figure, compare
from benchmarks.store import PASSWORD, bare

Statement = tuple[str, Any]


def figures(folder: Path, runs: int = 7, students: int = 5_000) -> list[Figure]:
    """Measure; ``folder`` is throw-away."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - made with windows or not at all
    dress(app, pc_settings.load(folder / "no settings"))
    room = folder / "school"
    master = make_school(room, students=students, years=1, seed=1, now=now()).master
    cost = Kdf.default()
    slot = vault.slots(room)[0].slot_id
    vault.change_password(room, DEMO_PASSWORD, PASSWORD, slot_id=slot, now=now(), kdf=cost)
    said: list[Statement] = []

    def ours() -> float:
        start = perf_counter()
        unlocked = vault.unlock(room, PASSWORD, slot_id=slot)
        store = Store.open(room, unlocked.master)
        window = _sit_down(store, unlocked, folder)
        app.processEvents()
        window.grab()
        seconds = perf_counter() - start
        window.deleteLater()
        app.sendPostedEvents()
        store.close()
        return seconds

    def peer() -> float:
        start = perf_counter()
        stretch(PASSWORD, cost)
        return perf_counter() - start + _queries(room, master, said)

    with _listening(said):
        ours()
    name = f"unlock_to_today_{students}_students"
    return compare(name, ours, [("key derivation, bare open, the same queries", peer)], target=2.0, runs=runs)


def _sit_down(store: Store, unlocked: vault.Unlocked, folder: Path) -> MainWindow:
    """Show the main window as a sitting does; the store's work is done at once instead of on its thread."""
    who = unlocked.slot.user_id
    with store.read() as db:
        actor = users.actor(db, who) if who is not None else users.first_lead(db)
    with store.read() as db:
        school_settings.values(db, by=actor)
        drafts.load(db, WINDOW_DRAFT, "", by=actor)
    window = MainWindow(_desk(store, actor, unlocked, folder), keep=keeping(actor, now), search=finder(actor))
    window.resize(1092, 543)
    window.show()
    return window


def _desk(store: Store, actor: Actor, unlocked: vault.Unlocked, folder: Path) -> Desk:
    keys = Keyholder(store.folder, unlocked.master, unlocked.slot.slot_id, by_recovery=False)
    return Desk(
        jobs=InlineJobs(store),
        changes=ChangeSignal(),
        ask=Ask(),
        notices=Notices(),
        clipboard=Clipboard(),
        actor=actor,
        now=now,
        here=Here(keys=keys, pc=ThisPc(folder / "no settings"), dress=lambda: None, idle=lambda _: None),
    )


def _queries(room: Path, master: MasterKey, said: list[Statement]) -> float:
    start = perf_counter()
    connection = bare(room / STORE, master)
    for statement, parameters in said:
        connection.execute(statement, parameters).fetchall()
    seconds = perf_counter() - start
    connection.close()
    return seconds


@contextmanager
def _listening(said: list[Statement]) -> Iterator[None]:
    """Note every statement that goes to a database meanwhile."""

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement != "BEGIN":
            said.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", note)
