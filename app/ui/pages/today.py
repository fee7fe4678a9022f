"""What is open now: who, why, by when. No charts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from app.domain.changes import Changes
from app.domain.dates import display
from app.domain.rights import Action, may
from app.domain.risk import Level
from app.domain.school_class import school_year, school_year_label
from app.domain.screening import RoundState
from app.services import draft_list, imports, reasons, rounds
from app.services.draft_list import Waiting
from app.services.imports import BatchRow
from app.services.rounds import RoundRow
from app.services.today import Item, today
from app.services.tray import Tray
from app.ui import theme
from app.ui.desk import Desk
from app.ui.i18n import label, language
from app.ui.pages.page import Page
from app.ui.pages.tray_card import NOTHING, TrayCard, waiting
from app.ui.times import due_words, left, moment
from app.ui.widgets.composition import composing
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.task_card import Task, TaskCard

_FORMS = frozenset({"session", "plan", "referral", "alert"})
_SHOWN = frozenset(
    {
        "assessment",
        "alert",
        "alert_action",
        "session_record",
        "safety_plan",
        "referral",
        "referral_event",
        "student",
        "import_batch",
        "screening_round",
    }
)
_IMPORTS_SHOWN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Desktop:
    """Everything the page shows."""

    items: list[Item]
    drafts: list[Waiting]
    imports: list[BatchRow]
    rounds: list[RoundRow]
    tray: Tray = NOTHING


class TodayPage(Page):
    """Enter opens the top item; each row has its own button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_today"))
        self._top: Item | None = None
        self._when = QLabel()
        theme.role(self._when, "muted")
        self.buttons.addWidget(self._when)
        go = self.go.emit
        self.alerts = TaskCard(self.tr("Alerts to act on"), self.tr("No alerts to act on."), lambda: go("alerts", {}))
        self.due = TaskCard(self.tr("Due"), self.tr("Nothing is due."))
        self.drafts_ = TaskCard(self.tr("Drafts"), self.tr("Nothing left unsaved."))
        self.imports = TaskCard(
            self.tr("Last imports"), self.tr("Nothing was imported this week."), lambda: go("screening", {})
        )
        self.tray = TrayCard(go)
        self.rounds = TaskCard(self.tr("Screening"), "", lambda: go("rounds", {}))
        self.empty = EmptyState(self.tr("Nothing is due today."), {self.tr("Write a record"): self._write})
        self._lay_out()

    def refresh(self, changes: Changes | None = None) -> None:
        """Read everything anew, unless the changes are of no concern here."""
        if changes is not None and not changes.kinds & _SHOWN:
            return
        actor, now = self.desk.actor, self.desk.now()
        self._when.setText(heading(now.date()))
        importing = may(actor.role, Action.IMPORT)

        def work(db: Any) -> Desktop:
            batches = imports.listing(db, by=actor) if importing else []
            return Desktop(
                today(db, by=actor, now=now),
                draft_list.waiting(db, _FORMS, by=actor),
                [one for one in batches if now - one.made_at <= _IMPORTS_SHOWN],
                [one for one in rounds.listing(db, by=actor) if one.state is RoundState.OPEN],
                waiting(db, by=actor, now=now),
            )

        self.read(work, lambda found: self._show(found, now))

    def first_field(self) -> QWidget | None:
        """Return the button of the top item."""
        first = [*self.tray.buttons, *self.alerts.buttons, *self.due.buttons, *self.drafts_.buttons]
        return first[0] if first else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button in hand, else opens the top item."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or composing():
            super().keyPressEvent(event)
            return
        button = self.focusWidget()
        if isinstance(button, QPushButton):
            button.click()
        elif self._top is not None:
            self._open(self._top)

    def _show(self, found: Desktop, now: datetime) -> None:
        alerts = [one for one in found.items if one.kind == "alert"]
        due = [one for one in found.items if one.kind != "alert"]
        self._top = found.items[0] if found.items else None
        self.alerts.show_tasks([self._task(one, left(one.due, now), now) for one in alerts])
        self.due.show_tasks([self._task(one, due_words(one.due, now), now) for one in due])
        self.drafts_.show_tasks([self._draft(one, now) for one in found.drafts])
        self.imports.show_tasks([self._batch(one, now) for one in found.imports])
        self.tray.show_tray(found.tray, now)
        self.rounds.show_tasks([self._round(one) for one in found.rounds])
        self.rounds.setVisible(bool(found.rounds))
        listed = found.items or found.drafts or found.imports or found.rounds
        nothing = not (listed or self.tray.isVisibleTo(self._cards))
        self._cards.setVisible(not nothing)
        self.empty.setVisible(nothing)
        field = self.first_field()
        if field is not None and self.focusWidget() is None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _task(self, one: Item, when: str, now: datetime) -> Task:
        verb = self.tr("Act") if one.kind == "alert" else self.tr("Record")
        return Task(
            name=one.name,
            why=reasons.words(one.reason, one.params, language()),
            when=when,
            verb=verb,
            act=lambda: self._open(one),
            level=one.level,
            badge=one.kind in ("alert", "referral"),
            late=one.due < now or one.level is Level.RED,
        )

    def _draft(self, one: Waiting, now: datetime) -> Task:
        place = {"student": str(one.student_id)} if one.student_id else {}
        if one.form != "plan" and one.subject != "new":
            place[one.form] = one.subject
        return Task(
            name=one.name or self.tr("No student yet"),
            why=label(f"draft_form_{one.form}"),
            when=moment(one.saved, now),
            verb=self.tr("Continue"),
            act=lambda: self.go.emit(one.form, place),
        )

    def _batch(self, one: BatchRow, now: datetime) -> Task:
        counts = self.tr("{0} taken in, {1} merged, {2} refused").format(one.taken, one.merged, one.refused)
        undone = self.tr("undone") if one.undone_at else counts
        return Task(
            name=label(f"batch_{one.kind.value}"),
            why=undone,
            when=moment(one.made_at, now),
            verb=self.tr("View"),
            act=lambda: self.go.emit("screening", {"batch": str(one.id)}),
        )

    def _round(self, one: RoundRow) -> Task:
        return Task(
            name=one.text.name,
            why=self.tr("{0} of {1} sheets are in").format(one.sheets, one.targets * len(one.text.forms)),
            when=self.tr("until {0}").format(f"{one.text.ends_on:%m-%d}"),
            verb=self.tr("Continue"),
            act=lambda: self.go.emit("round", {"round": str(one.id)}),
        )

    def _open(self, one: Item) -> None:
        key, student = str(one.id), str(one.student_id)
        places = {
            "alert": {"alert": key},
            "session": {"student": student},
            "plan": {"student": student},
            "referral": {"referral": key},
        }
        self.go.emit(one.kind, places[one.kind])

    def _write(self) -> None:
        self.go.emit("session", {})

    def _lay_out(self) -> None:
        self._cards = QScrollArea()
        self._cards.setWidgetResizable(True)
        self._cards.setFrameShape(QFrame.Shape.NoFrame)
        self._cards.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "page")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        grid.addWidget(self.tray, 0, 0, 1, 2)
        for at, card in enumerate((self.alerts, self.due, self.drafts_, self.imports)):
            grid.addWidget(card, 1 + at // 2, at % 2)
        for at in range(2):
            grid.setColumnStretch(at, 1)
        grid.addWidget(self.rounds, 3, 0)
        self.rounds.hide()
        grid.setRowStretch(4, 1)
        self._cards.setWidget(inside)
        self.body.addWidget(self._cards, 1)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()


def heading(day: date) -> str:
    """Return date, school year and week: 「2026年11月22日 周日 · 2026—2027学年第一学期 第12周」."""
    week = term_week(day)
    if language() == "zh":
        return f"{display(day)} · {school_year_label(day)} {label('term_week', week=week)}"
    year = school_year(day)
    term = 2 if 2 <= day.month <= 8 else 1
    words = label("school_year", year=year, next=year + 1, term=term)
    return f"{display(day, 'en')} · {words}, {label('term_week', week=week)}"


def term_week(day: date) -> int:
    """Return the week of the term that ``day`` is in, counted by Mondays from 1 September or 1 February."""
    second = 2 <= day.month <= 8
    began = date(day.year, 2, 1) if second else date(school_year(day), 9, 1)
    monday = began - timedelta(days=began.weekday())
    return (day - monday).days // 7 + 1
