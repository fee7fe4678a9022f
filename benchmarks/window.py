"""From the start of the program to the first painted window, beside a bare PySide6 window.

Each run is a fresh process; the clock runs from its start to the line that it writes when the first
paint is done. Ours is the real gate on a store: settings read, translations and style loaded, instance
lock taken. The peer imports PySide6 and shows an empty main window.
"""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.harness import Figure, Timed, compare

BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        os.write(1, b"painted\\n")
        os._exit(0)
app = QApplication(sys.argv[:1])
window = Window()
window.resize(960, 560)
window.show()
app.exec()
"""
OURS = """
import os, sys
from app.__main__ import main
from app.ui.gate import window
def painted(self, event):
    os.write(1, b"painted\\n")
    os._exit(0)
window.GateWindow.paintEvent = painted
main()
"""
ROOT = Path(__file__).parents[1]


def figures(folder: Path, runs: int = 9) -> list[Figure]:
    """Measure; ``folder`` is throw-away."""
    from datetime import UTC, datetime

    from app.services.simulation.school import make_school

    store = folder / "window"
    make_school(store, students=1, years=1, seed=1, now=datetime.now(UTC))
    ours = _start(OURS, ["gate", "--dir", str(store)], folder)
    return compare("first_window", ours, [("bare PySide6 window", _start(BARE, [], folder))], target=2.5, runs=runs)


def _start(program: str, arguments: list[str], folder: Path) -> Timed:
    own = {"PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1", "XDG_CONFIG_HOME": str(folder / "config")}
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**inherited, "QT_QPA_PLATFORM": "offscreen", **own}

    def run() -> float:
        start = perf_counter()
        with subprocess.Popen(
            [sys.executable, "-c", program, *arguments], env=environment, stdout=subprocess.PIPE, cwd=folder
        ) as process:
            assert process.stdout is not None  # noqa: S101 - asked for above
            line = process.stdout.readline()
            seconds = perf_counter() - start
        if line != b"painted\n":
            raise RuntimeError("no window was painted")
        return seconds

    return run
