"""The gate, the pipe, and the fresh gate after an unlock."""

import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.problems import Problem
from app.ui import platform_windows
from app.ui.gate import handover
from app.ui.gate.gate import Gate
from app.ui.gate.handover import ChildWatch
from app.ui.gate.process import End, WorkspaceProcess, end_of
from app.ui.gate.protocol import LINE_BYTES, LOCKED, QUIT, decode, encode
from tests.ui.gate.conftest import DIES_EARLY, PASSWORD, World, ends_with

posix = pytest.mark.skipif(platform_windows.HERE, reason="the gate replaces itself differently on Windows")


@pytest.mark.parametrize(
    "line", [b"", b"not json\n", b"[1]\n", b'"x"\n', b"\xff\xfe\n", b'{"a":"' + b"x" * LINE_BYTES + b'"}\n']
)
def test_what_is_no_message_is_passed_over(line: bytes) -> None:
    assert decode(line) is None


def test_a_message_is_one_line_whatever_it_holds() -> None:
    message = {"do": "unlock", "secret": "换\n行\u2028密码"}
    assert encode(message).count(b"\n") == 1
    assert decode(encode(message)) == message


@pytest.mark.parametrize(
    ("code", "end"),
    [(0, End.LOCKED), (10, End.QUIT), (1, End.CRASHED), (None, End.CRASHED), (-9, End.CRASHED)],
)
def test_exit_codes(code: int | None, end: End) -> None:
    assert end_of(code) is end


@pytest.fixture
def workspace(qtbot: QtBot) -> Iterator[WorkspaceProcess]:
    """Return the gate's side of a pipe."""
    made = WorkspaceProcess(ends_with(0))
    yield made
    made.stop()


def test_what_is_asked_too_early_waits(qtbot: QtBot, workspace: WorkspaceProcess) -> None:
    with qtbot.waitSignal(workspace.unlocked, timeout=10_000):
        workspace.ask({"do": "unlock", "slot": "a", "secret": PASSWORD})
    assert workspace.pid > 0


def test_refusal_comes_as_a_problem_and_another_try_is_possible(qtbot: QtBot, workspace: WorkspaceProcess) -> None:
    with qtbot.waitSignal(workspace.refused, timeout=10_000) as refused:
        workspace.ask({"do": "unlock", "slot": "a", "secret": "wrong"})
    problem = refused.args[0]
    assert (problem.code, problem.params) == ("wrong_password", {"slot": "a"})
    with qtbot.waitSignal(workspace.unlocked, timeout=10_000):
        workspace.ask({"do": "unlock", "slot": "a", "secret": PASSWORD})


@pytest.mark.parametrize("command", [DIES_EARLY, ["/nonexistent/program"]])
def test_a_child_that_dies_early_is_a_crash(qtbot: QtBot, command: list[str]) -> None:
    workspace = WorkspaceProcess(command)
    with qtbot.waitSignal(workspace.ended, timeout=10_000) as ended:
        workspace.start()
    assert ended.args == [End.CRASHED]
    assert workspace.pid == 0


def test_stop_ends_the_child_by_closing_its_input(qtbot: QtBot, workspace: WorkspaceProcess) -> None:
    with qtbot.waitSignal(workspace.ready, timeout=10_000):
        workspace.start()
    pid = workspace.pid
    workspace.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def ends_at_once(code: int) -> int:
    """Start a child that nobody but the watch waits for, and return its number."""
    program = [sys.executable, "-c", f"raise SystemExit({code})"]
    return os.spawnv(os.P_NOWAIT, sys.executable, program)  # noqa: S606 - a bare child is what is tested


@posix
@pytest.mark.parametrize("descriptor", [True, False])
@pytest.mark.parametrize("code", [LOCKED, QUIT, 7])
def test_watch_tells_the_exit_code(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, descriptor: bool, code: int) -> None:
    if not descriptor:
        monkeypatch.delattr(handover.os, "pidfd_open", raising=False)
    watch = ChildWatch(ends_at_once(code))
    with qtbot.waitSignal(watch.ended, timeout=10_000) as ended:
        pass
    assert ended.args == [code]


@posix
def test_watch_of_a_stranger_ends_as_unknown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(handover.os, "pidfd_open", raising=False)
    watch = ChildWatch(1)
    with qtbot.waitSignal(watch.ended, timeout=5_000) as ended:
        pass
    assert ended.args == [None]


class Held:
    """A gate with what it did."""

    def __init__(self, world: World) -> None:
        self.ends: list[int] = []
        self.replaced: list[tuple[list[str], int]] = []
        self.gate = Gate(
            world.setup(),
            end=self.ends.append,
            replace=lambda command, pid: self.replaced.append((command, pid)),
        )
        self.window = self.gate.window

    def after(self, code: int) -> None:
        """Let a workspace that was unlocked end with ``code``."""
        self.gate.watch(ends_at_once(code))

    def type(self, password: str) -> None:
        """Type a password and press the button."""
        self.window.form.password.field.setText(password)
        self.window.form.submit()


@pytest.fixture
def held(qtbot: QtBot, dressed: Callable[..., None], world: World) -> Iterator[Callable[[], Held]]:
    """Return a function that makes a gate."""
    made: list[Held] = []

    def make() -> Held:
        made.append(Held(world))
        qtbot.addWidget(made[-1].window)
        return made[-1]

    yield make
    for one in made:
        one.gate.shut()


def test_unlock_hides_the_gate_and_hands_over(qtbot: QtBot, held: Callable[[], Held]) -> None:
    gate = held()
    gate.gate.start()
    gate.type(PASSWORD)
    qtbot.waitUntil(lambda: bool(gate.replaced), timeout=10_000)
    assert gate.replaced == [(["fresh-gate"], gate.gate.workspace.pid)]
    assert not gate.window.isVisible()


def test_wrong_password_is_told_and_the_wait_grows(qtbot: QtBot, held: Callable[[], Held]) -> None:
    gate = held()
    gate.gate.start()
    gate.type("wrong")
    qtbot.waitUntil(lambda: gate.window.form.words.text().strip() != "", timeout=10_000)
    assert gate.window.form.words.text().startswith("密码不对")
    assert gate.window.form.button.text() == "1 秒后可再试"
    assert gate.replaced == []


def test_recovery_code_goes_to_the_envelopes_slot(qtbot: QtBot, held: Callable[[], Held]) -> None:
    gate = held()
    with qtbot.waitSignal(gate.gate.workspace.refused, timeout=10_000) as refused:
        gate.window.recover.emit("000011")
    assert refused.args[0].params == {"slot": "r"}


@posix
def test_after_a_lock_the_screen_returns_with_a_backup(qtbot: QtBot, held: Callable[[], Held], world: World) -> None:
    gate = held()
    assert not gate.window.isVisible()
    with qtbot.waitSignal(gate.gate.workspace.ready, timeout=10_000):
        gate.after(LOCKED)
    assert gate.window.isVisible()
    qtbot.waitUntil(lambda: world.backups == ["made"])
    assert gate.ends == []


@posix
def test_after_quitting_the_backup_is_made_and_the_program_ends(
    qtbot: QtBot, held: Callable[[], Held], world: World
) -> None:
    gate = held()
    gate.after(QUIT)
    qtbot.waitUntil(lambda: gate.ends == [0], timeout=10_000)
    assert world.backups == ["made"]
    assert not gate.window.isVisible()


@posix
def test_a_crash_is_told_in_words_and_not_backed_up(qtbot: QtBot, held: Callable[[], Held], world: World) -> None:
    gate = held()
    with qtbot.waitSignal(gate.gate.workspace.ready, timeout=10_000):
        gate.after(3)
    assert gate.window.form.words.text().startswith("程序意外停了")
    assert world.backups == []


@posix
def test_unlock_waits_for_the_backup(qtbot: QtBot, held: Callable[[], Held], world: World) -> None:
    finish = threading.Event()
    world.backup = lambda: finish.wait(10) and None
    gate = held()
    with qtbot.waitSignal(gate.gate.workspace.ready, timeout=10_000):
        gate.after(LOCKED)
    gate.type(PASSWORD)
    assert gate.window.form.button.text() == "正在完成备份…"
    with qtbot.assertNotEmitted(gate.gate.workspace.unlocked, wait=100):
        pass
    finish.set()
    qtbot.waitUntil(lambda: bool(gate.replaced), timeout=10_000)


@posix
def test_a_failed_backup_is_told_and_unlocking_goes_on(qtbot: QtBot, held: Callable[[], Held], world: World) -> None:
    def refuse() -> None:
        raise Problem("cancelled")

    world.backup = refuse
    gate = held()
    with qtbot.waitSignal(gate.gate.workspace.ready, timeout=10_000):
        gate.after(LOCKED)
    qtbot.waitUntil(lambda: gate.window.form.words.text().startswith("自动备份没有做成"))
    gate.type(PASSWORD)
    qtbot.waitUntil(lambda: bool(gate.replaced), timeout=10_000)


def test_a_workspace_that_dies_while_unlocking_is_told_and_replaced(
    qtbot: QtBot, held: Callable[[], Held], world: World
) -> None:
    world.child[:] = DIES_EARLY
    gate = held()
    gate.gate.start()
    qtbot.waitUntil(lambda: gate.window.form.words.text().startswith("程序意外停了"), timeout=10_000)
    world.child[:] = ends_with(0)
    gate.type(PASSWORD)
    qtbot.waitUntil(lambda: bool(gate.replaced), timeout=10_000)


def test_closing_the_locked_screen_ends_the_program(qtbot: QtBot, held: Callable[[], Held]) -> None:
    gate = held()
    gate.gate.start()
    gate.window.close()
    assert gate.ends == [0]
    assert gate.gate.workspace.pid == 0


PROGRAM = Path(__file__).with_name("program.py")


def memory_holds(pid: int, needles: list[bytes]) -> bool:
    """Search all readable memory of a process."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if "r" not in rights or line.rstrip().endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            memory.seek(start)
            try:
                held = memory.read(end - start)
            except OSError:
                continue
            if any(needle in held for needle in needles):
                return True
    return False


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads another process's memory as Linux shows it")
def test_the_fresh_gate_has_the_same_number_no_password_and_returns_after_the_lock() -> None:
    password = f"made up {secrets.token_hex(12)}"
    program = subprocess.Popen(
        [sys.executable, str(PROGRAM), sha256(password.encode()).hexdigest()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert program.stdin is not None
    assert program.stdout is not None
    needles = [password.encode(), password.encode("utf-16-le")]
    try:
        assert program.stdout.readline() == "waiting\n"
        program.stdin.write(password + "\n")
        program.stdin.flush()
        assert program.stdout.readline() == "typed\n"
        assert memory_holds(program.pid, needles)
        program.stdin.write("go\n")
        program.stdin.flush()
        assert program.stdout.readline() == "locked again\n"
        assert not memory_holds(program.pid, needles)
    finally:
        program.stdin.close()
        assert program.wait(20) == 0
        program.stdout.close()
