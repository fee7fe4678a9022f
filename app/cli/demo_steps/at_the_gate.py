"""What is done at the locked screen: begin the first time, the password afterwards."""

from PySide6.QtCore import QTimer

from app.cli.demo_steps.hands import click, picture, press, write
from app.cli.demo_steps.place import PASSWORD, Place
from app.cli.demo_steps.record import Record
from app.ui.gate.gate import Gate

TRIES = 4
"""A workspace that crashes leads back here: after so many starts the demonstration gives up."""
LOOK_MS = 20


def attend(gate: Gate, place: Place) -> None:
    """Wait for the locked screen, and get in. It may never come: closing the workspace ends the program."""
    timer = QTimer(gate)
    timer.setInterval(LOOK_MS)

    def look() -> None:
        if gate.window.isVisible() and gate.workspace.pid:
            timer.stop()
            _get_in(gate, place)

    timer.timeout.connect(look)
    timer.start()


def _get_in(gate: Gate, place: Place) -> None:
    window = gate.window
    seen = place.work / "seen-locked"  # kept across processes
    count = seen.stat().st_size + 1 if seen.exists() else 1
    with seen.open("ab") as file:
        file.write(b".")
    if count > TRIES:
        window.close()
        return
    if window.welcome.isVisible():
        picture(window, place.screens / "01-welcome.png")
        click(window.welcome.begin_button)
        return
    with Record(place.steps).step("unlock"):
        picture(window, place.screens / "05-locked.png")
        write(window.form.password.field, PASSWORD)
        press(window.form.password.field, "Return")
