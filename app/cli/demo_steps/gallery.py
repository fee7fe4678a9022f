"""The main window on the demo school, page by page, for pictures."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.bootstrap.finding import finder
from app.bootstrap.program import dress
from app.cli.demo_steps.hands import rest
from app.domain.settings import Value
from app.services import alerts, student_list
from app.services.pc import ThisPc
from app.services.simulation.school import Simulated
from app.services.slots import Keyholder
from app.storage import pc_settings, vault
from app.storage.store import Store
from app.ui.ask import Ask
from app.ui.changes import ChangeSignal
from app.ui.clipboard import Clipboard
from app.ui.desk import Desk
from app.ui.draft_store import keeping
from app.ui.here import Here
from app.ui.jobs import InlineJobs
from app.ui.main_window import MainWindow
from app.ui.notices import Notices
from app.ui.pages import PAGES
from app.ui.pages.page import Place


class Gallery:
    """Opens the store once; a window is made anew for each look."""

    def __init__(self, folder: Path, made: Simulated, moment: datetime, pc: Path) -> None:
        found = QApplication.instance()
        self._app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
        self._made, self._moment, self._pc = made, moment, pc
        self._store = Store.open(folder, made.master)
        self._slot = vault.slots(folder)[0].slot_id
        self._places = self._some_places()

    def dress(self, language: str, scheme: str) -> None:
        """Wear a language and colours from now on."""
        values: dict[str, Value] = {**pc_settings.load(self._pc), "language": language, "scheme": scheme}
        dress(self._app, values)

    def take(self, out: Path, look: str, size: tuple[int, int], only: Sequence[str]) -> int:
        """Save a picture of every page (or of those in ``only``); return how many."""
        window = self._window()
        window.resize(*size)
        window.show()
        count = 0
        for entry in PAGES:
            if only and entry.code not in only:
                continue
            window.open(entry.code, self._places.get(entry.code))
            rest(20)
            window.grab().save(str(out / f"{entry.code}-{look}.png"), "PNG")
            count += 1
        window.hide()
        window.deleteLater()
        rest()
        return count

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def _some_places(self) -> dict[str, Place]:
        """Return somebody to show on the pages that show one: the student of the first open alert."""
        by = self._made.actor
        with self._store.read() as db:
            board = alerts.board(db, by=by)
            everybody = student_list.Filter(text="", standing=None)
            rows = student_list.page(db, everybody, by=by, today=self._moment.date(), limit=1)
        student = str(board[0].student_id if board else rows[0].id)
        of_student: Place = {"student": student}
        found = dict.fromkeys(("students", "student", "session", "plan", "referral"), of_student)
        return {**found, "alert": {"alert": str(board[0].id)} if board else of_student}

    def _window(self) -> MainWindow:
        by = self._made.actor
        keys = Keyholder(self._store.folder, self._made.master, self._slot, by_recovery=False)
        desk = Desk(
            jobs=InlineJobs(self._store),
            changes=ChangeSignal(),
            ask=Ask(),
            notices=Notices(),
            clipboard=Clipboard(),
            actor=by,
            now=lambda: self._moment,
            here=Here(keys=keys, pc=ThisPc(self._pc), dress=lambda: None, idle=lambda _: None),
        )
        return MainWindow(desk, keep=keeping(by, lambda: self._moment), search=finder(by))
