"""What the gate does: start a workspace ahead of time, pass the password on, wait for the lock, back up."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app.domain.problems import Problem
from app.ui.gate.delay import GrowingDelay
from app.ui.gate.handover import ChildWatch, replace_gate
from app.ui.gate.kiosk_side import KioskSetup, KioskSide
from app.ui.gate.process import End, WorkspaceProcess, end_of
from app.ui.gate.protocol import BEGIN, DEMO, UNLOCK
from app.ui.gate.setup import GateSetup
from app.ui.gate.window import GateWindow
from app.ui.i18n import label
from app.ui.jobs import NoStore, WorkerJobs

WRONG = frozenset({"wrong_password", "wrong_recovery_code"})
"""Refusals after which the next try has to wait."""


class Gate(QObject):
    """Holds no key. ``end(code)`` ends the application; ``replace`` is what follows an unlock."""

    def __init__(
        self,
        setup: GateSetup,
        *,
        end: Callable[[int], None],
        replace: Callable[[list[str], int], None] = replace_gate,
        delay: GrowingDelay | None = None,
        kiosk: KioskSetup | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._setup, self._end, self._replace = setup, end, replace
        self._delay = delay or GrowingDelay()
        self._jobs = WorkerJobs(NoStore(), self)
        self._backing_up = False
        self._after_backup: list[Callable[[], None]] = []
        self._watch: ChildWatch | None = None
        self.window = GateWindow(setup, self._delay)
        self.workspace = WorkspaceProcess(setup.child, self)
        self.kiosk = KioskSide(kiosk, self.window, self) if kiosk is not None else None
        self.window.unlock.connect(self._unlock)
        self.window.recover.connect(self._recover)
        self.window.begin.connect(lambda: self._ask({"do": BEGIN}))
        self.window.demo.connect(lambda: self._ask({"do": DEMO}))
        self.window.closed.connect(self.close)
        self.workspace.unlocked.connect(self._unlocked)
        self.workspace.refused.connect(self._refused)
        self.workspace.ended.connect(self._died)

    def start(self) -> None:
        """Show the locked screen; once it is painted, warm a workspace up."""
        self.window.painted.connect(self.workspace.start)
        if self.kiosk is not None and self.kiosk.find():
            self.kiosk.come_over()
            return
        self.window.show()
        self.window.activateWindow()

    def watch(self, pid: int) -> None:
        """Wait, hidden, for the end of a workspace that was unlocked by the gate before this one."""
        self._watch = ChildWatch(pid, self)
        self._watch.ended.connect(lambda code: self._workspace_over(end_of(code)))

    def come_to_front(self) -> None:
        """Answer a second start; while somebody is at work, the workspace does that."""
        if self.kiosk is not None and self.kiosk.there:
            self.kiosk.come_over()
        elif self.window.isVisible():
            self.window.raise_()
            self.window.activateWindow()

    def close(self) -> None:
        """End the program; a running backup is finished first."""
        self.workspace.stop()
        self._when_backed_up(lambda: self._end(0))

    def shut(self) -> None:
        """Let go of thread and child. Call once, before the application ends."""
        self.workspace.stop()
        self._jobs.close()

    def _ask(self, message: dict[str, Any]) -> None:
        if self._backing_up:
            self.window.set_busy(self.tr("Finishing the backup…"))
        else:
            self.window.set_busy(self.tr("Unlocking…") if message["do"] == UNLOCK else self.tr("Opening…"))
        self._when_backed_up(lambda: self.workspace.ask(message))

    def _recover(self, code: str) -> None:
        try:
            slot = next((one.slot_id for one in self._setup.slots() if one.recovery), "")
        except Problem as problem:
            self.window.show_refusal(problem)
            return
        self._unlock(slot, code)

    def _unlock(self, slot: str, secret: str) -> None:
        self._ask({"do": UNLOCK, "slot": slot, "secret": secret, "wrong": self._delay.count})

    def _unlocked(self) -> None:
        pid = self.workspace.pid
        if self.kiosk is not None:
            self.kiosk.end()
        self.window.hide()
        self._replace(list(self._setup.relaunch()), pid)

    def _refused(self, problem: Problem) -> None:
        if problem.code in WRONG:
            self._delay.wrong()
        self.window.show_refusal(problem)
        self.workspace.renew()

    def _died(self, _end: End) -> None:
        """The workspace that was to be unlocked is gone: say so; the next try starts another."""
        self.window.set_busy()
        self.window.show_words(label("workspace_crashed"))

    def _workspace_over(self, end: End) -> None:
        self._watch = None
        if end is End.QUIT:
            self._back_up()
            self._when_backed_up(lambda: self._end(0))
            return
        self.window.show_start()
        self.window.show_words(label("workspace_crashed") if end is End.CRASHED else "")
        if self.kiosk is None or not self.kiosk.find():  # behind a kiosk it is locked as well
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()
        if end is End.LOCKED:
            self._back_up()
        self.workspace.start()

    def _back_up(self) -> None:
        self._backing_up = True
        self._jobs.submit(
            lambda _: self._setup.backup(),
            write=False,
            owner=self,
            done=lambda _: self._backed_up(),
            failed=self._backup_failed,
        )

    def _backup_failed(self, problem: Problem) -> None:
        self.window.show_words(label("backup_on_lock_failed", why=label(problem.code, **problem.params)))
        self._backed_up()

    def _backed_up(self) -> None:
        self._backing_up = False
        waiting, self._after_backup = self._after_backup, []
        for act in waiting:
            act()

    def _when_backed_up(self, act: Callable[[], None]) -> None:
        if self._backing_up:
            self._after_backup.append(act)
        else:
            act()
