"""A list to tick: scales, classes. Space ticks the line in hand."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget


class TickList(QListWidget):
    """Lines as (value, words). ``changed`` is emitted when something is ticked or unticked."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setMinimumSize(150, 96)
        self.itemChanged.connect(lambda _: self.changed.emit())

    def show_lines(self, lines: Sequence[tuple[Hashable, str]], *, ticked: Iterable[Hashable] = ()) -> None:
        """Show other lines."""
        wanted = set(ticked)
        self.blockSignals(True)
        self.clear()
        for value, words in lines:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setToolTip(words)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(value in wanted))
            self.addItem(item)
        self.blockSignals(False)
        self.changed.emit()

    def ticked(self) -> list[Any]:
        """Return the values ticked, in the order of the lines."""
        return [
            one.data(Qt.ItemDataRole.UserRole) for one in self._items() if one.checkState() is Qt.CheckState.Checked
        ]

    def tick(self, values: Iterable[Hashable], *, on: bool = True) -> None:
        """Tick (or untick) some lines; the others stay."""
        wanted = set(values)
        self.blockSignals(True)
        for one in self._items():
            if one.data(Qt.ItemDataRole.UserRole) in wanted:
                one.setCheckState(_state(on))
        self.blockSignals(False)
        self.changed.emit()

    def values(self) -> list[Any]:
        """Return the values of all lines."""
        return [one.data(Qt.ItemDataRole.UserRole) for one in self._items()]

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(at) for at in range(self.count())]


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
