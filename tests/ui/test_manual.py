"""The manual beside the program: every page has its section, every chapter its title and its way there."""

import re
from pathlib import Path

import pytest

from app.ui import manual
from app.ui.pages import PAGES

PLAIN = [entry.code for entry in PAGES if entry.code != "help"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PLAIN)
def test_every_page_has_its_help(page: str, language: str) -> None:
    assert manual.section(page, language).startswith("#")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_mark_is_shown_and_no_page_is_explained_twice(language: str) -> None:
    explained: list[str] = []
    for chapter in manual.chapters(language):
        assert chapter.title
        assert "<!--" not in chapter.words
        explained += chapter.sections()
    assert len(explained) == len(set(explained))


def test_a_section_ends_with_the_next_heading_of_its_rank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = (
        "# One\n\n<!-- page: a b -->\n## Here\n\nfirst\n\n### Part\n\nsecond\n\n<!-- page: c -->\n## There\n\nthird\n"
    )
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "01.md").write_text(words, "utf-8")
    monkeypatch.setattr(manual, "FOLDER", tmp_path)
    assert manual.section("a", "xx") == manual.section("b", "xx") == "## Here\n\nfirst\n\n### Part\n\nsecond"
    assert manual.section("c", "xx") == "## There\n\nthird"
    assert manual.section("d", "xx") == ""


def test_a_manual_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manual, "FOLDER", tmp_path)
    with pytest.raises(FileNotFoundError):
        manual.chapters("yy")


def test_the_table_of_contents_leads_to_every_chapter() -> None:
    contents = (Path(__file__).parents[2] / "docs" / "manual" / "README.md").read_text("utf-8")
    linked = re.findall(r"\(\.\./\.\./resources/manual/zh/([^)]+)\)", contents)
    assert linked == [chapter.file for chapter in manual.chapters("zh")]


def test_the_sentences_are_short() -> None:
    """Counsellors who are not at ease with computers read this: at most 50 characters to a sentence."""
    long = [
        sentence
        for chapter in manual.chapters("zh")
        for line in chapter.words.splitlines()
        for sentence in re.split(r"[。？！：；|]", line)
        if len(sentence) > 50 and "](" not in sentence
    ]
    assert long == []
