"""The first start: setting a school up, or looking around in a made-up one."""

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMainWindow

from app.bootstrap.program import PROGRAM, now
from app.domain.rights import Actor
from app.services import setting_up
from app.services.setting_up import Staged
from app.services.slots import Keyholder
from app.storage.store import Store
from app.ui.ask import Ask
from app.ui.jobs import Meter, NoStore, WorkerJobs
from app.ui.pages.page import Place
from app.ui.wizards.demo_run import DemoRun
from app.ui.wizards.first_run import FirstRun

Then = Callable[[Store, Keyholder, Actor, Place], None]


def first_run(folder: Path, *, demo: bool, then: Then, gone: Callable[[int], None]) -> QMainWindow:
    """Return the window of the first start; ``then`` is called with the open store, ``gone`` with an exit code.

    Raises the Problem that speaks against a store in ``folder``: a share, a synchronised folder, one in use.
    """
    jobs = WorkerJobs(NoStore(), QCoreApplication.instance())
    if demo:
        place = demo_folder()
        return DemoRun(jobs=jobs, make=lambda meter: _demo(place, meter), then=lambda made: then(*made), gone=gone)
    setting_up.require_place(folder)

    def founded(staged: Staged, start: Place) -> None:
        made = staged.founded
        keys = Keyholder(folder, made.master, made.slot_id, by_recovery=False)
        then(Store.open(folder, made.master), keys, made.actor, start)

    return FirstRun(folder, jobs=jobs, ask=Ask(), now=now, founded=founded, gone=gone)


def demo_folder() -> Path:
    """Return a fresh throw-away folder; those of earlier visits are removed. All in it is made up."""
    place = user_cache_path(PROGRAM, appauthor=False) / "demo"
    shutil.rmtree(place, ignore_errors=True)
    return place / secrets.token_hex(4)


def _demo(folder: Path, meter: Meter) -> tuple[Store, Keyholder, Actor, Place]:
    from app.services.simulation.school import make_demo
    from app.storage import vault

    folder.parent.mkdir(parents=True, exist_ok=True)
    made = make_demo(folder, now(), progress=meter.report)
    slot = vault.slots(folder)[0].slot_id
    keys = Keyholder(folder, made.master, slot, by_recovery=False)
    return Store.open(folder, made.master), keys, made.actor, {}
