"""After an unlock the gate replaces itself with a fresh process.

A cleared field still leaves copies of the password in memory; only the end of a process, or another
program in its place, takes them away. On POSIX the fresh gate runs in the same process (``execv``): the
workspace stays its child and inherited files stay open. On Windows a new process takes over and this one ends.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from app.ui import platform_windows

WATCH = "--watch"
POLL_MS = 100


def replace_gate(command: Sequence[str], pid: int) -> None:
    """Run a fresh gate that waits for the end of workspace ``pid``. Does not return."""
    arguments = [*command, WATCH, str(pid)]
    if platform_windows.HERE:  # not run on the development machine
        platform_windows.let_come_to_front(pid)
        subprocess.Popen(arguments, close_fds=True)
        os._exit(0)  # without destructors: QProcess would end the workspace
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(arguments[0], arguments)  # noqa: S606 - our own command line, no shell


class ChildWatch(QObject):
    """Waits for the end of a process that is not a ``QProcess`` of ours. ``ended`` carries its exit code or None."""

    ended = Signal(object)

    def __init__(self, pid: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pid = pid
        self._over = False
        self._fd = -1
        self._notifier: QSocketNotifier | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._look)
        self._probe: Callable[[], tuple[bool, int | None]] = self._wait
        if platform_windows.HERE:
            handle = platform_windows.open_process(pid)
            self._probe = lambda: _probe_windows(handle)
            self._timer.start()
        elif not self._watch_descriptor():
            self._timer.start()

    def _watch_descriptor(self) -> bool:
        """Use a process descriptor where the kernel has them (Linux 5.3); older ones are polled."""
        try:
            self._fd = os.pidfd_open(self._pid)
        except (AttributeError, OSError):
            return False
        self._notifier = QSocketNotifier(self._fd, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._look)
        return True

    def _look(self) -> None:
        if self._over:
            return
        over, code = self._probe()
        if not over:
            return
        self._over = True
        self._timer.stop()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            os.close(self._fd)
        self.ended.emit(code)

    def _wait(self) -> tuple[bool, int | None]:
        try:
            done, status = os.waitpid(self._pid, os.WNOHANG)
        except ChildProcessError:
            return True, None
        return (True, os.waitstatus_to_exitcode(status)) if done else (False, None)


def _probe_windows(handle: int) -> tuple[bool, int | None]:
    if handle == 0:
        return True, None
    code = platform_windows.exit_code(handle)
    return code is not None, code
