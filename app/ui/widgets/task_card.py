"""A card of things to do: a title with their number, a few rows, each with one button."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.risk import Level
from app.ui import theme
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.level_badge import LevelBadge, word

ROWS = 4


@dataclass(frozen=True)
class Task:
    """One row. ``level`` is shown where ``badge``; ``when`` in red where ``late``."""

    name: str
    why: str
    when: str
    verb: str
    act: Callable[[], None]
    level: Level | None = None
    badge: bool = False
    late: bool = False


class TaskCard(QFrame):
    """Shows at most four tasks, then how many more there are."""

    def __init__(
        self, title: str, empty: str, more: Callable[[], None] | None = None, parent: QWidget | None = None
    ) -> None:
        """``empty`` is said without tasks; ``more`` leads to all of them."""
        super().__init__(parent)
        theme.role(self, "card")
        self._title_words, self._more = title, more
        self._title = QLabel(title)
        theme.role(self._title, "card_title")
        self._empty = QLabel(empty)
        self._empty.setWordWrap(True)
        theme.role(self._empty, "muted")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.buttons: list[QPushButton] = []
        self._shown: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._empty)
        column.addLayout(self._rows)
        column.addStretch(1)

    def show_tasks(self, tasks: Sequence[Task], *, title: str = "") -> None:
        """Show these and no others, under their number or another ``title``.

        A row whose button had the focus keeps it where it still exists.
        """
        held = next((at for at, one in enumerate(self.buttons) if one.hasFocus()), None)
        for old in self._shown:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = []
        self._title.setText(title or (f"{self._title_words} {len(tasks)}" if tasks else self._title_words))
        self._empty.setVisible(not tasks)
        self._shown = [self._row(task) for task in tasks[:ROWS]]
        if len(tasks) > ROWS:
            self._shown.append(self._rest(len(tasks) - ROWS))
        for row in self._shown:
            self._rows.addWidget(row)
            row.show()  # at once, so that the focus can go there
        if held is not None and self.buttons:
            self.buttons[min(held, len(self.buttons) - 1)].setFocus()

    def _row(self, task: Task) -> QWidget:
        row = QWidget()
        name = ElidedLabel(task.name)
        name.setMaximumWidth(min(150, name.fontMetrics().horizontalAdvance(task.name) + 2))
        why = ElidedLabel(task.why)
        theme.role(why, "muted")
        when = QLabel(task.when)
        theme.role(when, "problem" if task.late else "muted")
        button = QPushButton(task.verb)
        level = word(task.level) if task.badge else ""
        parts = (task.verb, level, task.name, task.why, task.when)
        button.setAccessibleName(" ".join(part for part in parts if part))
        button.clicked.connect(lambda _=False: task.act())
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.buttons.append(button)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        if task.badge:
            line.addWidget(LevelBadge(task.level))
        line.addWidget(name, 2)
        line.addWidget(why, 3)
        line.addWidget(when)
        line.addWidget(button)
        return row

    def _rest(self, count: int) -> QWidget:
        words = self.tr("{0} more").format(count)
        if self._more is None:
            label = QLabel(words)
            theme.role(label, "muted")
            return label
        button = QPushButton(words)
        theme.role(button, "flat")
        more = self._more
        button.clicked.connect(lambda _=False: more())
        self.buttons.append(button)
        return button
