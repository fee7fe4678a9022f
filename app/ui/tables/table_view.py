"""The table of the windows: even rows, whole rows selected, Enter opens, Space previews."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui import theme
from app.ui.tables.paged_model import LEVEL_ROLE, PagedModel
from app.ui.widgets import level_badge


class LevelDelegate(QStyledItemDelegate):
    """Draws a level as its badge, everything else as usual."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        held = index.data(LEVEL_ROLE)
        if held is None:
            super().paint(painter, option, index)
            return
        empty = QStyleOptionViewItem(option)
        self.initStyleOption(empty, index)
        empty.text = ""  # type: ignore[attr-defined] # the stub lacks the option's fields
        style: QStyle = empty.widget.style()  # type: ignore[attr-defined] # as above
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, empty, painter, empty.widget)  # type: ignore[attr-defined] # as above
        if held[0] is not None:
            rect: QRect = option.rect  # type: ignore[attr-defined] # as above
            level_badge.paint(painter, rect.adjusted(8, 0, -4, 0), held[0])


class TableView(QTableView):
    """A table over a ``PagedModel``.

    ``opened`` and ``previewed`` carry the row's value. The current row stays where it was after a
    reload, as far as it is still there.
    """

    opened = Signal(object)
    previewed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name`` is what a screen reader says."""
        super().__init__(parent)
        self._keep_row = -1
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(LevelDelegate(self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(36, round(theme.body_size() * 2.5)))
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setStretchLastSection(True)
        columns.setMinimumSectionSize(48)
        columns.setAccessibleName(self.tr("Column titles"))
        self.doubleClicked.connect(lambda _: self._open())

    def show_model(self, model: PagedModel) -> None:  # type: ignore[type-arg] # any row type will do
        """Show a model. Columns that the database can sort by sort when their title is clicked."""
        self.setModel(model)
        for at, column in enumerate(model.columns):
            self.setColumnWidth(at, column.width)
        columns = self.horizontalHeader()
        columns.setSortIndicatorShown(True)
        columns.setSectionsClickable(True)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)

    def current(self) -> object | None:
        """Return the current row's value, or None."""
        model = self.model()
        index = self.currentIndex()
        return model.row(index) if isinstance(model, PagedModel) and index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the row, Space previews it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Space:
            if (value := self.current()) is not None:
                self.previewed.emit(value)
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if (value := self.current()) is not None:
            self.opened.emit(value)

    def _remember(self) -> None:
        self._keep_row = self.currentIndex().row()

    def _return(self) -> None:
        last = self.model().rowCount() - 1
        if last >= 0 and self._keep_row >= 0:
            self.setCurrentIndex(self.model().index(min(self._keep_row, last), 0))
