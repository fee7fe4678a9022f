"""One line of a timeline: a wide button that opens in place."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.risk import Level
from app.ui import theme
from app.ui.i18n import label
from app.ui.icons import icon
from app.ui.widgets.level_badge import LevelBadge


class LineButton(QPushButton):
    """A button with labels inside; a screen reader gets their words as one."""

    moved = Signal(int)

    def __init__(self, parts: Sequence[QWidget], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "line")
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 4, 8, 4)
        self._row.setSpacing(8)
        for part in parts:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._row.setStretch(len(parts) - 1, 1)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what the labels need."""
        return self._row.sizeHint()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height at ``width``."""
        return max(32, self._row.heightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens; Up and Down go to the neighbours."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class TimelineRow(QFrame):
    """``unfolded`` asks for the paragraphs the first time; ``opened`` leads to the record itself."""

    unfolded = Signal()
    opened = Signal()

    def __init__(self, when: str, kind: str, text: str, *, symbol: str, level: Level | None, verb: str = "") -> None:
        super().__init__()
        self._asked = False
        self._symbol = symbol
        self._mark = QLabel()
        at = QLabel(when)
        widest = ("0000-00-00", label("moment_yesterday", time="00:00"), label("moment_today", time="00:00"))
        at.setMinimumWidth(max(at.fontMetrics().horizontalAdvance(one) for one in widest) + 8)
        theme.role(at, "muted")
        words = QLabel(text)
        words.setWordWrap(True)
        for one in (at, words):
            one.setTextFormat(Qt.TextFormat.PlainText)
        badge = [LevelBadge(level)] if level is not None else []
        self.button = LineButton([at, self._mark, *badge, words], f"{when} {kind} {text}")
        self.button.clicked.connect(self.toggle)
        self._body = QLabel()
        self._body.setTextFormat(Qt.TextFormat.PlainText)
        self._body.setWordWrap(True)
        self._body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = QPushButton(verb)
        self.open_button.setAccessibleName(f"{verb} {when} {text}")
        self.open_button.clicked.connect(self.opened)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(24, 0, 8, 8)
        inside.addWidget(self._body)
        foot = QHBoxLayout()
        foot.addWidget(self.open_button)
        foot.addStretch(1)
        inside.addLayout(foot)
        if not verb:
            self.open_button.hide()
        self._inside.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.button)
        column.addWidget(self._inside)
        self._dress()

    @property
    def is_open(self) -> bool:
        """Whether the whole of it is shown."""
        return not self._inside.isHidden()

    @property
    def body(self) -> str:
        """The paragraphs shown."""
        return self._body.text()

    def toggle(self) -> None:
        """Open or close."""
        if not self._asked:
            self._asked = True
            self.unfolded.emit()
        self._inside.setVisible(not self.is_open)

    def show_paragraphs(self, paragraphs: Sequence[str]) -> None:
        """Fill the opened line."""
        self._body.setText("\n".join(paragraphs))
        self._body.setVisible(bool(paragraphs))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the mark in the new colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_inside"):
            self._dress()

    def _dress(self) -> None:
        side = self.fontMetrics().height()
        self._mark.setPixmap(icon(self._symbol, "muted").pixmap(side, side))
