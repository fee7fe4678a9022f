"""Every refusal has its sentence in both languages, and the sentences keep the house style."""

import ast
import re

import pytest

from app import messages
from tests.house.sources import name, python_files

PLACEHOLDER = re.compile(r"\{(\w*)\}")
# Words that blame the reader or say nothing.
BANNED = ("非法", "无效", "异常", "失败！", "invalid", "illegal")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]")


def problems(source: str) -> dict[str, set[str] | None]:
    """Return the codes of ``Problem("code", name=…)`` in ``source`` with the parameters given.

    None stands for parameters that cannot be read off the call (``**params``).
    """
    found: dict[str, set[str] | None] = {}
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and node.args):
            continue
        code = node.args[0]
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            given = [keyword.arg for keyword in node.keywords]
            found[code.value] = None if None in given else {arg for arg in given if arg}
    return found


def raised() -> list[tuple[str, str, set[str] | None]]:
    """Return (file, code, parameters) of every problem that the program raises."""
    return [
        (name(path), code, given)
        for path in python_files("app")
        for code, given in problems(path.read_text("utf-8")).items()
    ]


@pytest.fixture
def zh() -> dict[str, str]:
    return messages.catalogue("zh")


@pytest.fixture
def en() -> dict[str, str]:
    return messages.catalogue("en")


def unfilled(sentence: str, given: set[str] | None) -> set[str]:
    """Return the placeholders that would reach the reader as they are."""
    return set() if given is None else set(PLACEHOLDER.findall(sentence)) - given


def style_faults(sentence: str, language: str) -> list[str]:
    """Return what in a sentence breaks the house style."""
    faults = [word for word in BANNED if word in sentence.lower()]
    if not sentence.strip():
        faults.append("empty")
    if language == "zh":
        faults += HALF_WIDTH.findall(sentence)
    return faults


def test_both_languages_have_the_same_codes(zh: dict[str, str], en: dict[str, str]) -> None:
    assert zh.keys() ^ en.keys() == set()


def test_both_languages_have_the_same_placeholders(zh: dict[str, str], en: dict[str, str]) -> None:
    shared = zh.keys() & en.keys()
    assert {c for c in shared if set(PLACEHOLDER.findall(zh[c])) != set(PLACEHOLDER.findall(en[c]))} == set()


def test_every_problem_raised_has_its_sentences(zh: dict[str, str], en: dict[str, str]) -> None:
    assert [f"{file}: {code}" for file, code, _ in raised() if code not in zh or code not in en] == []


def test_every_placeholder_of_a_raised_problem_is_filled(zh: dict[str, str]) -> None:
    faults = [
        f"{file}: {code} lacks {sorted(missing)}"
        for file, code, given in raised()
        if (missing := unfilled(zh.get(code, ""), given))
    ]
    assert faults == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_sentences_keep_the_house_style(language: str) -> None:
    sentences = messages.catalogue(language)
    assert {c: f for c, sentence in sentences.items() if (f := style_faults(sentence, language))} == {}


def test_planted_problems_are_read_with_their_parameters() -> None:
    source = 'raise Problem("made_up", row=1)\nraise Problem("spread", **params)\nraise Problem(code)'
    assert problems(source) == {"made_up": {"row"}, "spread": None}
    assert unfilled("第 {row} 行，{column} 列", {"row"}) == {"column"}


@pytest.mark.parametrize("planted", ["输入非法。", "  ", "请先保存,再锁定。", "操作失败！"])
def test_a_planted_sentence_against_the_style_is_found(planted: str) -> None:
    assert style_faults(planted, "zh")
