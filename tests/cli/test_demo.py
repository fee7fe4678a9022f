"""The headless demonstration: the whole main job through the real windows, and nothing readable left behind."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap.program import now
from app.cli.demo_steps.material import made_families

ROOT = Path(__file__).parents[2]
SECONDS = 280
NAME_BYTES = 6
"""Shorter ones would be found in encrypted bytes by chance."""


@dataclass(frozen=True)
class Shown:
    """What one demonstration left."""

    out: Path
    work: Path
    code: int
    said: str

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The steps of its summary."""
        steps: list[dict[str, Any]] = json.loads((self.out / "summary.json").read_text("utf-8"))["steps"]
        return steps


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Run it once."""
    folder = tmp_path_factory.mktemp("demo")
    out, work = folder / "out", folder / "work"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(folder / "config")}
    words = [sys.executable, "-m", "app", "demo", "--headless", "--out", str(out), "--dir", str(work)]
    done = subprocess.run(
        words, env=environment, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    return Shown(out, work, done.returncode, done.stderr)


def test_every_step_works(shown: Shown) -> None:
    assert [step for step in shown.steps if not step["ok"]] == []
    assert shown.code == 0, shown.said
    names = [step["name"] for step in shown.steps]
    wanted = [
        "unlock",
        "roster",
        "questionnaire",
        "session",
        "critical",
        "alert",
        "plan",
        "letter",
        "bundle",
        "receipt",
    ]
    assert [word for word in wanted if not any(word in name for name in names)] == []
    assert all(step.keys() == {"name", "ok", "ms", "detail"} and step["ms"] >= 0 for step in shown.steps)


def test_leaves_what_the_contract_says(shown: Shown) -> None:
    assert (shown.out / "letter.pdf").read_bytes().startswith(b"%PDF-")
    (sealed,) = (shown.out / "bundle").glob("*.age")
    assert sealed.read_bytes().startswith(b"age-encryption.org/v1")
    assert (shown.out / "bundle" / "HOW-TO-OPEN.txt").exists()
    assert "AGE-SECRET-KEY-1" in (shown.out / "centre-identity.txt").read_text("ascii")
    pictures = [path.read_bytes() for path in (shown.out / "screens").glob("*.png")]
    assert len(pictures) >= 25
    sizes = {(int.from_bytes(one[16:20]), int.from_bytes(one[20:24])) for one in pictures}
    assert sizes == {(1092, 543)}


def _spellings() -> list[bytes]:
    names = [one.student["name"] for one in made_families(now())]
    codes = ("utf-8", "gb18030", "utf-16-le")
    return [spelt for name in names for code in codes if len(spelt := name.encode(code)) >= NAME_BYTES]


def test_no_name_is_readable_in_store_backups_keys_or_bundle(shown: Shown) -> None:
    spellings = _spellings()
    kept = [path for part in ("school", "centre") for path in (shown.work / part).rglob("*") if path.is_file()]
    kept += list((shown.out / "bundle").iterdir())
    assert {"store.db", "vault.keys"} <= {path.name for path in kept}
    assert any("backups" in path.parts for path in kept)
    found = {path.name for path in kept for one in spellings if one in path.read_bytes()}
    assert found == set()
    roster = (shown.work / "roster.csv").read_bytes()
    assert any(one in roster for one in spellings)  # the search does find names
