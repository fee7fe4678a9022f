"""A second start rings here, and the window that is there already comes to the front."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 500


def _name(folder: Path, who: str) -> str:
    return f"xinqiao-{who}-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"


class Doorbell(QObject):
    """Listens, for this user only. ``who`` is ``gate`` or ``workspace``. Nothing is read from a caller."""

    rung = Signal()

    def __init__(self, folder: Path, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = _name(folder, who)
        QLocalServer.removeServer(name)  # what a crash left; the store's lock says that nobody else is there
        self._server.listen(name)

    def close(self) -> None:
        """Answer no more."""
        self._server.close()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
        self.rung.emit()


def ring(folder: Path) -> bool:
    """Ring at whatever window is open on the store in ``folder``; return whether one is."""
    answered = False
    for who in ("workspace", "gate"):
        socket = QLocalSocket()
        socket.connectToServer(_name(folder, who))
        answered |= socket.waitForConnected(WAIT_MS)
        socket.abort()
    return answered
