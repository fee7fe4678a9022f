"""Windows in tests: offscreen, dressed, in Chinese unless a test asks otherwise."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.rights import Actor, Role
from app.storage.store import Store
from app.ui import theme
from app.ui.ask import Ask
from app.ui.changes import ChangeSignal
from app.ui.clipboard import Clipboard
from app.ui.desk import Desk
from app.ui.i18n import set_language
from app.ui.jobs import InlineJobs
from app.ui.notices import Notices
from tests.stores import LEAD

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_worn: dict[str, tuple[str, str]] = {}

NOW = datetime(2026, 11, 22, 2, 42, tzinfo=UTC)


class Memory:
    """Sessions over a plain dictionary that roll back like the store's."""

    def __init__(self) -> None:
        self.rows: dict[str, object] = {}

    @contextmanager
    def read(self) -> Iterator[dict[str, object]]:
        """Hand out the rows."""
        yield self.rows

    @contextmanager
    def write(self) -> Iterator[dict[str, object]]:
        """Hand out a copy and keep it on a clean exit."""
        copy = dict(self.rows)
        yield copy
        self.rows = copy


@pytest.fixture
def dressed(qapp: QApplication) -> Callable[..., None]:
    """Return a function that sets language, scheme and text size."""

    def dress(language: str = "zh", scheme: str = "light", size: str = "medium") -> None:
        qapp.setApplicationName("心桥" if language == "zh" else "Xinqiao")
        set_language(language)
        if _worn.get("looks") != (scheme, size):  # dressing walks all widgets: only when the looks change
            theme.apply(qapp, scheme, size)
            _worn["looks"] = (scheme, size)

    dress()
    return dress


@pytest.fixture
def memory() -> Memory:
    """Return sessions over a dictionary."""
    return Memory()


@pytest.fixture
def desk(dressed: Callable[..., None], memory: Memory) -> Desk:
    """Return a desk whose jobs run at once."""
    return Desk(
        jobs=InlineJobs(memory),
        changes=ChangeSignal(),
        ask=Ask(),
        notices=Notices(),
        clipboard=Clipboard(),
        actor=Actor(UUID(int=7), "王老师", Role.LEAD),
        now=lambda: NOW,
    )


@pytest.fixture
def school_desk(dressed: Callable[..., None], staffed: Store) -> Desk:
    """Return the lead's desk over a real encrypted store with users and no students."""
    return Desk(
        jobs=InlineJobs(staffed),
        changes=ChangeSignal(),
        ask=Ask(),
        notices=Notices(),
        clipboard=Clipboard(),
        actor=LEAD,
        now=lambda: NOW,
    )


@pytest.fixture
def room(staffed: Store, desk: Desk) -> Desk:
    """Return the desk of the room's head over a store with users and no students."""
    return replace(desk, jobs=InlineJobs(staffed), actor=LEAD)
