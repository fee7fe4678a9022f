"""The workspace's side of the pipe to the gate."""

import threading
from typing import Any, BinaryIO

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.problems import Problem
from app.ui.gate.protocol import LINE_BYTES, READY, REFUSED, UNLOCKED, decode, encode


class WorkspaceLink(QObject):
    """Reads what the gate asks on a thread, answers on standard output.

    ``asked`` carries one message; ``orphaned`` comes when the gate's end closes before the unlock: then the
    workspace has no reason to be. After ``unlocked`` the gate replaces itself, so its end closing is expected and
    nothing is written any more.
    """

    asked = Signal(object)
    orphaned = Signal()
    _closed = Signal()

    def __init__(self, source: BinaryIO, target: BinaryIO, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._target = source, target
        self._on_its_own = False
        # Queued also from this thread: before the event loop runs nobody could end the program.
        self._closed.connect(self._at_end, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._read, name="gate", daemon=True)

    def start(self) -> None:
        """Say that the workspace is ready and begin to listen."""
        self._thread.start()
        self._say({"is": READY})

    def unlocked(self) -> None:
        """Say that the window is there."""
        self._say({"is": UNLOCKED})
        self._on_its_own = True

    def refuse(self, problem: Problem) -> None:
        """Say why it stays locked; the gate shows the sentence."""
        params = {name: str(value) for name, value in problem.params.items()}
        self._say({"is": REFUSED, "code": problem.code, "params": params})

    def _say(self, message: dict[str, Any]) -> None:
        if self._on_its_own:
            return
        try:
            self._target.write(encode(message))
            self._target.flush()
        except OSError:
            self._closed.emit()

    def _read(self) -> None:
        while True:
            try:
                line = self._source.readline(LINE_BYTES + 1)
            except (OSError, ValueError):
                line = b""
            if not line:
                break
            message = decode(line)
            if message is not None:
                self.asked.emit(message)
        self._closed.emit()

    def _at_end(self) -> None:
        if not self._on_its_own:
            self._on_its_own = True
            self.orphaned.emit()
