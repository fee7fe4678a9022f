"""The first start: a look around that leaves nothing, a set-up that is cut off, the program closed."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from tests.journeys.conftest import PASSWORD
from tests.journeys.program import Program
from tests.journeys.screen import until


def test_a_set_up_that_is_cut_off_leaves_the_welcome(begin: Callable[[Path], Program], tmp_path: Path) -> None:
    program = begin(tmp_path / "room").locked()
    program.screen.press("Return")  # "set up my school" has the focus
    program.open()
    for text in ("Test School", "Test Teacher", PASSWORD, PASSWORD):
        program.screen.type(text)
        program.screen.press("Return")
    aside = program.folder / "setting-up" / "store.db"
    until(aside.exists, "the store made aside", within=30)
    os.kill(program.workspace, signal.SIGKILL)
    program.locked()
    assert not (program.folder / "store.db").exists()
    program.screen.press("Return")
    program.open()


def test_closing_the_workspace_backs_up_and_ends_the_program(program: Program) -> None:
    program.unlock(PASSWORD)
    program.screen.ask_to_close(program.screen.windows(program.workspace)[-1])
    assert program.gate.wait(20) == 0
    assert program.children == []
    assert list(program.folder.glob("backups/*/manifest.json"))
