"""What happens at the locked screen when something is not as it should be."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.journeys.conftest import PASSWORD
from tests.journeys.program import Program
from tests.journeys.screen import until

SLACK = 0.3
"""Seconds between the refusal and its being noticed from outside."""


def _refused(program: Program) -> float:
    """Try a wrong password until it is taken, and return when its refusal was there."""
    before = until(lambda: program.children, "a workspace")
    program.screen.type("not the password at all")

    def replaced() -> bool:
        program.screen.press("Return")
        return bool(program.children) and program.children != before

    until(replaced, "a workspace that never saw the password")
    return time.monotonic()


def test_a_wrong_password_makes_wait_and_the_wait_grows(program: Program) -> None:
    first = _refused(program)
    second = _refused(program)
    assert second - first > 1 - SLACK
    program.screen.type(PASSWORD)

    def opened() -> bool:
        program.screen.press("Return")  # before its time nothing happens, and what was typed stays
        return b"--watch" in program.image

    until(opened, "the right password after the wait")
    assert time.monotonic() - second > 2 - SLACK
    program.open()


def test_a_second_start_is_refused_and_brings_the_first_window_up(
    program: Program, begin: Callable[[Path], Program]
) -> None:
    program.unlock(PASSWORD)
    other = begin(Path(str(program.folder) + "-2")).locked()  # another window above ours
    assert program.screen.stack()[-1] in program.screen.windows(other.gate.pid)
    second = program.start()
    assert second.wait(20) == 1
    assert "心桥已经在使用这个资料库" in program.said
    until(lambda: program.screen.stack()[-1] in program.screen.windows(program.workspace), "our window on top")


def test_after_a_crash_the_gate_is_there_and_opens_again(program: Program) -> None:
    program.unlock(PASSWORD)
    crashed = program.workspace
    os.kill(crashed, signal.SIGSEGV)
    program.unlock(PASSWORD)
    assert program.workspace != crashed


def test_a_killed_gate_leaves_no_way_in_beside_its_workspace(program: Program) -> None:
    program.unlock(PASSWORD)
    program.gate.kill()
    program.gate.wait(10)
    second = program.start()
    assert second.wait(20) == 1
    workspace = program.workspace
    program.screen.press("ctrl+l")
    until(lambda: workspace not in program.children, "the workspace to end")
