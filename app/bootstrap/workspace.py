"""The workspace process: waits for the password, opens the store, shows the main window. Locking ends it."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from app.bootstrap.program import dressed, now, pc_folder
from app.crypto.keys import MasterKey
from app.domain.problems import Problem
from app.domain.rights import Actor
from app.domain.school_class import display
from app.domain.settings import Value
from app.services import drafts, school_settings, search, users
from app.storage import backup, pc_settings, vault
from app.storage.store import Store
from app.ui.ask import Ask
from app.ui.changes import ChangeSignal
from app.ui.clipboard import Clipboard
from app.ui.desk import Desk
from app.ui.doorbell import Doorbell
from app.ui.drafts import Draft, Keep
from app.ui.gate.protocol import BEGIN, DEMO, QUIT, UNLOCK
from app.ui.i18n import label, language, sentence
from app.ui.idle import IdleWatch
from app.ui.jobs import WorkerJobs
from app.ui.leaving import Leaving
from app.ui.main_window import WINDOW_DRAFT, MainWindow
from app.ui.notices import Notices
from app.ui.screen_guard import ScreenGuard
from app.ui.widgets.search_box import Hit
from app.ui.workspace_link import WorkspaceLink

SETTLE_MS = 3_000
"""After the window is there: what can wait until the first look at today's list is over."""


def run(folder: Path) -> int:
    """Run a workspace on ``folder`` until it is locked or the gate is gone; return the exit code."""
    values = pc_settings.load(pc_folder())
    app = dressed(values)
    workspace = Workspace(folder, values, app)
    workspace.link.start()
    return app.exec()


class Workspace(QObject):
    """One sitting at the store."""

    def __init__(self, folder: Path, values: dict[str, Value], app: QApplication) -> None:
        super().__init__(app)
        self._folder, self._values, self._app = folder, values, app
        self._window: QMainWindow | None = None
        self.link = WorkspaceLink(sys.stdin.buffer, sys.stdout.buffer, self)
        self.link.asked.connect(self._asked)
        self.link.orphaned.connect(lambda: app.exit(QUIT))

    def _asked(self, message: dict[str, Any]) -> None:
        wanted = message.get("do")
        try:
            if wanted == UNLOCK:
                self._unlock(str(message.get("slot") or ""), str(message.get("secret") or ""))
            elif wanted in {BEGIN, DEMO}:
                self._first_run(demo=wanted == DEMO)
        except Problem as problem:
            self.link.refuse(problem)

    def _unlock(self, slot: str, secret: str) -> None:
        unlocked = vault.unlock(self._folder, secret, slot_id=UUID(slot) if slot else None)
        store = Store.open(self._folder, unlocked.master)
        try:
            with store.read() as db:
                who = unlocked.slot.user_id
                actor = users.actor(db, who) if who is not None else users.first_lead(db)
        except Problem:
            store.close()
            raise
        self._sit_down(self._folder, store, unlocked.master, actor)

    def _first_run(self, *, demo: bool) -> None:
        from app.bootstrap.first_run import first_run

        self._window = first_run(self._folder, demo=demo, then=self._founded, gone=lambda: self._app.exit(QUIT))
        self._window.show()
        self.link.unlocked()

    def _founded(self, folder: Path, master: MasterKey, actor: Actor) -> None:
        first, self._window = self._window, None
        self._sit_down(folder, Store.open(folder, master), master, actor)
        if first is not None:
            first.close()

    def _sit_down(self, folder: Path, store: Store, master: MasterKey, actor: Actor) -> None:
        desk = make_desk(WorkerJobs(store, self._app), actor)
        with store.read() as db:
            settings = school_settings.values(db, by=actor)
            place = drafts.load(db, WINDOW_DRAFT, "", by=actor)
        window = MainWindow(desk, keep=keeper(actor), search=finder(actor))
        leaving = Leaving(window, lambda code: self._leave(store, actor, code))
        minutes = settings["lock.minutes"]
        idle = IdleWatch(self._app, minutes if isinstance(minutes, int) else 5)
        idle.expired.connect(leaving.lock)
        idle.warned.connect(lambda left: desk.notices.say(label("lock_soon", seconds=left)))
        ScreenGuard(self._app, on=bool(self._values["screen.guard"]))
        bell = Doorbell(folder, "workspace", window)
        bell.rung.connect(window.raise_)
        bell.rung.connect(window.activateWindow)
        if place is not None:
            window.restore(place.content)
        self._window = window
        window.show()
        window.activateWindow()
        self.link.unlocked()
        lines = settings["hotlines"]
        pc_settings.save(pc_folder(), {"gate.hotlines": lines if isinstance(lines, list) else []})
        QTimer.singleShot(SETTLE_MS, lambda: self._settle(folder, master, desk))

    def _settle(self, folder: Path, master: MasterKey, desk: Desk) -> None:
        """Check the backups made at the last lock, and let the rotation go on only when they are good."""

        def work(_: object) -> list[object]:
            failed = backup.verify_new(folder, master, now())
            backup.rotate(folder, master, store_ok=not failed)
            return list(failed)

        def done(failed: list[object]) -> None:
            if failed:
                desk.notices.say(label("backups_damaged", count=len(failed)))

        desk.jobs.submit(work, write=False, owner=self, done=done, failed=lambda one: desk.notices.say(sentence(one)))

    def _leave(self, store: Store, actor: Actor, code: int) -> None:
        """End this process: the file is closed, the memory goes back to the system."""
        with store.read() as db:
            kept = [one for one in drafts.listing(db, by=actor) if one.form != WINDOW_DRAFT]
        store.close()
        used = now().isoformat(timespec="seconds")
        pc_settings.save(pc_folder(), {"gate.last_used": used, "gate.drafts": len(kept)})
        self._app.exit(code)


def make_desk(jobs: WorkerJobs, actor: Actor) -> Desk:
    """Return the desk of one sitting."""
    return Desk(
        jobs=jobs,
        changes=ChangeSignal(),
        ask=Ask(),
        notices=Notices(),
        clipboard=Clipboard(),
        actor=actor,
        now=now,
    )


def keeper(actor: Actor) -> Keep:
    """Return how drafts are written within a session."""

    def keep(db: Any, some: Sequence[Draft]) -> None:
        for one in some:
            form, _, subject = one.key.partition(":")
            if one.content:
                drafts.keep(db, form, subject, one.content, {}, by=actor, now=now())
            else:
                drafts.drop(db, form, subject, by=actor)

    return keep


def finder(actor: Actor) -> Callable[[Any, str], Sequence[Hit]]:
    """Return how the search box looks a text up within a session."""

    def find(db: Any, text: str) -> Sequence[Hit]:
        people = search.people(db, text, by=actor, today=now().date())
        hits = [
            Hit(
                one.name,
                f"{display(one.school_class, language()) if one.school_class else ''} {one.number}".strip(),
                "student",
                {"student": str(one.id)},
                one.id,
            )
            for one in people
        ]
        if len(text.strip()) > 1:
            hits += [
                Hit(
                    label("hit_session", name=one.name, number=one.session_number),
                    one.number,
                    "session",
                    {"session": str(one.session_id)},
                    one.session_id,
                )
                for one in search.notes(db, text, by=actor, limit=10)
            ]
        return hits

    return find
