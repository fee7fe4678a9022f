"""What to know before anything else: concern, plan, what comes next."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.timeline import Kind, Line
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.page import Page
from app.ui.pages.students import timeline_texts
from app.ui.pages.students.fields import scrolled
from app.ui.pages.students.part import Part
from app.ui.times import due_words, moment
from app.ui.widgets.level_badge import LevelBadge

WIDTH = 230


class Summary(Part):
    """A narrow column beside the timeline."""

    def __init__(self, page: Page, student: UUID) -> None:
        super().__init__(page, student)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 4, 12, 4)
        self._column.setSpacing(4)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(scrolled(self._inside))
        self.setFixedWidth(WIDTH)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Work the column out of the timeline's lines, which come newest first."""
        while self._column.count():
            old: QWidget | None = self._column.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._concern([line for line in lines if timeline_texts.level_of(line) is not None])
        self._plan(next((line for line in lines if line.kind is Kind.PLAN), None))
        self._sessions([line for line in lines if line.kind is Kind.SESSION])
        self._column.addStretch(1)

    @property
    def text(self) -> str:
        """Every word of the column."""
        found = self._inside.findChildren(QLabel) + self._inside.findChildren(QPushButton)
        return "\n".join(one.text() for one in found if not one.isHidden())

    def _concern(self, open_alerts: list[Line]) -> None:
        self._title(self.tr("Concern"))
        if not open_alerts:
            self._words(self.tr("No open alert."))
        for line in sorted(open_alerts, key=_rank):
            state = self._button(
                label(f"alert_state_{line.params['state']}"),
                partial(self.page.go.emit, "alert", {"alert": str(line.id)}),
                self.tr("Open the alert"),
            )
            both = QWidget()
            row = QHBoxLayout(both)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(LevelBadge(timeline_texts.level_of(line)))
            row.addWidget(state)
            row.addStretch(1)
            self._column.addWidget(both)
            self._words(timeline_texts.alert_words(line))

    def _plan(self, plan: Line | None) -> None:
        self._title(self.tr("Safety plan"))
        place = {"student": str(self.student)}
        if plan is None:
            self._put(self._button(self.tr("Make one"), partial(self.page.go.emit, "plan", place)))
            return
        review = plan.params["review_on"]
        if isinstance(review, date) and review < self.desk.now().date():
            self._words(label("review_overdue", day=review.isoformat()), "problem")
        elif isinstance(review, date):
            self._words(label("review_on", day=review.isoformat()))
        version = label("plan_version", version=plan.params["version"])
        self._put(self._button(version, partial(self.page.go.emit, "plan", place)))

    def _sessions(self, sessions: list[Line]) -> None:
        self._title(self.tr("Sessions"))
        now = self.desk.now()
        if not sessions:
            self._words(self.tr("None yet."))
            return
        newest = sessions[0]
        self._words(self.tr("Last: {0}").format(moment(newest.at, now)))
        next_at = newest.params.get("next_at")
        if isinstance(next_at, datetime):
            late = next_at < now
            self._words(self.tr("Next: {0}").format(_next_words(next_at, now)), "problem" if late else "")

    def _title(self, text: str) -> None:
        title = QLabel(text)
        title.setContentsMargins(0, 4, 0, 0)
        theme.role(title, "small")
        self._column.addWidget(title)

    def _words(self, text: str, role: str = "") -> None:
        words = QLabel(text)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        if role:
            theme.role(words, role)
        self._column.addWidget(words)

    def _button(self, text: str, act: Callable[[], object], name: str = "") -> QPushButton:
        button = QPushButton(text)
        theme.role(button, "flat")
        button.setAccessibleName(f"{name} {text}".strip())
        button.clicked.connect(lambda _=False: act())
        return button

    def _put(self, button: QPushButton) -> None:
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _rank(line: Line) -> int:
    level = timeline_texts.level_of(line)
    return level.rank if level is not None else 9


def _next_words(at: datetime, now: datetime) -> str:
    local = at.astimezone(now.tzinfo)
    near = at < now or local.date() == now.date()
    return due_words(at, now) if near else f"{local:%m-%d %H:%M}"
