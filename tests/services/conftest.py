"""What tests of services share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services import loop as loops
from tests.services.loop import Loop


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    """A school and a centre that know each other, a student, and an empty stick."""
    made = loops.make(tmp_path / "loop")
    yield made
    loops.close(made)
