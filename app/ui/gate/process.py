"""The gate's side of the pipe to a workspace."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from app.domain.problems import Problem
from app.ui.gate.protocol import LOCKED, QUIT, READY, REFUSED, UNLOCKED, decode, encode


class End(StrEnum):
    """How a workspace ended."""

    LOCKED = "locked"
    QUIT = "quit"
    CRASHED = "crashed"


def end_of(code: int | None) -> End:
    """Return what an exit code means; None (killed, unknown) is a crash."""
    return {LOCKED: End.LOCKED, QUIT: End.QUIT}.get(-1 if code is None else code, End.CRASHED)


class WorkspaceProcess(QObject):
    """A workspace waiting to be unlocked.

    ``ask`` may be called before the child is ready: the message waits. After ``unlocked`` the child is
    on its own; ``ended`` comes only if it dies earlier.
    """

    ready = Signal()
    unlocked = Signal()
    refused = Signal(object)
    ended = Signal(object)

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._process: QProcess | None = None
        self._is_ready = False
        self._waiting: bytes | None = None

    @property
    def pid(self) -> int:
        """The child's process number; 0 where it does not run."""
        return self._process.processId() if self._process is not None else 0

    def start(self) -> None:
        """Start a child ahead of time, unless one is there."""
        if self._process is not None:
            return
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        self._process, self._is_ready = process, False
        process.start(self._command[0], list(self._command[1:]))

    def ask(self, message: dict[str, Any]) -> None:
        """Send a message, now or as soon as the child is ready."""
        self.start()
        line = encode(message)
        if self._is_ready and self._process is not None:
            self._process.write(line)
        else:
            self._waiting = line

    def stop(self) -> None:
        """End a child that was not unlocked: its input ends, and so does it."""
        process, self._process = self._process, None
        if process is None:
            return
        process.finished.disconnect(self._finished)
        process.errorOccurred.disconnect(self._failed)
        process.closeWriteChannel()
        if not process.waitForFinished(2_000):
            process.kill()
            process.waitForFinished(1_000)
        process.deleteLater()

    def renew(self) -> None:
        """Put a fresh child in the place of one that was shown a secret: it may still hold it."""
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._read)
            process.finished.disconnect(self._finished)
            process.errorOccurred.disconnect(self._failed)
            process.finished.connect(process.deleteLater)
            process.kill()
        self.start()

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            message = decode(bytes(self._process.readLine().data()))
            if message is not None:
                self._take(message)

    def _take(self, message: dict[str, Any]) -> None:
        said = message.get("is")
        if said == READY:
            self._is_ready = True
            self.ready.emit()
            if self._waiting is not None and self._process is not None:
                self._process.write(self._waiting)
                self._waiting = None
        elif said == UNLOCKED:
            self.unlocked.emit()
        elif said == REFUSED:
            code, params = message.get("code"), message.get("params")
            problem = Problem(str(code), **params) if isinstance(params, dict) else Problem(str(code))
            self.refused.emit(problem)

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._gone(code if status is QProcess.ExitStatus.NormalExit else None)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._gone(None)

    def _gone(self, code: int | None) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
            self._waiting = None
            self.ended.emit(end_of(code))
