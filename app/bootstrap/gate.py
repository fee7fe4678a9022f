"""The gate process: holds no key, shows the locked screen, starts workspaces."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from app import __version__, messages
from app.bootstrap.kiosk_start import KioskStart, is_prepared, prepared
from app.bootstrap.program import command, dressed, now, pc_folder
from app.domain.problems import Problem
from app.domain.settings import Value
from app.storage import copying, pc_settings, tray
from app.storage.files import telling
from app.storage.instance import InstanceLock
from app.storage.names import STORE
from app.ui.doorbell import Doorbell, ring
from app.ui.gate.delay import GrowingDelay
from app.ui.gate.gate import Gate
from app.ui.gate.kiosk_side import KioskSetup
from app.ui.gate.setup import Facts, GateSetup, SlotChoice
from app.ui.gate.window import GateWindow
from app.ui.kiosk_line import GateEnd

HELD = "--lock"
Commands = Callable[..., list[str]]


def run(
    folder: Path,
    *,
    watch: int | None = None,
    held: int | None = None,
    commands: Commands = command,
    attend: Callable[[Gate], object] | None = None,
) -> int:
    """Run the gate on ``folder`` until the program ends; return the exit code.

    ``watch`` is the workspace that the gate before this one unlocked, ``held`` the descriptor of the
    instance lock that it held. A second start brings the first window to the front and returns 1.
    ``commands`` makes the command lines of the next gate and workspace, ``attend`` gets the gate
    before it begins: the headless demonstration puts its hands there.
    """
    values = pc_settings.load(pc_folder())
    app = dressed(values)
    try:
        lock = _lock(folder, held)
    except Problem as problem:
        if problem.code != "already_open":
            return _in_trouble(app, folder, problem, values)
        ring(folder)
        print(messages.of(problem, str(values["language"])), file=sys.stderr)  # noqa: T201 - there is no window
        return 1
    made = Gate(_setup(folder, lock, values, commands), end=app.exit, kiosk=_kiosk(folder))
    bell = Doorbell(folder, "gate", made)
    bell.rung.connect(made.come_to_front)
    if attend is not None:
        attend(made)
    if watch is None:
        made.start()
    else:
        made.watch(watch)
    try:
        return app.exec()
    finally:
        made.shut()
        lock.close()


def _lock(folder: Path, held: int | None) -> InstanceLock:
    with telling(folder.parent):
        folder.mkdir(parents=True, exist_ok=True)
    lock = InstanceLock(folder, adopted=held)
    if os.name == "posix":
        lock.keep()  # a workspace holds it too: if the gate is killed, no second program gets in beside it
    return lock


def _in_trouble(app: QApplication, folder: Path, problem: Problem, values: dict[str, Value]) -> int:
    """Say why nothing can be opened here; "try again" starts the program anew."""

    def slots() -> list[SlotChoice]:
        raise problem

    window = GateWindow(_window_setup(slots, values), GrowingDelay())
    again = command("gate", "--dir", str(folder))

    def restart() -> None:
        QProcess.startDetached(again[0], again[1:])
        app.exit(0)

    window.trouble.again.connect(restart)
    window.closed.connect(app.quit)
    window.show()
    window.activateWindow()
    return app.exec()


def _setup(folder: Path, lock: InstanceLock, values: dict[str, Value], commands: Commands) -> GateSetup:
    def backup() -> None:
        if (folder / STORE).exists():  # there is none after a set-up that was given up, or the demo
            copying.copy(folder, now())

    def relaunch() -> list[str]:
        arguments = ["gate", "--dir", str(folder)]
        if os.name == "posix":
            arguments += [HELD, str(lock.keep())]
        else:
            lock.close()  # the fresh process takes it again; not run on Windows yet
        return commands(*arguments)

    return _window_setup(
        lambda: _slots(folder),
        values,
        child=commands("workspace", "--dir", str(folder)),
        relaunch=relaunch,
        backup=backup,
        facts=lambda: _with_tray(_facts(), folder),
    )


def _kiosk(folder: Path) -> KioskSetup:
    started: list[KioskStart] = []

    def start() -> None:
        handover = prepared(folder, now().date())
        if handover is not None:
            started[:] = [KioskStart(folder, handover)]

    return KioskSetup(lambda parent: GateEnd(folder, parent), start)


def _with_tray(facts: Facts, folder: Path) -> Facts:
    """Add what can be seen of the tray from outside: how many sheets, since when."""
    try:
        found = tray.waiting(folder)
    except Problem:
        return facts
    oldest = now() - found.oldest if found.oldest else None
    return replace(facts, incoming=found.count, oldest=oldest, self_service=is_prepared(folder, now().date()))


def _slots(folder: Path) -> list[SlotChoice]:
    """Return the ways in; none where a store may be made. Problem where one should be and is not."""
    from app.crypto.slots import Kind
    from app.storage import vault

    if not (folder / STORE).exists():
        if vault.vacant(folder):
            return []
        raise Problem("store_missing")
    found = [one for one in vault.slots(folder) if one.kind in {Kind.PASSWORD, Kind.RECOVERY}]
    return [SlotChoice(str(one.slot_id), one.label, one.kind is Kind.RECOVERY) for one in found]


def _facts() -> Facts:
    kept = pc_settings.load(pc_folder())
    used, drafts = str(kept["gate.last_used"]), kept["gate.drafts"]
    try:
        last = datetime.fromisoformat(used) if used else None
    except ValueError:
        last = None  # written by hand
    return Facts(last, drafts if isinstance(drafts, int) else 0)


def _window_setup(
    slots: Callable[[], list[SlotChoice]],
    values: dict[str, Value],
    *,
    child: list[str] | None = None,
    relaunch: Callable[[], list[str]] = list,
    backup: Callable[[], None] = lambda: None,
    facts: Callable[[], Facts] = _facts,
) -> GateSetup:
    from app.crypto.recovery import group_ok

    lines = values["gate.hotlines"]
    return GateSetup(
        version=__version__,
        slots=slots,
        facts=facts,
        child=child or [],
        relaunch=relaunch,
        backup=backup,
        group_ok=group_ok,
        hotlines=lines if isinstance(lines, list) else [],
    )
