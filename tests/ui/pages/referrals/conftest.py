"""Both ends of the loop behind windows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.ui.desk import Desk
from app.ui.jobs import InlineJobs
from tests.services import loop as loops
from tests.services.loop import Loop
from tests.stores import LEAD


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    """A school and a centre that know each other, a student, and an empty stick."""
    made = loops.make(tmp_path / "loop")
    yield made
    loops.close(made)


@pytest.fixture
def school(loop: Loop, desk: Desk) -> Desk:
    """Return the desk at the school."""
    return replace(desk, jobs=InlineJobs(loop.school.store), actor=LEAD)


@pytest.fixture
def centre(loop: Loop, desk: Desk) -> Desk:
    """Return the desk at the centre."""
    return replace(desk, jobs=InlineJobs(loop.centre.store), actor=LEAD)
