"""The set-up program: what it decides, without setting anything up."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.house.sources import ROOT


@pytest.fixture
def stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "xinqiao.json"
    monkeypatch.setattr(dev, "STAMP", path)
    return path


def test_it_can_tell_an_old_python_that_it_is_too_old() -> None:
    # The sentence about the version is of use only where the whole file can be read.
    assert ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 7)).body


def test_it_needs_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("answer", "version"),
    [("uv 0.13.9 (x86_64-unknown-linux-gnu)\n", (0, 13, 9)), ("uv 1.0.0", (1, 0, 0)), ("nonsense", (0,))],
)
def test_the_version_of_uv_is_read_from_its_answer(answer: str, version: tuple[int, ...]) -> None:
    assert dev.uv_version(answer) == version


def test_a_uv_that_does_not_start_is_not_used(tmp_path: Path) -> None:
    broken = tmp_path / "uv"
    broken.write_text("not a program", "utf-8")
    broken.chmod(0o755)
    assert not dev.usable_uv(broken)
    assert not dev.usable_uv(tmp_path / "absent")
    assert not dev.usable_uv(None)


def test_a_stamp_comes_back_as_it_was_written(stamp: Path) -> None:
    written = dev.Stamp("made-up", frozenset({"age", "Xvfb"}))
    written.write()
    assert dev.Stamp.read() == written
    assert list(stamp.parent.iterdir()) == [stamp]


@pytest.mark.parametrize("torn", ["", "{", "[]", "null", '{"environment": "x"}', '{"environment": 1, "tools": 2}'])
def test_a_torn_stamp_counts_as_no_set_up(stamp: Path, torn: str) -> None:
    stamp.write_text(torn, "utf-8")
    assert dev.Stamp.read() == dev.Stamp()


def test_the_fingerprint_follows_the_lock_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]", "utf-8")
    (tmp_path / "uv.lock").write_text("version = 1", "utf-8")
    before = dev.fingerprint()
    (tmp_path / "uv.lock").write_text("version = 2", "utf-8")
    assert dev.fingerprint() != before


def test_a_start_with_a_matching_stamp_starts_nothing(stamp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.Stamp(dev.fingerprint(), frozenset(dev.TEST_TOOLS)).write()
    monkeypatch.setattr(dev, "program", lambda _name: Path(sys.executable))
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_kwargs: pytest.fail("a program was started"))
    dev.prepare(dev.TEST_TOOLS)


def test_a_library_that_is_not_there_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "LIBRARIES", {"libmadeup-xq.so.1": "libmadeup1"})
    assert dev.missing_libraries() == ["libmadeup1"]


def test_a_program_that_is_not_there_is_named_by_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / "here").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert dev.missing_tools({"here": "here-package", "made-up-tool": "tool-package"}) == ["tool-package"]


def test_without_apt_the_packages_are_named_and_nothing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(dev.Stop, match="libmadeup1"):
        dev.install_packages(lambda: ["libmadeup1"], "the windows")


def test_who_is_not_root_gets_the_line_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 7\n", "utf-8")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    with pytest.raises(dev.Stop, match=r"sudo apt-get install -y --no-install-recommends libmadeup1$"):
        dev.install_packages(lambda: ["libmadeup1"], "the windows")


def test_a_failing_apt_ends_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "apt-get").write_text("#!/bin/sh\necho no network\nexit 7\n", "utf-8")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0)
    with pytest.raises(dev.Stop, match="offline"):
        dev.install_packages(lambda: ["libmadeup1"], "the windows")
    said = capfd.readouterr()
    assert said.out == ""
    assert "no network" in said.err


def test_an_unknown_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["made-up"]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("error", "code"), [(dev.Stop("why"), 1), (OSError(28, "disk full"), 1), (KeyboardInterrupt(), 130)]
)
def test_no_end_is_a_traceback(error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def ends(_arguments: list[str]) -> int:
        raise error

    monkeypatch.setitem(dev.COMMANDS, "ends", ends)
    assert dev.main(["ends"]) == code


def test_help_says_something_about_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["help"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    described = {words[0] for words in lines if len(words) > 2}
    assert set(dev.COMMANDS) <= described


def test_failing_steps_are_counted_and_show_their_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "program", lambda _name: Path(sys.executable))
    steps = {"good": ["python", "-c", "print('quiet')"], "bad": ["python", "-c", "exit('the reason')"]}
    assert dev.run_steps(steps) == 1
    shown = capsys.readouterr().out
    assert "the reason" in shown
    assert "quiet" not in shown
