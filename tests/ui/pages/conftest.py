"""Pages over a real encrypted store whose jobs run at once."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.jobs import InlineJobs
from tests.stores import LEAD


@pytest.fixture
def room(staffed: Store, desk: Desk, dressed: Callable[..., None]) -> Desk:
    """Return the desk of the room's head over a store with users and no students."""
    return replace(desk, jobs=InlineJobs(staffed), actor=LEAD)
