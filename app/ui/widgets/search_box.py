"""The search box with its list of hits below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.ui.widgets.line_edit import LineEdit

PAUSE_MS = 60
ROWS = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One found thing. ``page`` and ``place`` say where choosing it leads; ``key`` is for other uses."""

    title: str
    detail: str = ""
    page: str = ""
    place: dict[str, Any] = field(default_factory=dict)
    key: object = None


Answer = Callable[[Sequence[Hit]], None]
Search = Callable[[str, Answer], None]


class SearchBox(QWidget):
    """Searches while one types, with the composition of an input method included.

    ``search(text, answer)`` looks the text up and calls ``answer`` with the hits, at once or later;
    answers to an older text are dropped. Down and Up move, Enter chooses, Esc closes the list.
    """

    chosen = Signal(object)

    def __init__(self, search: Search, *, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._wanted = ""
        self._hits: list[Hit] = []
        self.field = LineEdit(name)
        self.field.setPlaceholderText(placeholder)
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.field.searched.connect(self._typed)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Search results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.hide()
        self.list.itemClicked.connect(lambda _: self._choose())
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        self.setFocusProxy(self.field)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def hits(self) -> Sequence[Hit]:
        """The hits shown."""
        return tuple(self._hits)

    def clear(self) -> None:
        """Empty the field and close the list."""
        self.field.clear()
        self.close_list()

    def close_list(self) -> None:
        """Close the list and forget an answer that is still on its way."""
        self._wanted = ""
        self._timer.stop()
        self.list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keys for the list while the field has the focus."""
        if watched is not self.field:
            return False
        if event.type() is QEvent.Type.FocusOut:
            self.list.hide()
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not self.field.preedit:
            return self._key(event.key())
        return False

    def _key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self._timer.stop()
                self._ask()
            if self.list.isVisible():
                self._choose()
            return True
        if not self.list.isVisible():
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % max(1, self.list.count()))
            self._announce()
            return True
        if key == Qt.Key.Key_Escape:
            self.close_list()
            return True
        return False

    def _typed(self, text: str) -> None:
        self._wanted = text.strip()
        if self._wanted:
            self._timer.start()
        else:
            self.close_list()

    def _ask(self) -> None:
        wanted = self._wanted
        if wanted:
            self._search(wanted, lambda hits: self._show(wanted, hits))

    def _show(self, wanted: str, hits: Sequence[Hit]) -> None:
        if wanted != self._wanted:
            return
        self._hits = list(hits)
        self.list.clear()
        for hit in self._hits:
            self.list.addItem(QListWidgetItem(f"{hit.title}   {hit.detail}".strip()))
        if not self._hits:
            nothing = QListWidgetItem(self.tr("Nothing found for “{0}”").format(wanted))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        else:
            self.list.setCurrentRow(0)
        self._open()
        self._announce()

    def _open(self) -> None:
        window = self.window()
        self.list.setParent(window)
        height = max(self.list.sizeHintForRow(0), 32) * min(max(1, self.list.count()), ROWS) + 6
        self.list.setGeometry(0, 0, max(self.width(), 320), height)
        self.list.move(self.mapTo(window, QPoint(0, self.height() + 2)))
        self.list.show()
        self.list.raise_()

    def _announce(self) -> None:
        row = self.list.currentRow()
        count = len(self._hits)
        words = self.list.item(row).text() if 0 <= row < count else ""
        self.field.setAccessibleDescription(self.tr("{0} found. {1}").format(count, words))

    def _choose(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._hits):
            hit = self._hits[row]
            self.clear()
            self.chosen.emit(hit)
