"""Starting the kiosk: what it needs goes through its standard input, and never onto a disk or a command line."""

import os
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app.bootstrap.program import command
from app.domain import kiosk
from app.domain.kiosk import Handover
from app.domain.problems import Problem
from app.storage.tray import PREPARED

READY_MS = 20_000


class KioskStart(QObject):
    """``ready`` comes once the kiosk has the screen, ``failed`` where it does not come up."""

    ready = Signal()
    failed = Signal()

    def __init__(self, folder: Path, handover: Handover, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._give_up)
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.readyReadStandardOutput.connect(self._heard)
        self._process.finished.connect(self._give_up)
        self._process.errorOccurred.connect(self._give_up)
        if os.name == "posix":  # above all not the lock of the store: a gate that died must find it free
            flags = QProcess.UnixProcessFlag
            self._process.setUnixProcessParameters(flags.CloseFileDescriptors | flags.CreateNewSession)
        line = command("kiosk", "--dir", str(folder))
        self._process.start(line[0], line[1:])
        self._process.write(handover.to_bytes())
        self._process.closeWriteChannel()
        self._late.start(READY_MS)

    def _heard(self) -> None:
        if self._process.canReadLine():
            self._process.readyReadStandardOutput.disconnect(self._heard)
            self._process.finished.disconnect(self._give_up)
            self._process.errorOccurred.disconnect(self._give_up)
            self._late.stop()
            self.ready.emit()

    def _give_up(self) -> None:
        self._late.stop()
        self._process.finished.disconnect(self._give_up)
        self._process.errorOccurred.disconnect(self._give_up)
        self._process.kill()
        self.failed.emit()


def prepared(folder: Path, today: date) -> Handover | None:
    """Return what the school prepared for today, None where it did not. Raises Problem("kiosk_preparation_damaged")."""
    try:
        with (folder / PREPARED).open("rb") as file:
            found = kiosk.from_bytes(file.read(kiosk.MOST_BYTES + 1))
    except OSError:
        return None
    return found if found.day == today else None


def is_prepared(folder: Path, today: date) -> bool:
    """Return whether something readable was prepared for today."""
    try:
        return prepared(folder, today) is not None
    except Problem:
        return False
