"""A table over a list that is short enough to be read in one go."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from app.ui.tables.paged_model import Asked, Column, PagedModel, Part

R = TypeVar("R")


class WholeList(Generic[R]):
    """Holds the rows and hands them to a ``PagedModel``; ``show`` replaces them."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        self.rows: list[R] = []
        self.model = PagedModel(columns, self._fetch, parent)

    def show(self, rows: Sequence[R]) -> None:
        """Show other rows."""
        self.rows = list(rows)
        self.model.reload()

    def _fetch(self, asked: Asked, answer: Callable[[Part[R]], None]) -> None:
        answer(Part(self.rows[asked.offset : asked.offset + asked.limit], len(self.rows)))
