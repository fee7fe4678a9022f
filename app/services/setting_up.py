"""Setting a school up, step by step: the store is made aside and put in place when its recovery code is on paper.

Until then nothing of a store lies in the folder itself, so that giving up, or a power cut, leaves nothing half made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.crypto.kdf import Kdf, calibrate
from app.domain.problems import Problem
from app.letters import Rendered, render
from app.letters.key_sheet import KeySheet
from app.letters.recovery_sheet import RecoverySheet
from app.services.school import Founded, found
from app.storage import founding, location, vault
from app.storage.files import swap, telling, write_atomic
from app.storage.names import CREATING, KEYS, KEYS_COPY, STORE

ASIDE: Final = "setting-up"
STEPS: Final = 3
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a school is set up with. ``system`` is "63" or "54" (years of primary and middle school)."""

    school: str
    site_code: str
    system: str
    user: str
    password: str


@dataclass(frozen=True, slots=True)
class Staged:
    """A store that lies aside, and its two sheets for the envelope."""

    founded: Founded
    sheets: Rendered


def require_place(folder: Path) -> None:
    """Raise the Problem that speaks against a new store in ``folder``, before anybody types anything."""
    location.require_local(folder)
    if not vault.vacant(folder):
        raise Problem("store_exists")


def stage(folder: Path, facts: Facts, *, now: datetime, progress: Progress, kdf: Kdf | None = None) -> Staged:
    """Make the store aside in ``folder`` and render its sheets. Takes seconds; ``progress`` may cancel.

    Raises the Problems of ``app.services.school.found`` and those of the disk; then nothing is left behind.
    """
    require_place(folder)
    give_up(folder)
    try:
        progress(0, STEPS)
        cost = kdf or calibrate()
        progress(1, STEPS)
        founded = found(
            folder / ASIDE,
            school=facts.school,
            site_code=facts.site_code,
            system=facts.system,
            user=facts.user,
            password=facts.password,
            now=now,
            kdf=cost,
        )
        progress(2, STEPS)
        sheets = _sheets(founded, facts.school.strip(), now)
        progress(STEPS, STEPS)
    except BaseException:
        give_up(folder)
        raise
    return Staged(founded, sheets)


def finish(folder: Path) -> None:
    """Put the staged store in place. What is cut off half-way counts as a set-up that was not finished."""
    aside, waiting = folder / ASIDE, folder / (STORE + CREATING)
    with telling(folder):
        swap(aside / STORE, waiting)
        for name in (KEYS, KEYS_COPY):
            swap(aside / name, folder / name)
    founding.finish(waiting, folder / STORE)
    give_up(folder)


def give_up(folder: Path) -> None:
    """Remove what was made aside, if anything. Nobody ever worked with it."""
    aside = folder / ASIDE
    with telling(folder):
        if aside.is_dir():
            for one in aside.iterdir():
                one.unlink()
            aside.rmdir()


def save_sheets(path: Path, pdf: bytes) -> None:
    """Write the sheets as an open PDF where the person wants it."""
    write_atomic(path, pdf)


def _sheets(founded: Founded, school: str, now: datetime) -> Rendered:
    key = KeySheet(school, now.date(), founded.recovery_identity, founded.recovery_recipient)
    sheet = RecoverySheet(
        school, str(founded.vault_id), now.date(), founded.actor.name, founded.label, founded.recovery_groups, key
    )
    return render(sheet, printed_by=founded.actor.name, now=now)
