"""The main job in the workspace's window, step by step."""

from collections.abc import Callable

from app.cli.demo_steps import care, imports, looks, referral
from app.cli.demo_steps.place import Place
from app.cli.demo_steps.record import Record
from app.ui.main_window import MainWindow

PARTS: tuple[Callable[[MainWindow, Place, Record], None], ...] = (
    imports.roster,
    looks.school_facts,
    imports.answers,
    care.record_session,
    care.key_in,
    care.act_on_alert,
    care.plan_safety,
    referral.enrol_centre,
    referral.write_letter,
    referral.seal,
    referral.answer,
    looks.other_looks,
    looks.close,
)


def play(window: MainWindow, place: Place, record: Record) -> None:
    """Do one part after the other; each goes on where it can, whatever became of the one before."""
    for part in PARTS:
        part(window, place, record)
