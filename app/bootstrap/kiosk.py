"""The kiosk process: reads what it is handed from standard input, seals into the tray, opens nothing."""

import sys
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QProcess, QTimer

from app.bootstrap.program import command, dressed, now, pc_folder
from app.domain import kiosk as handing
from app.domain.kiosk import Handover
from app.domain.problems import Problem
from app.storage import pc_settings, tray
from app.ui import failures
from app.ui.doorbell import ring
from app.ui.kiosk.kiosk import Kiosk
from app.ui.kiosk_line import KioskEnd
from app.ui.screen_guard import ScreenGuard


def run(folder: Path) -> int:
    """Run self-service until the password was typed at the locked screen; return 0."""
    handover = _handed()
    values = pc_settings.load(pc_folder())
    if handover is not None:
        values["language"] = handover.language
    values["text.size"] = "medium"
    app = dressed(values)
    made = Kiosk(
        handover,
        put=lambda name, sealed: tray.put(folder, name, sealed),
        teacher=lambda: _call_teacher(folder),
        today=lambda: now().date(),
        steady=time.monotonic,
        app=app,
    )
    failures.install(made.stumbled)
    guard = ScreenGuard(app, on=bool(values["screen.guard"]))
    line = KioskEnd(folder, app)
    line.aside.connect(lambda aside: made.window.step_aside(aside=aside))
    line.over.connect(lambda: _leave(made, guard))
    made.show()
    QTimer.singleShot(0, made, _say_ready)
    return app.exec()


def _leave(made: Kiosk, _guard: ScreenGuard) -> None:
    made.window.leave()
    app = made.parent()
    app.exit(0)  # type: ignore[attr-defined] # the parent is the application


def _handed() -> Handover | None:
    try:
        return handing.from_bytes(sys.stdin.buffer.read(handing.MOST_BYTES + 1))
    except Problem:
        return None


def _say_ready() -> None:
    """Whoever started this may go now; nothing is written there again."""
    with suppress(OSError, ValueError):
        sys.stdout.write("ready\n")
        sys.stdout.flush()


def _call_teacher(folder: Path) -> None:
    """Bring the locked screen to the front; start it where it is gone."""
    if not ring(folder):
        again = command("gate", "--dir", str(folder))
        QProcess.startDetached(again[0], again[1:])
