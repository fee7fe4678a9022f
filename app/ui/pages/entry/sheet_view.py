"""The right side: the item in hand, the keys, the grid, and what to know before a sheet is kept."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.scales import Form, FormItem
from app.ui import theme
from app.ui.i18n import joined
from app.ui.widgets.answer_grid import AnswerGrid
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.sheet_keys import BLANK, ILLEGIBLE, Summary


class SheetView(QWidget):
    """Emits ``changed`` after each key and ``kept`` when the summary was confirmed with Enter."""

    changed = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = AnswerGrid()
        self.grid.setObjectName("grid")
        self.clock = QLabel("0:00")
        self.clock.setAccessibleName(self.tr("Time for this sheet"))
        theme.role(self.clock, "muted")
        self.item = ElidedLabel()
        self.item.setObjectName("item")
        self.legend = QLabel(self.tr(". left out  * unreadable  ⌫ back  + go to  − row again  ⏎ done"))
        theme.role(self.legend, "small")
        self._items: tuple[FormItem, ...] = ()
        self._seconds = 0
        self._confirmed: list[int | None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self._lay_out()
        self.grid.hinted.connect(self._hint)
        self.grid.changed.connect(self._on_key)
        self.grid.finished.connect(self._finished)

    @property
    def summing_up(self) -> bool:
        """Whether the summary is shown and the next Enter keeps the sheet."""
        return self._confirmed is not None and self._confirmed == self.grid.answers()

    def show_sheet(
        self,
        form: Form,
        *,
        answers: Sequence[int | None] = (),
        first_pass: Sequence[int | None] | None = None,
        only: Sequence[int] = (),
    ) -> None:
        """Show an empty sheet, one resumed from a draft, or one to compare with its first pass.

        ``only`` are the numbers of the items to key in, where it is not all of them.
        """
        self._items = tuple(item for item in form.items if not only or item.number in only)
        self._confirmed, self._seconds = None, 0
        self._timer.stop()
        self.clock.setText("0:00")
        allowed = [item.allowed for item in self._items]
        numbers = [item.number for item in self._items]
        self.grid.set_sheet(allowed, answers=answers, first_pass=first_pass, numbers=numbers)
        self._scroll.ensureVisible(0, 0)

    def stop(self) -> None:
        """Stop the clock: the sheet is kept or put aside."""
        self._timer.stop()

    def finish(self) -> None:
        """Do what Enter does: to the first gap, to the summary, or keep."""
        self.grid.press_enter()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.item, 1)
        line.addWidget(self.legend)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self._scroll, 1)

    def _on_key(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
        if self._confirmed is not None and not self.summing_up:
            self._confirmed = None
        place = self.grid.place_in_hand()
        self._scroll.ensureVisible(place.center().x(), place.center().y(), 0, place.height() * 2)
        self.changed.emit()

    def _tick(self) -> None:
        self._seconds += 1
        self.clock.setText(f"{self._seconds // 60}:{self._seconds % 60:02}")

    def _hint(self, words: str) -> None:
        """Show the grid's words, with our short name of the item in hand."""
        self.legend.show()
        keys = self.grid.keys
        if keys.jump is None and not keys.at_end and keys.cursor < len(self._items):
            words = f"{words} · {self._items[keys.cursor].label}"
        self.item.setText(words)

    def _finished(self, summary: Summary) -> None:
        if self.summing_up:
            self.kept.emit()
            return
        self._confirmed = self.grid.answers()
        self.legend.hide()
        self.item.setText(self._words(summary))

    def _words(self, summary: Summary) -> str:
        keyed = list(zip(self._items, self.grid.answers(), strict=True))
        blank = [str(item.number) for item, one in keyed if one == BLANK]
        unread = [str(item.number) for item, one in keyed if one == ILLEGIBLE]
        words = [self.tr("{0} answered").format(summary.answered)]
        for numbers, text in (
            (blank, self.tr("left out: {0}")),
            (unread, self.tr("unreadable: {0}")),
        ):
            if numbers:
                words.append(text.format(joined(numbers[:8]) + ("…" if len(numbers) > 8 else "")))
        if summary.straight:
            words.append(self.tr("{0} alike in a row").format(summary.longest_run))
        words.append(self.tr("Enter keeps it, ⌫ goes back"))
        return " · ".join(words)
