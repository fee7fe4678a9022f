"""A table over rows that are all there already, for example the lines of a dry run."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject

from app.ui.tables.paged_model import Asked, Column, PagedModel, Part

R = TypeVar("R")


class ListModel(PagedModel[R]):
    """A ``PagedModel`` whose rows come from a list. It keeps their order: there is no sorting here."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        self._rows: list[R] = []
        super().__init__(columns, self._serve, parent)

    @property
    def rows(self) -> Sequence[R]:
        """The rows shown."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows."""
        self._rows = list(rows)
        self.reload()

    def _serve(self, asked: Asked, answer: Callable[[Part[R]], None]) -> None:
        answer(Part(self._rows[asked.offset : asked.offset + asked.limit], len(self._rows)))
