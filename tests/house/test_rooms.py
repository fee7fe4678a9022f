"""import-linter knows every room and reports a breach planted in a copy of the program."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.sources import ROOT

# May import everything: they wire the others together.
FREE = {"app.cli", "app.bootstrap"}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the real contracts over the copy of the program in ``folder``."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program's code and its contracts."""
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("module", "line", "report"),
    [
        ("domain/planted.py", "import pydantic", "app.domain.planted may not import pydantic"),
        ("ui/pages/planted.py", "import sqlalchemy", "app.ui.pages.planted may not import sqlalchemy"),
        ("ui/planted.py", "from app.models import base", "app.ui.planted may not import app.models"),
        ("ui/gate/planted.py", "import app.services", "app.ui.gate.planted may not import app.services"),
        (
            "crypto/planted.py",
            "from app.domain import ids",
            "app.crypto.planted may not import app.domain.ids",
        ),
        ("services/planted.py", "from PySide6 import QtCore", "app.services.planted may not import PySide6"),
        (
            "letters/planted.py",
            "def f() -> None:\n    import sqlalchemy.orm",
            "app.letters.planted may not import sqlalchemy",
        ),
    ],
)
def test_a_planted_breach_is_reported(copy: Path, module: str, line: str, report: str) -> None:
    (copy / "app" / module).write_text(line + "\n", "utf-8")
    result = lint(copy)
    assert result.returncode != 0
    assert report in " ".join(result.stdout.split())


def test_every_room_has_a_contract() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {contract["room"] for contract in config["tool"]["importlinter"]["contracts"]}
    rooms = {f"app.{init.parent.name}" for init in (ROOT / "app").glob("*/__init__.py")}
    assert rooms - FREE <= contracts
