"""The gate process: holds no key, shows the locked screen, starts workspaces."""

import os
import sys
from datetime import datetime
from pathlib import Path

from app import __version__, messages
from app.bootstrap.program import command, dressed, now, pc_folder
from app.domain.problems import Problem
from app.domain.settings import Value
from app.storage import copying, pc_settings
from app.storage.instance import InstanceLock
from app.storage.names import STORE
from app.ui.doorbell import Doorbell, ring
from app.ui.gate.gate import Gate
from app.ui.gate.setup import Facts, GateSetup, SlotChoice

HELD = "--lock"


def run(folder: Path, *, watch: int | None = None, held: int | None = None) -> int:
    """Run the gate on ``folder`` until the program ends; return the exit code.

    ``watch`` is the workspace that the gate before this one unlocked, ``held`` the descriptor of the
    instance lock that it held. A second start brings the first window to the front and returns 1.
    """
    folder.mkdir(parents=True, exist_ok=True)
    values = pc_settings.load(pc_folder())
    app = dressed(values)
    try:
        lock = InstanceLock(folder, adopted=held)
    except Problem as problem:
        ring(folder)
        sys.stderr.write(messages.of(problem, str(values["language"])) + "\n")
        return 1
    made = Gate(_setup(folder, lock, values), end=app.exit)
    bell = Doorbell(folder, "gate", made)
    bell.rung.connect(made.window.raise_)
    bell.rung.connect(made.window.activateWindow)
    if watch is None:
        made.start()
    else:
        made.watch(watch)
    try:
        return app.exec()
    finally:
        made.shut()
        lock.close()


def _setup(folder: Path, lock: InstanceLock, values: dict[str, Value]) -> GateSetup:
    def slots() -> list[SlotChoice]:
        if not (folder / STORE).exists():
            return []
        from app.crypto.slots import Kind
        from app.storage import vault

        found = [one for one in vault.slots(folder) if one.kind in {Kind.PASSWORD, Kind.RECOVERY}]
        return [SlotChoice(str(one.slot_id), one.label, one.kind is Kind.RECOVERY) for one in found]

    def facts() -> Facts:
        kept = pc_settings.load(pc_folder())
        used = str(kept["gate.last_used"])
        drafts = kept["gate.drafts"]
        return Facts(datetime.fromisoformat(used) if used else None, drafts if isinstance(drafts, int) else 0)

    def backup() -> None:
        copying.copy(folder, now())

    def relaunch() -> list[str]:
        arguments = ["gate", "--dir", str(folder)]
        if os.name == "posix":
            arguments += [HELD, str(lock.keep())]
        else:
            lock.close()  # the fresh process takes it again; not run on Windows yet
        return command(*arguments)

    from app.crypto.recovery import group_ok

    lines = values["gate.hotlines"]
    return GateSetup(
        version=__version__,
        slots=slots,
        facts=facts,
        child=command("workspace", "--dir", str(folder)),
        relaunch=relaunch,
        backup=backup,
        group_ok=group_ok,
        hotlines=lines if isinstance(lines, list) else [],
    )
