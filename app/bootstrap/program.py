"""What every process of the program shares: its folders, its command line, its looks."""

import os
import sys
from datetime import datetime
from pathlib import Path

from platformdirs import user_config_path, user_data_path
from PySide6.QtWidgets import QApplication

import app
from app import messages
from app.domain.settings import Value
from app.ui import theme
from app.ui.i18n import set_language

PROGRAM = "xinqiao"
PC_FOLDER = "XINQIAO_PC_FOLDER"


def default_folder() -> Path:
    """Return where the store of this PC's user lies: on the local disk, outside synchronised folders."""
    return user_data_path(PROGRAM, appauthor=False) / "store"


def pc_folder() -> Path:
    """Return where the settings of this PC lie; a demonstration has its own, told by ``XINQIAO_PC_FOLDER``."""
    own = os.environ.get(PC_FOLDER)
    return Path(own) if own else user_config_path(PROGRAM, appauthor=False)


def command(*arguments: str) -> list[str]:
    """Return the command line that starts another process of this program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    os.environ["PYTHONPATH"] = str(Path(app.__file__).parents[1])  # the folder we were started in may be any
    return [sys.executable, "-m", "app", *arguments]


def now() -> datetime:
    """Return the time with this PC's time zone."""
    return datetime.now().astimezone()


def dressed(values: dict[str, Value]) -> QApplication:
    """Return the application in the PC's language, colours and text size."""
    made = QApplication(sys.argv[:1])
    made.setDesktopFileName(PROGRAM)
    made.setQuitOnLastWindowClosed(False)
    dress(made, values)
    return made


def dress(made: QApplication, values: dict[str, Value]) -> None:
    """Give the application the language, colours and text size of ``values``."""
    language = str(values["language"])
    made.setApplicationName(messages.text("app_name", language))
    set_language(language)
    theme.apply(made, str(values["scheme"]), str(values["text.size"]))
