"""The board of alerts by state. Cards move by key and menu; nothing needs to be dragged."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from app.domain.alerts import AlertState
from app.domain.changes import Changes
from app.services import alerts
from app.services.alerts import AlertView
from app.ui.desk import Desk
from app.ui.i18n import label
from app.ui.pages.alert_column import AlertColumn
from app.ui.pages.page import Page
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.empty_state import EmptyState

_SHOWN = frozenset({"alert", "alert_action", "student"})
CLOSED_SHOWN = 50


class AlertsPage(Page):
    """Five columns: to act on, in progress, referred, watching, closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, label("page_alerts"))
        self.columns = {state: AlertColumn(state) for state in AlertState}
        self.open_button = QPushButton(self.tr("Open  Enter"))
        self.move_button = QPushButton(self.tr("Move to…"))
        self.raise_button = QPushButton(self.tr("Raise an alert"))
        self.empty = EmptyState(self.tr("No alerts to act on."), {self.tr("Raise an alert"): self._raise})
        self._board = QWidget()
        row = QHBoxLayout(self._board)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for column in self.columns.values():
            row.addWidget(column, 1)
            column.opened.connect(self._open)
            column.menu_asked.connect(self._menu)
            column.pushed.connect(self._push)
            column.stepped.connect(partial(self._step, column))
        bar = ActionBar(self.open_button, self.move_button)
        bar.say(self.tr("Alt+← → moves the card, Enter opens it."))
        self.buttons.addWidget(self.raise_button)
        for widget, stretch in ((self._board, 1), (self.empty, 1), (bar, 0)):
            self.body.addWidget(widget, stretch)
        self._bar = bar
        self.empty.hide()
        self.open_button.clicked.connect(lambda: self._with_current(self._open))
        self.move_button.clicked.connect(lambda: self._with_current(self._menu_below))
        self.raise_button.clicked.connect(self._raise)
        self._last: AlertColumn = self.columns[AlertState.NEW]
        for column in self.columns.values():
            column.list.currentItemChanged.connect(partial(self._hold, column))

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the board anew where alerts changed."""
        if changes is not None and not changes.kinds & _SHOWN:
            return
        actor, now = self.desk.actor, self.desk.now()

        def done(found: tuple[list[AlertView], list[AlertView]]) -> None:
            opened, closed = found
            for state, column in self.columns.items():
                mine = closed if state is AlertState.CLOSED else [one for one in opened if one.state is state]
                column.show_alerts(mine, now)
            some = bool(opened or closed)
            for widget in (self._board, self._bar):
                widget.setVisible(some)
            self.empty.setVisible(not some)

        self.read(lambda db: (alerts.board(db, by=actor), alerts.board(db, by=actor, closed=True)[:CLOSED_SHOWN]), done)

    def first_field(self) -> QWidget | None:
        """Return the first column that has something."""
        column = next((one for one in self.columns.values() if one.list.count()), None)
        if column is None:
            return self.raise_button
        if column.list.currentRow() < 0:
            column.list.setCurrentRow(0)
        return column.list

    def move_to(self, alert: AlertView, state: AlertState) -> None:
        """Move an alert, with a way back; closing it happens on its card, where the reason is asked."""
        if state is alert.state:
            return
        if state is AlertState.CLOSED:
            self.go.emit("alert", {"alert": str(alert.id), "close": True})
            return
        self._write_state(alert, state)
        words = self.tr("{0} moved to: {1}").format(alert.name, label(f"alert_state_{state.value}"))
        back = alert.state
        undo = partial(self._write_state, alert, back) if back is not AlertState.NEW else None
        self.desk.notices.say(words, undo)

    def _write_state(self, alert: AlertView, state: AlertState) -> None:
        actor, now = self.desk.actor, self.desk.now()

        def work(db: Any) -> Changes:
            return alerts.act(db, alert.id, kind="moved", text=state.value, state=state, by=actor, now=now)

        def done(written: Changes) -> None:
            self.desk.changes.tell(written, self)
            self.refresh(None)
            column = self.columns[state]
            for row in range(column.list.count()):
                column.list.setCurrentRow(row)
                if column.current is not None and column.current.id == alert.id:
                    break
            column.take_focus()

        self.write(work, done)

    def _open(self, alert: AlertView) -> None:
        self.go.emit("alert", {"alert": str(alert.id)})

    def _raise(self) -> None:
        self.go.emit("alert", {"new": "alert"})

    def _hold(self, column: AlertColumn, *_: object) -> None:
        if column.current is not None:
            self._last = column

    def _with_current(self, act: Any) -> None:
        if self._last.current is not None:
            act(self._last.current)

    def _menu_below(self, alert: AlertView) -> None:
        self._menu(alert, self.move_button.mapToGlobal(QPoint(0, 0)))

    def _menu(self, alert: AlertView, at: QPoint) -> None:
        menu = self.ways(alert)
        menu.popup(at)

    def ways(self, alert: AlertView) -> QMenu:
        """Return the menu with every state that a person may move the alert to."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open")).triggered.connect(lambda: self._open(alert))
        menu.addSeparator()
        for state in AlertState:
            if state in (AlertState.NEW, alert.state) or alert.state is AlertState.CLOSED:
                continue
            words = self.tr("Move to: {0}").format(label(f"alert_state_{state.value}"))
            menu.addAction(words).triggered.connect(partial(self.move_to, alert, state))
        return menu

    def _push(self, alert: AlertView, step: int) -> None:
        """Move to the neighbouring state. Nothing goes back to "to act on", a closed one stays closed."""
        states = list(AlertState)
        at = states.index(alert.state) + step
        if 0 < at < len(states) and alert.state is not AlertState.CLOSED:
            self.move_to(alert, states[at])

    def _step(self, column: AlertColumn, step: int) -> None:
        """Go to the next column that has something."""
        every = list(self.columns.values())
        at = every.index(column) + step
        while 0 <= at < len(every):
            if every[at].list.count():
                every[at].take_focus()
                return
            at += step
