"""Every library is there for a written reason, and the lock file knows the same ones."""

import re
import tomllib
from typing import Any

from tests.house.sources import ROOT

REASONS = ROOT / "docs" / "decisions" / "dependencies.md"


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def bare(requirement: str) -> str:
    """Return a requirement's package name as package indexes write it."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found.group(0)).lower()


def declared() -> set[str]:
    settings = project()
    listed = [*settings["project"]["dependencies"], *settings["dependency-groups"]["dev"]]
    return {bare(requirement) for requirement in listed}


def reasons(words: str) -> dict[str, str]:
    """Return package -> reason from the tables' rows: | `package` | reason |."""
    rows = re.findall(r"^\| `([^`]+)` \|(.+)\|\s*$", words, re.MULTILINE)
    return {bare(package): reason.strip() for package, reason in rows}


def test_every_library_has_its_reason() -> None:
    given = reasons(REASONS.read_text("utf-8"))
    assert declared() - given.keys() == set()
    assert [package for package, reason in given.items() if len(reason) < 20] == []


def test_no_reason_outlives_its_library() -> None:
    assert reasons(REASONS.read_text("utf-8")).keys() - declared() == set()


def test_the_lock_file_is_made_from_these_requirements() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    (own,) = [package for package in lock["package"] if package["name"] == "xinqiao"]
    metadata = own["metadata"]
    locked = [*metadata["requires-dist"], *metadata["requires-dev"]["dev"]]
    assert {package["name"] for package in locked} == declared()
    assert lock["requires-python"].replace(" ", "") == project()["project"]["requires-python"]


def test_every_locked_file_has_a_hash() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    files = [file for package in lock["package"] for file in [*package.get("wheels", []), package.get("sdist")] if file]
    assert len(files) > len(declared())
    assert [file["url"] for file in files if not file.get("hash", "").startswith("sha256:")] == []


def test_planted_tables_are_read() -> None:
    assert reasons("| `Made_Up[extra]` | because of a made-up need |\n| need | why |") == {
        "made-up": "because of a made-up need"
    }
