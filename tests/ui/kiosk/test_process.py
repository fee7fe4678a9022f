"""The kiosk's process: what it never loads, and what the locked screen may start it with."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.bootstrap.kiosk_start import is_prepared, prepared
from app.domain.problems import Problem
from app.storage.tray import PREPARED
from tests.house.sources import ROOT
from tests.ui.kiosk.conftest import DAY, Desk


def test_it_loads_nothing_that_could_open_a_store() -> None:
    lines = (
        "import sys, app.bootstrap.kiosk",
        "rooms = ('sqlalchemy', 'sqlcipher3', 'app.models', 'app.services', 'app.storage.vault', 'app.storage.store')",
        "sys.exit(', '.join(one for one in rooms if one in sys.modules) or None)",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_was_prepared_counts_on_its_day_only(around: Desk, tmp_path: Path) -> None:
    made = around.handover().without_students()
    (tmp_path / PREPARED).write_bytes(made.to_bytes())
    assert prepared(tmp_path, DAY) == made
    assert is_prepared(tmp_path, DAY)
    assert prepared(tmp_path, DAY + timedelta(days=1)) is None
    assert not is_prepared(tmp_path, DAY - timedelta(days=1))


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff" * 10])
def test_without_a_readable_preparation_there_is_no_link(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / PREPARED).write_bytes(content)
    assert not is_prepared(tmp_path, date(2026, 11, 22))
    if content is not None:
        with pytest.raises(Problem):
            prepared(tmp_path, date(2026, 11, 22))
