"""The glossary knows every table and every class and file that it names."""

import re
from collections.abc import Iterable

import pytest

import app.models
from app.domain.settings import DECLARED
from app.models.base import Base
from app.storage.names import KEYS
from tests.house.sources import ROOT, python_files

WORDS = (ROOT / "docs" / "glossary.md").read_text("utf-8")
QUOTED = re.findall(r"`([^`]+)`", WORDS)


def missing(tables: Iterable[str], quoted: Iterable[str]) -> list[str]:
    """Return the tables that no row of the glossary names."""
    return sorted(set(tables) - set(quoted))


def test_every_table_is_explained() -> None:
    assert app.models.__name__  # importing the package completes the metadata
    assert missing(Base.metadata.tables, QUOTED) == []


def test_a_table_without_a_word_is_found() -> None:
    assert missing(["student", "made_up"], ["student"]) == ["made_up"]


@pytest.mark.parametrize("path", [one for one in QUOTED if "/" in one])
def test_every_named_file_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", sorted({one for one in QUOTED if re.fullmatch(r"[A-Z]\w*[a-z]\w*", one)}))
def test_every_named_class_is_there(name: str) -> None:
    declared = re.compile(rf"^class {name}\b", re.MULTILINE)
    assert any(declared.search(path.read_text("utf-8")) for path in python_files("app"))


@pytest.mark.parametrize("dotted", [one for one in QUOTED if re.fullmatch(r"[a-z_]+\.[a-z_]+", one)])
def test_every_named_column_setting_and_file_is_there(dotted: str) -> None:
    table, _, name = dotted.partition(".")
    columns = Base.metadata.tables[table].columns if table in Base.metadata.tables else {}
    assert name in columns or dotted in DECLARED or dotted == KEYS
