"""No check is switched off without a reason beside it."""

import re

import pytest

from tests.house.sources import ROOT, name, python_files

NOQA = re.compile(r"#\s*noqa\b(?P<rest>.*)", re.IGNORECASE)
TYPE_IGNORE = re.compile(r"#\s*type:\s*ignore\b(?P<rest>.*)")
WITH_CODES = re.compile(r"\s*:\s*[A-Z]+\d+(\s*,\s*[A-Z]+\d+)*\s*(-|–|#|—)\s*\w+")
WITH_KIND = re.compile(r"\s*\[[\w,\s-]+\]\s*#\s*\w+")


def unexplained(line: str) -> bool:
    """Say whether a line of code silences a check without codes or without a reason."""
    noqa, ignore = NOQA.search(line), TYPE_IGNORE.search(line)
    if noqa and not WITH_CODES.match(noqa["rest"]):
        return True
    return bool(ignore and not WITH_KIND.match(ignore["rest"]))


def unexplained_rules(settings: str) -> list[str]:
    """Return the lines of ruff's ``ignore`` lists that have no comment."""
    start = settings.index("[tool.ruff.lint]")
    listed = settings[start : settings.index("[tool.mypy]")].splitlines()
    rules = [line.strip() for line in listed if re.match(r'\s+"[A-Z]+\d*",', line)]
    rules += [line.strip() for line in listed if re.match(r'"[^"]+" = \[', line)]
    return [rule for rule in rules if "#" not in rule]


def test_every_silenced_line_says_why() -> None:
    faults = [
        f"{name(path)}:{number}: {line.strip()}"
        for path in [*python_files("app", "tests", "migrations", "benchmarks"), ROOT / "dev.py"]
        if name(path) != "tests/house/test_ignores.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if unexplained(line)
    ]
    assert faults == []


def test_every_ignored_rule_says_why() -> None:
    assert unexplained_rules((ROOT / "pyproject.toml").read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("x = 1  # noqa", True),
        ("x = 1  # noqa: E501", True),
        ("x = 1  # noqa: E501 - a table reads better wide", False),
        ("x = 1  # type: ignore", True),
        ("x = 1  # type: ignore[misc]", True),
        ("x = 1  # type: ignore[misc]  # the stub says otherwise", False),
        ("x = 1  # nothing silenced", False),
    ],
)
def test_planted_lines(line: str, fault: bool) -> None:
    assert unexplained(line) is fault


def test_a_planted_rule_without_a_reason_is_found() -> None:
    settings = '[tool.ruff.lint]\nignore = [\n    "S311",\n    "S603", # ours\n]\n[tool.mypy]'
    assert unexplained_rules(settings) == ['"S311",']
