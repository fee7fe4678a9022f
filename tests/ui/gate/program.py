"""The gate as a program of its own: a password comes in, the fresh gate tells that it is back.

The argument is the SHA-256 of the right password, which this program must not hold otherwise.

Says ``waiting``, reads a password, types it, says ``typed``, reads a line, unlocks; after the lock the fresh gate
says ``locked again`` and ends when its input does.
"""

import os
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.gate.gate import Gate
from app.ui.gate.handover import WATCH
from app.ui.i18n import set_language
from tests.ui.gate.conftest import World, ends_with


class Stdin(QObject):
    """Lines of standard input as a signal."""

    line = Signal(str)
    over = Signal()

    def listen(self) -> None:
        """Read on a thread, unbuffered, so that the fresh gate finds what comes later."""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        held = b""
        while byte := os.read(0, 1):
            if byte == b"\n":
                self.line.emit(held.decode())
                held = b""
            else:
                held += byte
        self.over.emit()


def say(words: str) -> None:
    """Tell the test."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run one gate."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    set_language("zh")
    theme.apply(app)
    world = World(child=ends_with(0, opens_for=sys.argv[1]))
    setup = replace(world.setup(), relaunch=lambda: [sys.executable, *sys.argv[:2]])
    gate = Gate(setup, end=app.exit)
    stdin = Stdin()
    stdin.over.connect(gate.close)
    if WATCH in sys.argv:
        gate.watch(int(sys.argv[sys.argv.index(WATCH) + 1]))
        gate.workspace.ready.connect(lambda: say("locked again"))
    else:
        gate.start()
        form = gate.window.form

        def take(line: str) -> None:
            if line == "go":
                form.submit()
            else:
                form.password.field.setText(line)
                say("typed")

        stdin.line.connect(take)
        say("waiting")
    stdin.listen()
    code = app.exec()
    gate.shut()
    return code


if __name__ == "__main__":
    sys.exit(main())
