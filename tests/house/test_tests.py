"""Tests say something: each can fail by itself, and each room's tests are a package."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.bans import called
from tests.house.sources import ROOT, name, python_files

# A call of one of these fails the test when what it names does not come true.
FAILS = {"raises", "warns", "fail", "waitSignal", "waitSignals", "waitUntil", "assertNotEmitted", "verify"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def claims(function: Function, claiming: set[str]) -> bool:
    """Say whether a function asserts something, by itself or through one of ``claiming``."""
    return any(
        isinstance(node, ast.Assert)
        or called(node) in FAILS | claiming
        or called(node).startswith(("assert_", "check_", "expect"))
        for node in ast.walk(function)
    )


def silent_tests(source: str) -> Iterator[str]:
    """Yield the tests in ``source`` that claim nothing, neither directly nor through a function beside them."""
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, Function)]
    claiming: set[str] = set()
    for _ in range(3):  # a claim may sit a few calls down
        claiming |= {function.name for function in functions if claims(function, claiming)}
    for function in functions:
        if function.name.startswith("test_") and function.name not in claiming:
            yield function.name


def test_every_test_claims_something() -> None:
    paths = python_files("tests")
    assert [f"{name(p)}: {silent}" for p in paths for silent in silent_tests(p.read_text("utf-8"))] == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in python_files("tests")}
    assert [name(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_every_folder_of_the_program_is_a_package() -> None:
    folders = {path.parent for path in python_files("app")} | {Path(ROOT / "app")}
    assert [name(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    ("source", "silent"),
    [
        ("def test_a():\n    compute()", ["test_a"]),
        ("def test_a():\n    assert compute()", []),
        ("def test_a():\n    with pytest.raises(ValueError):\n        compute()", []),
        ("def holds(x):\n    assert x\n\ndef test_a():\n    holds(compute())", []),
        ("def outer():\n    holds()\n\ndef holds():\n    assert 1\n\ndef test_a():\n    outer()", []),
    ],
)
def test_planted_tests(source: str, silent: list[str]) -> None:
    assert list(silent_tests(source)) == silent
