"""The first start: school, password, recovery sheets, two groups typed back."""

from app.cli.demo_steps.hands import click, picture, press, top, until, write
from app.cli.demo_steps.place import PASSWORD, SCHOOL, TEACHER, Place
from app.cli.demo_steps.record import Record
from app.ui.main_window import MainWindow
from app.ui.wizards.first_run import FirstRun


def play(window: FirstRun, place: Place, record: Record) -> None:
    """Set the school up, then lock, so that the unlock is a real one."""
    with record.step("first start: school and password") as step:
        write(window.school.name, SCHOOL)
        write(window.school.code, "DEMO01")
        picture(window, place.screens / "02-school.png")
        click(window.next_button)
        until(lambda: window.step is window.user, "the step for the password")
        write(window.user.name, TEACHER)
        write(window.user.password.first.field, PASSWORD)
        write(window.user.password.second.field, PASSWORD)
        until(window.next_button.isEnabled, "the password to be judged")
        picture(window, place.screens / "03-password.png")
        click(window.next_button)
        step.detail = SCHOOL
    if not step.ok:
        window.close()
        return
    with record.step("first start: recovery sheets, two groups typed back") as step:
        until(lambda: window.step is window.sheet, "the recovery sheets", seconds=60)
        picture(window, place.screens / "04-recovery-sheets.png")
        click(window.next_button)
        groups = window.typed._groups  # what the paper shows
        for field, at in zip(window.typed.fields, window.typed.asked, strict=True):
            write(field, groups[at])
        click(window.next_button)
    if not step.ok:
        window.close()
        return
    with record.step("first start: into the workspace, and locked"):
        until(lambda: window.step is window.last, "the last step")
        click(window.next_button)
        until(lambda: top(MainWindow), "the main window")
        main = top(MainWindow)
        if main is not None:
            press(main, "Ctrl+L")
