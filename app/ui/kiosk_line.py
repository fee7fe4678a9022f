"""The line between the locked screen and the kiosk: who is in front, and that the kiosk is over.

The locked screen finds the kiosk by the store's folder, as a second start finds the first. One byte is one word;
nothing else is understood. Whoever could write here could end the process as well: it is for this user only.
"""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 500
ASIDE, BACK, END = b"a", b"b", b"e"


def _name(folder: Path) -> str:
    return f"xinqiao-kiosk-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"


class KioskEnd(QObject):
    """The kiosk's end. ``aside(True)`` while the locked screen is over it, ``over`` when the password was right.

    A locked screen that is gone gives the screen back.
    """

    aside = Signal(bool)
    over = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = _name(folder)
        QLocalServer.removeServer(name)  # what a kiosk that was killed left
        self._server.listen(name)

    def close(self) -> None:
        """Go: whoever is at the other end notices."""
        self._server.close()
        for caller in self._server.findChildren(QLocalSocket):
            caller.abort()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.readyRead.connect(self._take)
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnected.connect(self._gone)

    def _gone(self) -> None:
        self.aside.emit(False)

    def _take(self) -> None:
        caller = self.sender()
        if not isinstance(caller, QLocalSocket):
            return
        for word in bytes(caller.readAll().data()):
            if bytes((word,)) == END:
                self.over.emit()
            elif bytes((word,)) in (ASIDE, BACK):
                self.aside.emit(bytes((word,)) == ASIDE)


class GateEnd(QObject):
    """The locked screen's end. ``lost`` comes when the kiosk is gone, however it ended."""

    lost = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name(folder)
        self._socket = QLocalSocket(self)
        self._ended = False
        self._socket.disconnected.connect(self._gone)

    @property
    def there(self) -> bool:
        """Whether a kiosk is at the other end."""
        return self._socket.state() is QLocalSocket.LocalSocketState.ConnectedState

    def find(self) -> bool:
        """Look for a kiosk; return whether there is one."""
        if not self.there:
            self._socket.connectToServer(self._name)
            self._socket.waitForConnected(WAIT_MS)
        return self.there

    def step_aside(self) -> None:
        """Ask the kiosk to let the locked screen come over it."""
        self._say(ASIDE)

    def go_back(self) -> None:
        """Give the screen back to the kiosk."""
        self._say(BACK)

    def end(self) -> None:
        """The password was right: the kiosk goes. Its end is no loss any more."""
        self._ended = True
        self._say(END)

    def hang_up(self) -> None:
        """Let go of the line; a kiosk takes its screen back."""
        self._ended = True
        self._socket.abort()

    def _gone(self) -> None:
        if not self._ended:
            self.lost.emit()

    def _say(self, word: bytes) -> None:
        if self.there:
            self._socket.write(word)
            self._socket.flush()
            self._socket.waitForBytesWritten(WAIT_MS)
