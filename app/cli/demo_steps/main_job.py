"""The main job in the workspace's window, step by step."""

from collections.abc import Callable

from app.cli.demo_steps import care, imports, referral
from app.cli.demo_steps.hands import picture, press
from app.cli.demo_steps.place import Place
from app.cli.demo_steps.record import Record
from app.ui.main_window import MainWindow

PARTS: tuple[Callable[[MainWindow, Place, Record], None], ...] = (
    imports.roster,
    imports.answers,
    care.record_session,
    care.key_in,
    care.act_on_alert,
    care.plan_safety,
    referral.enrol_centre,
    referral.write_letter,
    referral.seal,
    referral.answer,
)


def play(window: MainWindow, place: Place, record: Record) -> None:
    """Do one part after the other; each goes on where it can, whatever became of the one before."""
    for part in PARTS:
        part(window, place, record)
    with record.step("today, and closing"):
        press(window, "Ctrl+1")
        picture(window, place.screens / "50-today.png")
    window.close()
