"""Files stay small enough to be read in one sitting."""

from pathlib import Path
from statistics import median

import pytest

from tests.house.sources import ROOT, name, python_files

LONGEST = 400
MEDIAN = 120


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def too_long(paths: list[Path]) -> list[str]:
    return [f"{path.name}: {lines(path)} lines" for path in paths if lines(path) > LONGEST]


def test_no_file_is_too_long() -> None:
    assert too_long([*python_files("app", "tests", "benchmarks", "packaging"), ROOT / "dev.py"]) == []


def test_the_program_s_files_are_small_as_a_rule() -> None:
    sizes = [lines(path) for path in python_files("app") if path.name != "__init__.py"]
    assert median(sizes) <= MEDIAN


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "common", "helpers", "helper", "manager", "misc"}
    parts = {part.removesuffix(".py") for path in python_files("app") for part in Path(name(path)).parts}
    assert parts & drawers == set()


@pytest.mark.parametrize(("count", "fault"), [(LONGEST, []), (LONGEST + 1, ["planted.py: 401 lines"])])
def test_a_planted_long_file_is_found(tmp_path: Path, count: int, fault: list[str]) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("pass\n" * count, "utf-8")
    assert too_long([planted]) == fault
