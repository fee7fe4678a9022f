"""The documents lead somewhere: every link inside the repository has its file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dev
from tests.house.sources import ROOT, files, name

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def dead_links(document: Path) -> Iterator[str]:
    """Yield the relative links of a document that lead nowhere."""
    for target in LINK.findall(document.read_text("utf-8")):
        if not (document.parent / target).exists():
            yield target


def test_no_link_is_dead() -> None:
    documents = [path for path in files() if path.suffix == ".md"]
    assert {name(path): dead for path in documents if (dead := list(dead_links(path)))} == {}


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    assert [page.name for page in folder.glob("0*.md") if f"({page.name})" not in listed] == []


@pytest.mark.parametrize("command", sorted(set(dev.COMMANDS) - {"help"}))
def test_every_command_is_explained(command: str) -> None:
    assert f"python3 dev.py {command}" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_a_planted_dead_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("[gone](gone.md) [self](there.md#part) [web](https://example.org)", "utf-8")
    assert list(dead_links(tmp_path / "there.md")) == ["gone.md"]
