"""What every part of an opened file shares."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

import shiboken6
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.ui.desk import Desk
from app.ui.pages.page import Page

T = TypeVar("T")


class Part(QWidget):
    """A part of a page about one student. Results that come home after its tab was closed stay away."""

    def __init__(self, page: Page, student: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page, self.student = page, student

    @property
    def desk(self) -> Desk:
        """The page's desk."""
        return self.page.desk

    def read(self, work: Callable[[Any], T], done: Callable[[T], None]) -> None:
        """See ``Page.read``."""
        self.page.read(work, lambda result: done(result) if shiboken6.isValid(self) else None)

    def write(self, work: Callable[[Any], Changes], done: Callable[[], None]) -> None:
        """Run a mutation and tell its changes to all pages, this one too. See ``Page.write``."""

        def finished(changes: Changes) -> None:
            if shiboken6.isValid(self):
                done()
            self.desk.changes.tell(changes, self.page)
            self.page.refresh(changes)

        self.page.write(work, finished)
