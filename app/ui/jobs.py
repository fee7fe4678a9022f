"""The one door to the worker thread.

A page hands in what is to be done and what shall happen afterwards. The work runs on the one worker
thread inside a session of the store; its result comes home through one queued signal. Where the owner
has meanwhile been deleted, nothing is called.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.problems import Problem
from app.ui.failures import where

log = logging.getLogger("xinqiao.ui.jobs")

T = TypeVar("T")

REPORTS_PER_SECOND = 10


class Sessions(Protocol):
    """What the store offers: sessions that commit on a clean exit of ``write`` and roll back otherwise."""

    def read(self) -> AbstractContextManager[Any]:
        """Return a session for reading."""
        ...

    def write(self) -> AbstractContextManager[Any]:
        """Return a session whose changes are committed together."""
        ...


class NoStore:
    """Sessions for work on a thread that needs none: copying closed files, making a store."""

    @contextmanager
    def read(self) -> Iterator[None]:
        """Hand out nothing."""
        yield None

    write = read


class Meter(QObject):
    """Progress of one piece of work, and the wish to stop it.

    The work calls ``report`` from the worker thread; ``moved(done, total)`` arrives on the main
    thread, at most ten times a second. After ``cancel`` the next report raises
    ``Problem("cancelled")``, which rolls the work's transaction back.
    """

    moved = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._last = float("-inf")

    def report(self, done: int, total: int) -> None:
        """Say how far the work is."""
        if self._stop.is_set():
            raise Problem("cancelled")
        now = time.monotonic()
        if done >= total or now - self._last >= 1 / REPORTS_PER_SECOND:
            self._last = now
            self.moved.emit(done, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()


class Jobs(Protocol):
    """Runs work on the store."""

    def submit(
        self,
        work: Callable[[Any], T],
        *,
        write: bool,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Problem], None],
        progress: Meter | None = None,
    ) -> None:
        """Run ``work`` with a session, then ``done`` with its result or ``failed`` with the problem.

        ``work`` must touch no widget. Pass the meter that ``work`` reports to as ``progress``, so that
        ``cancel_all`` reaches it.
        """
        ...

    def cancel_all(self) -> None:
        """Stop what can be stopped: work not yet begun, and work that reports to a meter."""
        ...


def attempt(sessions: Sessions, work: Callable[[Any], T], *, write: bool) -> tuple[T | None, Problem | None]:
    """Run ``work`` in a session. An unexpected exception becomes ``Problem("unexpected")`` and a log line."""
    try:
        with sessions.write() if write else sessions.read() as session:
            return work(session), None
    except Problem as problem:
        return None, problem
    except Exception as failure:  # the border: everything else is told as "unexpected"
        log.error("job failed: %s", where(failure))
        return None, Problem("unexpected")


def come_home(
    owner: QObject,
    outcome: tuple[Any, Problem | None],
    done: Callable[[Any], None],
    failed: Callable[[Problem], None],
) -> None:
    """Call the right callback, unless the owner is gone."""
    if not shiboken6.isValid(owner):
        return
    result, problem = outcome
    if problem is None:
        done(result)
    else:
        failed(problem)


class WorkerJobs(QObject):
    """Jobs on one worker thread: one writer, so the database is never locked."""

    _home = Signal(object)

    def __init__(self, sessions: Sessions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sessions = sessions
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._meters: set[Meter] = set()
        self._generation = 0
        self._home.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[Any], T],
        *,
        write: bool,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Problem], None],
        progress: Meter | None = None,
    ) -> None:
        """See ``Jobs.submit``. Call on the main thread."""
        generation = self._generation
        if progress is not None:
            self._meters.add(progress)

        def run() -> None:
            if generation != self._generation:
                outcome: tuple[T | None, Problem | None] = (None, Problem("cancelled"))
            else:
                outcome = attempt(self._sessions, work, write=write)

            def home() -> None:
                if progress is not None:
                    self._meters.discard(progress)
                come_home(owner, outcome, done, failed)

            self._home.emit(home)

        self._pool.submit(run)

    def cancel_all(self) -> None:
        """See ``Jobs.cancel_all``. Work submitted afterwards runs as usual."""
        self._generation += 1
        for meter in self._meters:
            meter.cancel()

    def close(self) -> None:
        """Wait for the work in hand and end the thread. Results that are not home yet stay away."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _call(self, home: Callable[[], None]) -> None:
        home()


class InlineJobs:
    """Jobs that run at once on the caller's thread: for tests and for the command line."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def submit(
        self,
        work: Callable[[Any], T],
        *,
        write: bool,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Problem], None],
        progress: Meter | None = None,  # noqa: ARG002 - same door as WorkerJobs
    ) -> None:
        """See ``Jobs.submit``."""
        come_home(owner, attempt(self._sessions, work, write=write), done, failed)

    def cancel_all(self) -> None:
        """Nothing is ever waiting."""
