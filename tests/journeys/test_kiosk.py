"""Self-service in real windows: no key leaves it without the password, a kill loses nothing that was answered."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from app.crypto.sealing import unseal_bytes
from app.domain import tray_sheet
from app.domain.tray_sheet import End, TraySheet
from app.services import nodes
from app.storage import tray, vault
from app.storage.store import Store
from app.storage.tray import PREPARED
from tests.journeys.conftest import PASSWORD
from tests.journeys.program import Program
from tests.journeys.screen import TooLateError, until
from tests.services.made_up import SEVEN_TWO

LEAVING = [
    "alt+F4", "Escape", "alt+Tab", "F11", "ctrl+q", "ctrl+w", "F10", "alt+space", "ctrl+Escape", "alt+Escape",
    "ctrl+alt+Delete", "ctrl+shift+Escape", "F1", "F5", "F9", "ctrl+l", "ctrl+k", "ctrl+shift+k", "super", "Menu",
    "ctrl+Tab", "alt+F", "ctrl+n", "ctrl+p", "ctrl+o", "Print", "shift+F10", "ctrl+z",
]  # fmt: skip
"""Ways out of other programs."""
TEACHER = (1338, 740)
"""The teacher's button, at the lower right edge of the screen."""


def hand_over(program: Program, *, keep: bool = False) -> int:
    """Unlock, hand the computer over to anybody by number, and return the kiosk's process."""
    program.unlock(PASSWORD)
    press = program.screen.press
    press("ctrl+shift+k")
    press("Tab", "Right", "Right", "space")  # anybody, by number
    press("Tab", "Tab", *(["space"] if keep else []), "Tab", "space")  # without an adult it does not begin

    def named() -> bool:
        if not program.kiosks:
            press("Down", "Tab", "Tab", "space")  # the field that was missing has the keyboard
        return bool(program.kiosks)

    until(named, "the kiosk to start")
    return begun(program)


def begun(program: Program) -> int:
    """Wait for the kiosk with the keyboard on it and nothing else of ours running beside the gate."""
    until(lambda: any(map(program.screen.has_keys, program.kiosks)), "the kiosk")
    (kiosk,) = program.kiosks
    return kiosk


def sheets(folder: Path) -> list[TraySheet]:
    """Open what lies in the tray, with the store's key."""
    unlocked = vault.unlock(folder, PASSWORD)
    with Store.open(folder, unlocked.master) as store, store.read() as db:
        secrets = [one.secret for one in nodes.identities(db)]
    return [tray_sheet.from_bytes(unseal_bytes(path.read_bytes(), secrets)) for path in tray.files(folder)]


def answer(program: Program, *keys: str) -> None:
    """Begin a sheet and answer as many questions, waiting until each is on the disk."""
    program.screen.press("Return")
    program.screen.type(SEVEN_TWO.number)
    program.screen.press("Return")
    for key in keys:
        before = newest(program.folder)

        def sealed(before: int = before, key: str = key) -> bool:
            program.screen.press(key)
            return newest(program.folder) > before

        until(sealed, "the answer on the disk")
        program.screen.press("Return")


def newest(folder: Path) -> int:
    """Return when the tray was last written."""
    return max((path.stat().st_mtime_ns for path in tray.files(folder)), default=0)


def test_the_store_is_locked_behind_it_and_no_key_leaves_it(program: Program) -> None:
    kiosk = hand_over(program)
    until(lambda: program.image.count(b"--watch") == 1 and len(program.children) == 1, "the next workspace, warm")
    for keys in LEAVING:
        program.screen.press(keys)
        assert program.kiosks == [kiosk]
        assert program.screen.has_keys(kiosk), keys
        assert program.screen.stack()[-1] in program.screen.windows(kiosk), keys
    assert not program.screen.windows(program.gate.pid)


def test_a_kill_loses_nothing_that_was_answered_and_brings_the_locked_screen(program: Program) -> None:
    kiosk = hand_over(program)
    answer(program, "2", "4", "1")
    os.kill(kiosk, signal.SIGKILL)
    program.locked()
    (sheet,) = sheets(program.folder)
    assert (sheet.answers[:4], sheet.end, sheet.number) == ((1, 3, 0, None), End.OPEN, SEVEN_TWO.number)
    program.unlock(PASSWORD)  # the first thing to be seen is what came in, with the keyboard on it

    def taken() -> bool:
        program.screen.press("Return")
        return not tray.files(program.folder)

    until(taken, "the answers in the store, and only then their file gone")


def test_the_teacher_gets_in_by_password_only_and_it_ends(program: Program) -> None:
    kiosk = hand_over(program)
    answer(program, "2")
    call_teacher(program)
    before = until(lambda: program.children, "a workspace")
    program.screen.type("not the password at all")
    program.screen.press("Return")
    until(lambda: program.children and program.children != before, "the refusal: a workspace that saw no password")
    assert program.kiosks == [kiosk]
    program.screen.press("Escape")
    until(lambda: program.screen.has_keys(kiosk), "the student's page again")
    call_teacher(program)
    program.screen.press("alt+F4")

    def opened() -> bool:
        program.screen.press("Return")  # before the delay is over nothing happens, and what was typed stays
        return b"--watch" in program.image and not program.kiosks

    program.screen.press("ctrl+a")
    program.screen.type(PASSWORD)
    until(opened, "the workspace, and the kiosk gone")
    program.open()
    assert program.said == ""


def call_teacher(program: Program) -> None:
    """Press the teacher's button, again as a teacher would; wait for the locked screen over the kiosk."""
    presses = 3
    for left in reversed(range(presses)):
        program.screen.click(*TEACHER)
        try:
            until(lambda: any(map(program.screen.has_keys, program.gates)), "the locked screen over the kiosk")
        except TooLateError:
            if not left:
                raise
        else:
            return


def test_from_the_locked_screen_only_what_was_prepared_today(
    program: Program, begin: Callable[[Path], Program]
) -> None:
    first = hand_over(program, keep=True)
    assert (program.folder / PREPARED).exists()
    os.kill(first, signal.SIGKILL)
    program.locked()
    program.screen.press("Tab", "Tab", "Tab", "space")  # past "show" and the recovery code
    kiosk = begun(program)
    assert kiosk != first
    answer(program, "3")
    os.kill(kiosk, signal.SIGKILL)
    program.locked()
    assert [sheet.number for sheet in sheets(program.folder)] == [SEVEN_TWO.number]


def test_a_gate_that_was_killed_is_started_by_the_teachers_button(program: Program) -> None:
    kiosk = hand_over(program)
    until(lambda: program.children, "the next workspace")
    program.gate.kill()
    program.gate.wait(10)
    until(lambda: not program.children, "its workspace to end")
    assert program.kiosks == [kiosk]
    call_teacher(program)
    assert program.kiosks == [kiosk]


@pytest.fixture(autouse=True)
def _no_kiosk_is_left(program: Program) -> None:
    """Kiosks outlive their gate: the program's own closing looks for them."""
    assert program.kiosks == []
