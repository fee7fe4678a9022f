"""The rounds of the school, the newest first, and making a new one."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from app.domain.changes import Changes
from app.domain.rights import Action, may
from app.services import drafts, entry, rounds
from app.services.classes import ClassCount
from app.services.drafts import DraftView
from app.services.rounds import Made, RoundRow
from app.services.scales import ScaleRow
from app.ui import draft_store, theme
from app.ui.desk import Desk
from app.ui.drafts import Draft
from app.ui.i18n import label
from app.ui.pages.page import Page, Place
from app.ui.pages.rounds.form_words import forms_words, known
from app.ui.pages.rounds.round_form import RoundForm
from app.ui.tables.list_model import ListModel
from app.ui.tables.paged_model import Column
from app.ui.tables.table_view import TableView
from app.ui.widgets.empty_state import EmptyState

_FORM, _SUBJECT = "round", "new"
_DRAFT = f"{_FORM}:{_SUBJECT}"
_SHOWN = frozenset({"screening_round", "round_target", "assessment", "student"})


class RoundsPage(Page):
    """Enter opens a round. Place: ``{"new": True}`` begins a new one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_rounds"))
        self._scales: dict[str, ScaleRow] = {}
        self._drafted = False
        self.rounds = ListModel(self._columns(), self)
        self.table = TableView(self.tr("Rounds"))
        self.table.show_model(self.rounds)
        self.form = RoundForm(lambda: desk.now().date())
        making = may(desk.actor.role, Action.SCREENING)
        self.empty = EmptyState(
            self.tr("There is no round yet."),
            {
                **({self.tr("New round"): self._begin} if making else {}),
                self.tr("Scales and screening"): lambda: self.go.emit("screening", {}),
            },
        )
        self.new_button = QPushButton(self.tr("New round"))
        theme.role(self.new_button, "primary")
        self.new_button.setVisible(making)
        self.buttons.addWidget(self.new_button)
        self.stack = QStackedWidget()
        for widget in (self.empty, self.table, self.form):
            self.stack.addWidget(widget)
        self.body.addWidget(self.stack, 1)
        self.table.opened.connect(self._open)
        self.new_button.clicked.connect(self._begin)
        self.form.made.connect(self._make)
        self.form.left.connect(self._show_list)
        self.form.changed.connect(self.touched)

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the rounds anew."""
        if changes is not None and not changes.kinds & _SHOWN:
            return
        actor, today = self.desk.actor, self.desk.now().date()
        self._scales = self._scales or known(self.desk)

        def work(db: Any) -> tuple[list[RoundRow], list[ClassCount]]:
            return rounds.listing(db, by=actor), entry.classes(db, by=actor, today=today)

        self.read(work, lambda found: self._show(*found))

    def restore(self, place: Place) -> None:
        """Begin a new round, or show the list."""
        if place.get("new") and may(self.desk.actor.role, Action.SCREENING):
            self._begin()
            actor = self.desk.actor
            self.read(lambda db: drafts.load(db, _FORM, _SUBJECT, by=actor), lambda kept: self._resume(kept, place))
            return
        super().restore(place)

    def place(self) -> Place:
        """Return whether a round is being made."""
        making = self.stack.currentWidget() is self.form
        return {**super().place(), **({"new": True} if making else {})}

    def first_field(self) -> QWidget | None:
        """Return the list, or the name of the new round."""
        shown = self.stack.currentWidget()
        return self.form.name if shown is self.form else self.table if shown is self.table else None

    def drafts(self) -> Iterable[Draft]:
        """Return the round that is being made."""
        if self.stack.currentWidget() is self.form:
            self._drafted = True
            yield Draft(_DRAFT, self.form.content())
        elif self._drafted:
            yield Draft(_DRAFT, {})

    def save(self) -> bool:
        """Make the round on Ctrl+S while the form is open."""
        if self.stack.currentWidget() is not self.form:
            return False
        self._make()
        return True

    def _columns(self) -> list[Column[RoundRow]]:
        return [
            Column(self.tr("Name"), lambda one: one.text.name, width=200),
            Column(self.tr("Days"), self._days, width=170),
            Column(self.tr("Tested"), lambda one: f"{one.sheets} / {one.targets * len(one.text.forms)}", width=100),
            Column(self.tr("State"), lambda one: label(f"round_state_{one.state.value}"), width=80),
            Column(self.tr("Scales"), lambda one: forms_words(one.text.forms, self._scales), width=260),
        ]

    def _days(self, one: RoundRow) -> str:
        return f"{one.text.starts_on:%Y-%m-%d} — {one.text.ends_on:%m-%d}"

    def _show(self, found: list[RoundRow], classes: list[ClassCount]) -> None:
        self.rounds.show_rows(found)
        self.form.offer(self._scales, classes)
        if self.stack.currentWidget() is not self.form:
            self._show_list()

    def _show_list(self) -> None:
        self.bar.clear()
        self.stack.setCurrentWidget(self.table if self.rounds.rows else self.empty)
        self.new_button.setVisible(may(self.desk.actor.role, Action.SCREENING) and bool(self.rounds.rows))
        if self.rounds.rows and self.table.current() is None:
            self.table.setCurrentIndex(self.rounds.index(0, 0))

    def _begin(self) -> None:
        self.form.start()
        self.stack.setCurrentWidget(self.form)
        self.new_button.hide()
        self.form.name.setFocus()

    def _make(self) -> None:
        problem = self.form.problem()
        if problem:
            self.bar.show_problem(problem)
            return
        actor, now = self.desk.actor, self.desk.now()
        text, classes = self.form.text(), self.form.chosen()

        def work(db: Any) -> Made:
            made = rounds.make(db, text, classes=classes, by=actor, now=now)
            draft_store.discard(db, _DRAFT, by=actor)
            return made

        def done(made: Made) -> None:
            self._drafted = False
            self._show_list()
            self.refresh(None)
            self.go.emit("round", {"round": str(made.id)})

        self.write(work, done)

    def _resume(self, kept: DraftView | None, place: Place) -> None:
        if kept is not None:
            self._drafted = True
            self.form.resume(kept.content)
        super().restore(place)

    def _open(self, one: RoundRow) -> None:
        self.go.emit("round", {"round": str(one.id)})
