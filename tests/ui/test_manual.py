"""The manual beside the program: every page has its section, every chapter its title and its way there."""

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.ui import manual
from app.ui.pages import PAGES

ROOT = Path(__file__).parents[2]
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
    contents = (ROOT / "docs" / "manual" / "README.md").read_text("utf-8")
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


def bare(words: str) -> str:
    """Return words without what varies: parameters, mnemonics, spaces, marks of quotation."""
    return re.sub(r"\{\w+\}|\(&\w\)|[\s“”「」]", "", words)


@cache
def program_says() -> str:
    """Return everything that messages and windows can show in Chinese, a line each."""
    widgets = (ROOT / "resources" / "i18n" / "xinqiao_zh.ts").read_text("utf-8")
    said = [html.unescape(one) for one in re.findall(r"<translation[^>]*>([^<]*)</translation>", widgets)]
    for file in (ROOT / "app" / "messages" / "zh").glob("*.json"):
        said += json.loads(file.read_text("utf-8")).values()
    return "\n".join(map(bare, said))


def quoted() -> Iterator[tuple[str, str]]:
    """Yield chapter and words for all that the manual says to stand on the screen."""
    for chapter in manual.chapters("zh"):
        cells = re.findall(r"^\| ([^|]+) \|", chapter.words, re.MULTILINE) if chapter.file.startswith("09") else []
        for words in [*re.findall(r"「([^」]+)」", chapter.words), *cells]:
            if words not in ("屏幕上写", "---"):
                yield from ((chapter.file, part) for part in words.split("……") if part)


@pytest.mark.parametrize(("chapter", "words"), sorted(set(quoted())))
def test_what_the_manual_quotes_is_what_the_program_says(chapter: str, words: str) -> None:
    assert bare(words) in program_says()
