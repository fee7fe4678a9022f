"""The workspace process: waits for the password, opens the store, hands over to the sitting."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from app.bootstrap.program import dressed, pc_folder
from app.bootstrap.sitting import Sitting
from app.domain.problems import Problem
from app.domain.rights import Actor
from app.domain.settings import Value
from app.services import users
from app.services.slots import Keyholder
from app.storage import pc_settings, vault
from app.storage.store import Store
from app.ui import failures
from app.ui.gate.protocol import BEGIN, DEMO, QUIT, UNLOCK
from app.ui.pages.page import Place
from app.ui.workspace_link import WorkspaceLink

log = logging.getLogger("xinqiao.workspace")


def run(folder: Path, *, attend: Callable[[], object] | None = None) -> int:
    """Run a workspace on ``folder`` until it is locked or the gate is gone; return the exit code.

    ``attend`` is called before it begins: the headless demonstration puts its hands there.
    """
    values = pc_settings.load(pc_folder())
    app = dressed(values)
    workspace = Workspace(folder, values, app)
    failures.install(workspace.stumbled)
    if attend is not None:
        attend()
    workspace.link.start()
    return app.exec()


class Workspace(QObject):
    """Answers the gate until somebody sits down."""

    def __init__(self, folder: Path, values: dict[str, Value], app: QApplication) -> None:
        super().__init__(app)
        self._folder, self._values, self._app = folder, values, app
        self._first: QMainWindow | None = None
        self._sitting: Sitting | None = None
        self.link = WorkspaceLink(sys.stdin.buffer, sys.stdout.buffer, self)
        self.link.asked.connect(self._asked)
        self.link.orphaned.connect(lambda: QTimer.singleShot(0, lambda: app.exit(QUIT)))  # perhaps before it runs

    def stumbled(self) -> None:
        """Tell of a fault that nobody caught; what is on the screen stays."""
        if self._sitting is not None:
            self._sitting.stumbled()

    def _asked(self, message: dict[str, Any]) -> None:
        wanted = message.get("do")
        try:
            if wanted == UNLOCK:
                self._unlock(str(message.get("slot") or ""), str(message.get("secret") or ""), message.get("wrong"))
            elif wanted in {BEGIN, DEMO}:
                self._first_run(demo=wanted == DEMO)
        except Problem as problem:
            self.link.refuse(problem)
        except Exception as failure:  # the border of the process: the gate must not wait for ever
            log.error("unlock failed: %s", failures.where(failure))
            self.link.refuse(Problem("unexpected"))

    def _unlock(self, slot: str, secret: str, wrong: object) -> None:
        unlocked = vault.unlock(self._folder, secret, slot_id=UUID(slot) if slot else None)
        store = Store.open(self._folder, unlocked.master)
        who = unlocked.slot.user_id
        try:
            with store.read() as db:
                actor = users.actor(db, who) if who is not None else users.first_lead(db)
        except Problem:
            store.close()
            raise
        keys = Keyholder(self._folder, unlocked.master, unlocked.slot.slot_id, by_recovery=who is None)
        self._sit_down(store, keys, actor, wrong=wrong if isinstance(wrong, int) else 0)

    def _first_run(self, *, demo: bool) -> None:
        from app.bootstrap.first_run import first_run

        self._first = first_run(self._folder, demo=demo, then=self._founded, gone=self._app.exit)
        self._first.show()
        self._first.activateWindow()
        self.link.unlocked()

    def _founded(self, store: Store, keys: Keyholder, actor: Actor, start: Place) -> None:
        self._sit_down(store, keys, actor, start=start)
        if self._first is not None:
            self._first.hide()
            self._first.deleteLater()
            self._first = None

    def _sit_down(
        self, store: Store, keys: Keyholder, actor: Actor, *, wrong: int = 0, start: Place | None = None
    ) -> None:
        self._sitting = Sitting(store, keys, actor, self._values, self._app, throw_away=keys.folder != self._folder)
        self._sitting.begin(start)
        self.link.unlocked()
        self._sitting.settle(wrong)
