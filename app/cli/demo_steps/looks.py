"""The settings: the school's telephone for the letters, then dark colours and English."""

from collections.abc import Sequence

from app.cli.demo_steps import hands
from app.cli.demo_steps.hands import calm, choose, picture, press, top, until, write
from app.cli.demo_steps.place import TEACHER, Place
from app.cli.demo_steps.record import Record
from app.ui.i18n import language
from app.ui.main_window import MainWindow
from app.ui.pages.settings.page import SettingsPage

KEYS = (("today", "Ctrl+1"), ("students", "Ctrl+2"), ("screening", "Ctrl+3"), ("alerts", "Ctrl+4"))


def school_facts(window: MainWindow, place: Place, record: Record) -> None:
    """What the letters print of the school."""
    with record.step("settings: the school's telephone") as step:
        page = _settings(window)
        choose(page.chips, "school")
        for name, words in (("school.room_phone", "0000-8000001"), ("school.contact", TEACHER)):
            write(page.school.lines[name], words)
        picture(window, place.screens / "31-settings.png")
        press(window, "Ctrl+S")
        calm(window)
        step.detail = page.bar.text


def other_looks(window: MainWindow, place: Place, record: Record) -> None:
    """Dark, then English: at once, without a restart."""
    with record.step("dark colours, then English"):
        page = _settings(window)
        choose(page.chips, "pc")
        choose(page.pc.choices["scheme"], "dark")
        calm(window)
        _pictures(window, place, KEYS, "dark")
        page = _settings(window)
        choose(page.pc.choices["language"], "en")
        until(lambda: language() == "en", "the other language")
        until(lambda: top(MainWindow) not in (None, window), "a window made anew")
        fresh = top(MainWindow)
        if fresh is not None:
            _pictures(fresh, place, KEYS[:2], "dark-en")
            page = _settings(fresh)
            choose(page.pc.choices["scheme"], "light")
            calm(fresh)
            _pictures(fresh, place, KEYS[:2], "en")


def _settings(window: MainWindow) -> SettingsPage:
    press(window, "Ctrl+,")
    found = hands.page(window, SettingsPage)
    calm(window)
    return found


def _pictures(window: MainWindow, place: Place, pages: Sequence[tuple[str, str]], look: str) -> None:
    for code, keys in pages:
        press(window, keys)
        calm(window)
        picture(window, place.screens / f"40-{look}-{code}.png")


def close(window: MainWindow, place: Place, record: Record) -> None:
    """Today once more, then close: the program locks, backs up and ends."""
    with record.step("today, and closing"):
        front = top(MainWindow) or window
        press(front, "Ctrl+1")
        calm(front)
        picture(front, place.screens / "50-today.png")
    front.close()
