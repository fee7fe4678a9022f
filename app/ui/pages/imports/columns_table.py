"""The first rows of a file, with a choice above each column: what does it hold?"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem, QWidget

NOT_USED = ""


class ColumnsTable(QTableWidget):
    """``changed`` is emitted when the person chooses otherwise. Columns are numbered as in the file."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._choices: list[QComboBox] = []

    def show_columns(
        self,
        titles: Mapping[int, str],
        rows: Sequence[Sequence[str]],
        options: Sequence[tuple[str, str]],
        chosen: Mapping[int, str],
    ) -> None:
        """Show the file's columns; ``options`` are (code, words), ``chosen`` codes by column."""
        width = max([*(len(row) for row in rows), *(at + 1 for at in titles)], default=0)
        self.clear()
        self.setColumnCount(width)
        self.setRowCount(len(rows) + 1)
        self.setHorizontalHeaderLabels([titles.get(at, "") for at in range(width)])
        self._choices = []
        for at in range(width):
            combo = QComboBox()
            combo.setAccessibleName(self.tr("What column {0} “{1}” holds").format(at + 1, titles.get(at, "")))
            combo.addItem(self.tr("not used"), NOT_USED)
            for code, words in options:
                combo.addItem(words, code)
            combo.setCurrentIndex(max(0, combo.findData(chosen.get(at, NOT_USED))))
            combo.activated.connect(lambda _: self.changed.emit())
            self.setCellWidget(0, at, combo)
            self._choices.append(combo)
            self.setColumnWidth(at, 152)
            for down, row in enumerate(rows, 1):
                item = QTableWidgetItem(row[at] if at < len(row) else "")
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.setItem(down, at, item)
        self.setRowHeight(0, 40)

    def chosen(self) -> dict[int, str]:
        """Return the code chosen for each used column."""
        return {at: str(one.currentData()) for at, one in enumerate(self._choices) if one.currentData() != NOT_USED}

    def choose(self, column: int, code: str) -> None:
        """Choose for one column, as the person would."""
        self._choices[column].setCurrentIndex(max(0, self._choices[column].findData(code)))
        self.changed.emit()
