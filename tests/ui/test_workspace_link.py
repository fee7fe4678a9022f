"""The workspace's end of the pipe."""

import os
from collections.abc import Iterator
from typing import Any, BinaryIO

import pytest
from pytestqt.qtbot import QtBot

from app.domain.problems import Problem
from app.ui.gate.protocol import decode, encode
from app.ui.workspace_link import WorkspaceLink


class Pipe:
    """Both ends of what gate and workspace say to each other."""

    def __init__(self) -> None:
        to_read, to_write = os.pipe()
        back_read, back_write = os.pipe()
        self.source: BinaryIO = os.fdopen(to_read, "rb")
        self.gate_says: BinaryIO = os.fdopen(to_write, "wb", buffering=0)
        self.gate_hears: BinaryIO = os.fdopen(back_read, "rb")
        self.target: BinaryIO = os.fdopen(back_write, "wb")
        self.link = WorkspaceLink(self.source, self.target)

    def heard(self) -> dict[str, Any] | None:
        """Return the next message at the gate."""
        return decode(self.gate_hears.readline())

    def close(self) -> None:
        """Close the gate's ends first, so that the reading thread ends."""
        self.gate_says.close()
        self.gate_hears.close()
        self.link._thread.join(5)
        self.source.close()
        try:
            self.target.close()
        except BrokenPipeError:
            return


@pytest.fixture
def pipe(qtbot: QtBot) -> Iterator[Pipe]:
    """Return a started link."""
    made = Pipe()
    made.link.start()
    yield made
    made.close()


def test_says_ready_and_passes_on_what_is_asked(qtbot: QtBot, pipe: Pipe) -> None:
    assert pipe.heard() == {"is": "ready"}
    with qtbot.waitSignal(pipe.link.asked, timeout=5_000) as asked:
        pipe.gate_says.write(b"rubbish\n" + encode({"do": "unlock", "secret": "换"}))
    assert asked.args == [{"do": "unlock", "secret": "换"}]


def test_refusal_carries_code_and_parameters(pipe: Pipe) -> None:
    pipe.heard()
    pipe.link.refuse(Problem("wrong", left=3))
    assert pipe.heard() == {"is": "refused", "code": "wrong", "params": {"left": "3"}}


def test_the_gates_end_closing_before_the_unlock_orphans(qtbot: QtBot, pipe: Pipe) -> None:
    with qtbot.waitSignal(pipe.link.orphaned, timeout=5_000):
        pipe.gate_says.close()


def test_after_the_unlock_nothing_is_written_and_the_gate_may_go(qtbot: QtBot, pipe: Pipe) -> None:
    pipe.heard()
    pipe.link.unlocked()
    assert pipe.heard() == {"is": "unlocked"}
    with qtbot.assertNotEmitted(pipe.link.orphaned, wait=100):
        pipe.gate_says.close()
    pipe.gate_hears.close()
    pipe.link.refuse(Problem("late"))
    assert pipe.target.closed is False


def test_a_broken_pipe_before_the_unlock_orphans(qtbot: QtBot, pipe: Pipe) -> None:
    pipe.heard()
    pipe.gate_hears.close()
    with qtbot.waitSignal(pipe.link.orphaned, timeout=5_000):
        pipe.link.refuse(Problem("wrong"))


def test_a_gate_that_is_gone_before_the_workspace_is_ready_orphans(qtbot: QtBot) -> None:
    made = Pipe()
    made.gate_says.close()
    made.gate_hears.close()
    orphaned: list[bool] = []
    made.link.orphaned.connect(lambda: orphaned.append(True))
    made.link.start()
    assert orphaned == []  # nobody could end the program yet: its event loop does not run
    qtbot.waitUntil(lambda: orphaned == [True])
    made.close()
