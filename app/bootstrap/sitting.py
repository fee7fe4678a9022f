"""One sitting at the open store: window, locking, idle clock, what is looked after in the background."""

import os
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap.finding import finder
from app.bootstrap.kiosk_start import KioskStart
from app.bootstrap.program import dress, now, pc_folder
from app.domain.kiosk import Handover
from app.domain.problems import Problem
from app.domain.rights import Action, Actor, may
from app.domain.settings import Value
from app.services import drafts, school_settings, sittings, tray
from app.services.pc import ThisPc
from app.services.slots import Keyholder
from app.storage import backup, pc_settings
from app.storage.store import Store
from app.ui.ask import Ask
from app.ui.changes import ChangeSignal
from app.ui.clipboard import Clipboard
from app.ui.desk import Desk
from app.ui.doorbell import Doorbell
from app.ui.draft_store import keeping
from app.ui.here import Here
from app.ui.i18n import label, sentence
from app.ui.idle import IdleWatch
from app.ui.jobs import WorkerJobs
from app.ui.leaving import Leaving
from app.ui.main_window import WINDOW_DRAFT, MainWindow
from app.ui.notices import Notices
from app.ui.pages.page import Place
from app.ui.screen_guard import ScreenGuard

SETTLE_MS = 3_000
"""After the window is there: what can wait until the first look at today's list is over."""
CLOSE_SECONDS = 0.25
"""For closing the file in good order. Longer work in hand is cut off: an open transaction rolls back."""
GRACE_MS = 650
"""For the drafts. Together with ``CLOSE_SECONDS`` it stays under the second in which nothing may be readable."""
SIZE = QSize(1180, 720)


class Sitting(QObject):
    """Holds everything from the unlock to the lock."""

    def __init__(
        self,
        store: Store,
        keys: Keyholder,
        actor: Actor,
        values: dict[str, Value],
        app: QApplication,
        *,
        throw_away: bool = False,
    ) -> None:
        """``throw_away``: a demo school, which goes with the sitting."""
        super().__init__(app)
        self._store, self._keys, self._actor, self._app = store, keys, actor, app
        self._throw_away = throw_away
        self._minutes = 5
        self._window: MainWindow | None = None
        self._idle = IdleWatch(app, self._minutes)
        self._guard = ScreenGuard(app, on=bool(values["screen.guard"]))
        self._language = str(values["language"])
        self._jobs = WorkerJobs(store, app)
        self._changes = ChangeSignal()
        self._notices = Notices()
        self._bell = Doorbell(keys.folder, "workspace", self)
        self._bell.rung.connect(self._to_front)

    def begin(self, start: Place | None = None) -> None:
        """Show the window: at ``start``, or where the person was before the lock."""
        with self._store.read() as db:
            self._take_settings(school_settings.values(db, by=self._actor))
            kept = drafts.load(db, WINDOW_DRAFT, "", by=self._actor)
            came_in = may(self._actor.role, Action.SCREENING) and tray.waiting(db, by=self._actor) > 0
        before = kept.content if kept and not came_in else None  # answers that came in are seen first, on today's page
        self._open_window(start or before)

    def settle(self, wrong: int) -> None:
        """Log the unlock now, and look after the backups a little later."""
        by, recovery = self._actor, self._keys.by_recovery
        self._submit(lambda db: sittings.begin(db, wrong=wrong, recovery=recovery, by=by, now=now()), write=True)
        for code in self._store.warnings:
            self._say(label(code))
        QTimer.singleShot(SETTLE_MS, self._look_after_backups)

    def stumbled(self) -> None:
        """Say that something unexpected happened."""
        self._notices.say(label("unexpected"))

    def _open_window(self, place: Place | None) -> None:
        desk = Desk(
            jobs=self._jobs,
            changes=self._changes,
            ask=Ask(),
            notices=self._notices,
            clipboard=Clipboard(),
            actor=self._actor,
            now=now,
            here=Here(
                keys=self._keys,
                pc=ThisPc(pc_folder()),
                dress=self._dress,
                idle=self._set_minutes,
                kiosk=None if self._throw_away else self._hand_over,
            ),
        )
        window = MainWindow(desk, keep=keeping(self._actor, now), search=finder(self._actor))
        Leaving(window, self._leave, grace_ms=GRACE_MS).when_idle(self._idle)
        room = self._app.primaryScreen().availableSize()
        if room.width() < SIZE.width() + 100 or room.height() < SIZE.height() + 60:
            window.resize(room)
            window.showMaximized()
        else:
            window.resize(SIZE)
            window.show()
        if place:
            window.restore(place)
        window.activateWindow()
        self._window = window

    def _hand_over(self, handover: Handover, failed: Callable[[Problem], None]) -> None:
        """Start self-service; lock as soon as it has the screen."""
        started = KioskStart(self._keys.folder, handover, self)
        started.ready.connect(lambda: self._window.lock_asked.emit() if self._window is not None else None)
        started.failed.connect(lambda: failed(Problem("kiosk_did_not_start")))

    def _to_front(self) -> None:
        if self._window is not None:
            self._window.raise_()
            self._window.activateWindow()

    def _take_settings(self, settings: dict[str, Value]) -> None:
        minutes, lines = settings["lock.minutes"], settings["hotlines"]
        self._set_minutes(minutes if isinstance(minutes, int) else self._minutes)
        if isinstance(lines, list):
            with suppress(Problem):  # the locked screen then shows the lines it knows
                pc_settings.save(pc_folder(), {"gate.hotlines": lines})

    def _set_minutes(self, minutes: int) -> None:
        self._minutes = minutes
        self._idle.set_minutes(minutes)

    def _dress(self) -> None:
        """Show what was changed in the settings of this PC; a language needs a window made anew."""
        values = pc_settings.load(pc_folder())
        dress(self._app, values)
        self._guard.set_on(on=bool(values["screen.guard"]))
        language, old = str(values["language"]), self._window
        if language != self._language and old is not None:
            self._language = language
            place = old.place()
            old.keeper.keep_now(lambda: self._again(old, place))

    def _again(self, old: MainWindow, place: Place) -> None:
        self._open_window(place)
        old.hide()
        old.deleteLater()

    def _look_after_backups(self) -> None:
        """Check the backups made at the last lock, and let the rotation go on only when they are good."""
        folder, master = self._keys.folder, self._keys.master

        def work(_: object) -> int:
            failed = backup.verify_new(folder, master, now())
            backup.rotate(folder, master, store_ok=not failed)
            return len(failed)

        self._submit(work, done=lambda count: self._say(label("backups_damaged", count=count)) if count else None)

    def _submit(self, work: Any, *, write: bool = False, done: Any = None) -> None:
        self._jobs.submit(
            work,
            write=write,
            owner=self,
            done=done or (lambda _: None),
            failed=lambda problem: self._notices.say(sentence(problem)),
        )

    def _say(self, words: str) -> None:
        if self._window is not None:
            self._window.desk.ask.tell(self._window, words)

    def _leave(self, code: int) -> None:
        """End this process at once; the system takes its memory back."""
        closed = threading.Event()
        threading.Thread(target=self._close, args=(closed,), daemon=True).start()
        closed.wait(CLOSE_SECONDS)
        os._exit(code)  # nothing is left to be done, and nothing may wait for work in hand

    def _close(self, closed: threading.Event) -> None:
        try:
            with self._store.read() as db:
                kept = [one for one in drafts.listing(db, by=self._actor) if one.form != WINDOW_DRAFT]
            self._store.close()
            if self._throw_away:
                shutil.rmtree(self._keys.folder, ignore_errors=True)
                return
            used = now().isoformat(timespec="seconds")
            with suppress(Problem):
                pc_settings.save(pc_folder(), {"gate.last_used": used, "gate.drafts": len(kept)})
        finally:
            closed.set()
