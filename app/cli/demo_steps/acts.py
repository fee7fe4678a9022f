"""The processes of the demonstration: the real gate and workspace, each with hands of its own."""

from PySide6.QtCore import QTimer

from app.bootstrap import gate, program, workspace
from app.cli.demo_steps import at_the_gate, main_job, setting_up
from app.cli.demo_steps.hands import picture, top, until
from app.cli.demo_steps.place import Place
from app.cli.demo_steps.record import Record
from app.ui.main_window import MainWindow
from app.ui.wizards.first_run import FirstRun

GATE = "gate"


def play(act: str, place: Place, *, watch: int | None, held: int | None) -> int:
    """Run one process of the program with the demonstration's hands in it; return its exit code."""
    if act == GATE:
        return gate.run(
            place.school,
            watch=watch,
            held=held,
            commands=commands(place),
            attend=lambda made: at_the_gate.attend(made, place),
        )
    return workspace.run(place.school, attend=lambda: QTimer.singleShot(0, lambda: _work(place)))


def commands(place: Place) -> gate.Commands:
    """Return what makes the command lines of this demonstration's processes."""

    def made(act: str, *rest: str) -> list[str]:
        own = [word for word in rest if word not in ("--dir", str(place.school))]
        words = ["demo", "--headless", "--out", str(place.out), "--dir", str(place.work), "--act", act]
        return program.command(*words, *own)

    return made


def _work(place: Place) -> None:
    """Wait for the window that the gate asked for, and do what is to be done in it."""
    record = Record(place.steps, failed=lambda name: _keep_screen(place, name))
    until(lambda: top(FirstRun) or top(MainWindow), "a window", seconds=600)
    first = top(FirstRun)
    if first is not None:
        setting_up.play(first, place, record)
        return
    window = top(MainWindow)
    if window is not None:
        main_job.play(window, place, record)


def first_command(place: Place) -> list[str]:
    """Return the command line that begins it all."""
    return commands(place)(GATE, "--dir", str(place.school))


def _keep_screen(place: Place, name: str) -> None:
    """Keep what was on the screen when a step did not work."""
    window = top(FirstRun) or top(MainWindow)
    if window is not None:
        picture(window, place.out / f"failed {name.partition(':')[0]}.png")
