"""Unsaved text goes into the store by itself, encrypted, while it is being written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.problems import Problem
from app.ui.jobs import Jobs

PAUSE_MS = 1_000
"""From the first keystroke to the write. With the write itself it stays under DRAFT_PAUSE_SECONDS."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Something not yet saved. ``content`` holds what JSON can hold; ``key`` tells drafts apart."""

    key: str
    content: dict[str, Any]


Keep = Callable[[Any, Sequence[Draft]], None]
"""Writes drafts within a session of the store. A draft with empty content is forgotten."""


class DraftKeeper(QObject):
    """Collects drafts a second after something was touched, at latest, and writes those that differ."""

    kept = Signal()
    failed = Signal(object)

    def __init__(
        self, jobs: Jobs, keep: Keep, collect: Callable[[], Iterable[Draft]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self._keep, self._collect = jobs, keep, collect
        self._written: dict[str, dict[str, Any]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep_now)

    def touch(self) -> None:
        """Something changed. The clock runs from the first touch, so steady typing is kept too."""
        if not self._timer.isActive():
            self._timer.start()

    def keep_now(self, then: Callable[[], None] | None = None) -> None:
        """Write what differs from the last write; ``then`` is called in any case."""
        self._timer.stop()
        fresh = [one for one in self._collect() if self._written.get(one.key) != one.content]
        if not fresh:
            if then is not None:
                then()
            return

        def done(_: None) -> None:
            self._written.update({one.key: one.content for one in fresh})
            self.kept.emit()
            if then is not None:
                then()

        def failed(problem: Problem) -> None:
            self.failed.emit(problem)
            if then is None:
                self.touch()  # try again: a stick or a full disk may recover
            else:
                then()

        keep = self._keep
        self._jobs.submit(lambda db: keep(db, fresh), write=True, owner=self, done=done, failed=failed)
