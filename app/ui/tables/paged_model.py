"""A table of any length: rows are fetched in windows as they come into sight.

Sorting and filtering happen in the database. The model asks for windows and forgets those long out
of sight.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.domain.risk import Level

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

WINDOW = 100
WINDOWS_KEPT = 20

LEVEL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Holds a (level,) of a cell that shows a level badge."""


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: ``key`` for sorting in the database, empty where it cannot be sorted by."""

    title: str
    text: Callable[[R], str]
    key: str = ""
    width: int = 120
    level: Callable[[R], Level | None] | None = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What the database is asked for. ``sort`` is a column's key."""

    offset: int
    limit: int
    sort: str
    descending: bool


@dataclass(frozen=True)
class Part(Generic[R]):
    """A window of rows, and how many there are altogether."""

    rows: Sequence[R]
    total: int


Fetch = Callable[[Asked, Callable[[Part[R]], None]], None]
"""Gets a window and calls back with it, at once or later, on the main thread."""


class PagedModel(QAbstractTableModel, Generic[R]):
    """Rows are frozen values; ``row(index)`` returns one, or None while it is on its way."""

    counted = Signal(int)

    def __init__(self, columns: Sequence[Column[R]], fetch: Fetch[R], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._parts: OrderedDict[int, Sequence[R]] = OrderedDict()
        self._coming: set[int] = set()
        self._total = 0
        self._round = 0
        self._stale = True
        self._sort, self._descending = "", False

    @property
    def sorted_by(self) -> tuple[str, bool]:
        """The column's key and whether downwards."""
        return self._sort, self._descending

    def reload(self) -> None:
        """Forget everything and fetch anew: the filter or the store changed."""
        self._round += 1
        self._stale = True
        self._coming.clear()
        self._ask(0)

    def row(self, index: Index | int) -> R | None:
        """Return a row's value, or None while it is on its way."""
        at = index if isinstance(index, int) else index.row()
        part = self._parts.get(at // WINDOW)
        if part is None or at % WINDOW >= len(part):
            return None
        return part[at % WINDOW]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Return how many rows the database has for this filter."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; fetch its window where it is missing."""
        if not index.isValid() or index.row() >= self._total:
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, LEVEL_ROLE):
            return None
        value = self.row(index)
        if value is None:
            self._ask(index.row() // WINDOW)
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        if role == LEVEL_ROLE:
            return (column.level(value),) if column.level is not None else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title} {column.text(value)}"
        return column.text(value)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                right = self.columns[section].right
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort in the database and fetch anew."""
        key = self.columns[column].key if 0 <= column < len(self.columns) else ""
        wanted = (key, order == Qt.SortOrder.DescendingOrder)
        if key and wanted != self.sorted_by:
            self._sort, self._descending = wanted
            self.reload()

    def _ask(self, part: int) -> None:
        if part in self._coming:
            return
        self._coming.add(part)
        began = self._round
        asked = Asked(part * WINDOW, WINDOW, self._sort, self._descending)
        self._fetch(asked, lambda got: self._arrived(began, part, got))

    def _arrived(self, began: int, part: int, got: Part[R]) -> None:
        if began != self._round:
            return
        self._coming.discard(part)
        if self._stale or got.total != self._total:
            self._stale = False
            self.beginResetModel()
            self._parts.clear()
            self._parts[part] = got.rows
            self._total = got.total
            self.endResetModel()
            self.counted.emit(got.total)
            return
        self._parts[part] = got.rows
        self._parts.move_to_end(part)
        while len(self._parts) > WINDOWS_KEPT:
            self._parts.popitem(last=False)
        last = min(self._total, (part + 1) * WINDOW) - 1
        self.dataChanged.emit(self.index(part * WINDOW, 0), self.index(last, len(self.columns) - 1))
