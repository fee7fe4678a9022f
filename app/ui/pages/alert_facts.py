"""The facts of an alert and what was done about it so far."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.alerts import AlertState
from app.services.alerts import AlertView
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages import alert_words
from app.ui.pages.session_form import caption
from app.ui.times import left, moment
from app.ui.widgets.level_badge import LevelBadge


class AlertFacts(QFrame):
    """Read only. The newest action stands at the top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "card")
        self.badge = LevelBadge()
        self.due = QLabel()
        theme.role(self.due, "card_title")
        self.why = _text()
        self.items = _text()
        self._facts = {name: _text() for name in ("source", "raised", "state", "owner")}
        names = {
            "source": self.tr("Raised by"),
            "raised": self.tr("Raised"),
            "state": self.tr("State"),
            "owner": self.tr("Owner"),
        }
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.badge)
        head.addWidget(self.due)
        head.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for at, (name, shown) in enumerate(self._facts.items()):
            grid.addWidget(caption(names[name]), at // 2, (at % 2) * 2)
            grid.addWidget(shown, at // 2, (at % 2) * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.actions_ = _text()
        self.actions_.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.actions_)
        area.setAccessibleName(self.tr("Done so far"))
        title = QLabel(self.tr("Done so far"))
        theme.role(title, "card_title")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.why)
        column.addWidget(self.items)
        column.addLayout(grid)
        column.addWidget(title)
        column.addWidget(area, 1)

    def show_alert(self, alert: AlertView, now: datetime) -> None:
        """Show an alert as it stands ``now``."""
        self.badge.set_level(alert.level)
        closed = alert.state is AlertState.CLOSED
        self.due.setText(label("alert_state_closed") if closed else left(alert.due_at, now))
        self.why.setText(alert_words.why(alert))
        named = alert_words.items(alert)
        self.items.setText("\n".join(named))
        self.items.setVisible(bool(named))
        self._facts["source"].setText(label(f"source_{alert.source.value}"))
        self._facts["raised"].setText(moment(alert.raised_at, now))
        state = label(f"alert_state_{alert.state.value}")
        ending = label(f"closing_{alert.closing.value}") if alert.closing else ""
        self._facts["state"].setText(f"{state} · {ending}" if ending else state)
        self._facts["owner"].setText(alert.owner or self.tr("Nobody yet"))
        lines = [f"{moment(one.at, now)}  {one.by}  {alert_words.done(one)}" for one in reversed(alert.actions)]
        self.actions_.setText("\n".join(lines) or self.tr("Nothing has been done yet."))


def _text() -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
