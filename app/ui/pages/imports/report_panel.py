"""What an import would do, or did: counts, and every row that was refused or needs a look."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app import messages
from app.services.sheets import RowReason
from app.ui import theme
from app.ui.i18n import language
from app.ui.tables.list_model import ListModel
from app.ui.tables.paged_model import Column
from app.ui.tables.table_view import TableView


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file and what is to be said about it."""

    row: int
    refused: bool
    words: str


class ReportPanel(QWidget):
    """Refused rows first, then doubts, each in the order of the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        theme.role(self.counts, "card_title")
        self.fine = QLabel(self.tr("Every row is clear."))
        theme.role(self.fine, "muted")
        self.lines = ListModel[Line](
            [
                Column(self.tr("Row"), lambda one: str(one.row), width=60, right=True),
                Column(self.tr("What"), self._kind, width=90),
                Column(self.tr("Why"), lambda one: one.words, width=480),
            ],
            self,
        )
        self.table = TableView(self.tr("Rows refused or in doubt"))
        self.table.show_model(self.lines)
        self.table.setMinimumHeight(72)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.counts, self.fine):
            column.addWidget(widget)
        column.addWidget(self.table, 1000)
        column.addStretch(1)  # holds the words at the top where there is no table

    def show_report(
        self, counts: Sequence[tuple[str, int]], refused: Sequence[RowReason], warned: Sequence[RowReason]
    ) -> None:
        """Show counts as (words, number) and the reasons in words."""
        self.counts.setText("    ".join(f"{words} {number}" for words, number in counts))
        lines = [Line(one.row, True, _sentence(one)) for one in refused]
        lines += [Line(one.row, False, _sentence(one)) for one in warned]
        self.lines.show_rows(lines)
        self.table.setVisible(bool(lines))
        self.fine.setVisible(not lines)

    def _kind(self, one: Line) -> str:
        return self.tr("refused") if one.refused else self.tr("look")


def _sentence(reason: RowReason) -> str:
    return messages.text(reason.code, language(), **dict(reason.params))
