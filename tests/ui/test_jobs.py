"""The door to the worker thread."""

import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.problems import Problem
from app.ui.jobs import InlineJobs, Jobs, Meter, WorkerJobs
from tests.ui.conftest import Memory


@pytest.fixture
def worker(qtbot: QtBot, memory: Memory) -> Iterator[WorkerJobs]:
    """Return jobs on a real thread."""
    jobs = WorkerJobs(memory)
    yield jobs
    jobs.close()


@pytest.fixture(params=["worker", "inline"])
def jobs(request: pytest.FixtureRequest, memory: Memory) -> Jobs:
    """Return both kinds of jobs in turn."""
    made: Jobs = request.getfixturevalue("worker") if request.param == "worker" else InlineJobs(memory)
    return made


def outcome(qtbot: QtBot, jobs: Jobs, work: Any, *, write: bool = False) -> Any:
    """Run ``work`` and return what came home: a result or a problem."""
    home: list[Any] = []
    owner = QObject()
    jobs.submit(work, write=write, owner=owner, done=home.append, failed=home.append)
    qtbot.waitUntil(lambda: len(home) == 1, timeout=5000)
    return home[0]


def test_result_comes_home(qtbot: QtBot, jobs: Jobs, memory: Memory) -> None:
    memory.rows["a"] = 1
    assert outcome(qtbot, jobs, lambda db: db["a"] + 1) == 2


def test_write_is_kept_and_a_problem_rolls_back(qtbot: QtBot, jobs: Jobs, memory: Memory) -> None:
    outcome(qtbot, jobs, lambda db: db.update(a=1), write=True)

    def refuse(db: dict[str, object]) -> None:
        db["a"] = 2
        raise Problem("refused_for_test", why="x")

    problem = outcome(qtbot, jobs, refuse, write=True)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.params) == ("refused_for_test", {"why": "x"})
    assert memory.rows == {"a": 1}


def test_unexpected_is_told_and_logged_without_its_message(
    qtbot: QtBot, jobs: Jobs, caplog: pytest.LogCaptureFixture, expect_log: Callable[..., None]
) -> None:
    expect_log("xinqiao.ui.jobs", logging.ERROR)

    def fail(_: object) -> None:
        raise ValueError("林小满 13800000000")

    with caplog.at_level(logging.ERROR):
        problem = outcome(qtbot, jobs, fail)
    assert problem.code == "unexpected"
    assert "ValueError at test_jobs.py:" in caplog.text
    assert "林小满" not in caplog.text


def test_callbacks_run_on_the_main_thread_and_work_does_not(qtbot: QtBot, worker: WorkerJobs) -> None:
    seen: dict[str, int] = {}
    owner = QObject()

    def done(ident: int) -> None:
        seen.update(work=ident, home=threading.get_ident())

    worker.submit(lambda _: threading.get_ident(), write=False, owner=owner, done=done, failed=lambda _: None)
    qtbot.waitUntil(lambda: "home" in seen, timeout=5000)
    assert seen["home"] == threading.get_ident() != seen["work"]


def test_a_deleted_owner_is_not_called(qtbot: QtBot, worker: WorkerJobs) -> None:
    called: list[object] = []
    go = threading.Event()
    owner = QObject()
    worker.submit(lambda _: go.wait(5), write=False, owner=owner, done=called.append, failed=called.append)
    owner.deleteLater()
    qtbot.waitSignal(owner.destroyed, timeout=5000).wait()
    go.set()
    assert outcome(qtbot, worker, lambda _: "later") == "later"
    assert called == []


def test_progress_comes_home_and_cancel_rolls_back(qtbot: QtBot, worker: WorkerJobs, memory: Memory) -> None:
    meter = Meter()
    home: list[Any] = []
    started, cancelled = threading.Event(), threading.Event()

    def work(db: dict[str, object]) -> None:
        db["half"] = True
        meter.report(1, 2)
        started.set()
        cancelled.wait(5)
        meter.report(2, 2)

    owner = QObject()
    with qtbot.waitSignal(meter.moved, timeout=5000) as moved:
        worker.submit(work, write=True, owner=owner, done=home.append, failed=home.append, progress=meter)
    assert moved.args == [1, 2]
    started.wait(5)
    worker.cancel_all()
    cancelled.set()
    qtbot.waitUntil(lambda: len(home) == 1, timeout=5000)
    assert home[0].code == "cancelled"
    assert memory.rows == {}


def test_cancel_all_drops_what_waits_but_not_what_comes_after(qtbot: QtBot, worker: WorkerJobs) -> None:
    begun, go = threading.Event(), threading.Event()
    home: list[Any] = []
    owner = QObject()

    def work(name: str) -> str:
        begun.set()
        go.wait(5)
        return name

    for name in ("first", "waiting"):
        worker.submit(
            lambda _, name=name: work(name),
            write=False, owner=owner, done=home.append, failed=lambda p: home.append(p.code),
        )  # fmt: skip
    begun.wait(5)
    worker.cancel_all()
    worker.submit(lambda _: "after", write=False, owner=owner, done=home.append, failed=lambda _: None)
    go.set()
    qtbot.waitUntil(lambda: len(home) == 3, timeout=5000)
    assert home[1:] == ["cancelled", "after"]


def test_reports_are_throttled(qtbot: QtBot) -> None:
    meter = Meter()
    seen: list[int] = []
    meter.moved.connect(lambda done, _: seen.append(done))
    for step in range(1, 1001):
        meter.report(step, 1000)
    assert seen[0] == 1
    assert seen[-1] == 1000
    assert len(seen) < 100
