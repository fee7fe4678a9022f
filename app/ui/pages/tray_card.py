"""Today's card of the incoming tray: how many sheets wait, the urgent ones by name."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.problems import Problem
from app.domain.rights import Action, Actor, may
from app.domain.risk import Level
from app.services import tray
from app.services.tray import Incoming, Refused, Tray
from app.ui.i18n import label, language
from app.ui.times import moment
from app.ui.widgets.task_card import Task, TaskCard

NOTHING = Tray((), (), 0)


def waiting(db: Any, *, by: Actor, now: datetime) -> Tray:
    """Return what waits, nothing for who may not see it. A disk that fails does not hold back the alerts beside it."""
    if not may(by.role, Action.SCREENING):
        return NOTHING
    try:
        return tray.listing(db, by=by, now=now, language=language())
    except Problem:
        return NOTHING


class TrayCard(TaskCard):
    """Hidden while nothing waits. Every row leads to the tray, where its sheet is chosen."""

    def __init__(self, lead: Callable[[str, dict[str, str]], None]) -> None:
        super().__init__(label("page_tray"), label("tray_empty"), lambda: lead("tray", {}))
        self._lead = lead
        self.hide()

    def show_tray(self, found: Tray, now: datetime) -> None:
        """Show what waits, in the tray's order: the most urgent first."""
        count = len(found.sheets) + len(found.refused)
        code = "tray_waits_red" if found.red else "tray_waits"
        title = label(code, count=count, red=found.red)
        tasks = [self._task_of(one, now) for one in found.sheets]
        if found.refused:
            tasks.append(self._task_of_refused(found.refused))
        self.show_tasks(tasks, title=title)
        self.setVisible(count > 0)

    def _task_of(self, one: Incoming, now: datetime) -> Task:
        return Task(
            name=one.student if one.student_id else label("tray_unknown_blank"),
            why=one.name,
            when=moment(one.arrived, now),
            verb=label("tray_receive"),
            act=lambda: self._open(one.id),
            level=one.level,
            badge=one.level is not None,
            late=one.level is Level.RED,
        )

    def _task_of_refused(self, refused: Sequence[Refused]) -> Task:
        why = "".join(dict.fromkeys(label(one.code) for one in refused))
        return Task(
            name=label("tray_unreadable", count=len(refused)),
            why=why,
            when="",
            verb=label("tray_look"),
            act=lambda: self._lead("tray", {}),
        )

    def _open(self, sheet: UUID) -> None:
        self._lead("tray", {"sheet": str(sheet)})
