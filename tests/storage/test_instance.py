"""One program at a time on one store."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.problems import Problem
from app.storage.instance import InstanceLock

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from app.storage.instance import InstanceLock
with InstanceLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(folder: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, folder], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_program_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    with hold(tmp_path) as holder:
        with pytest.raises(Problem) as caught:
            InstanceLock(tmp_path)
        assert (caught.value.code, caught.value.params["pid"]) == ("already_open", str(holder.pid))
        holder.communicate()
    with InstanceLock(tmp_path):
        pass


def test_a_killed_program_leaves_nothing_stale(tmp_path: Path) -> None:
    with hold(tmp_path) as holder:
        holder.kill()
        holder.communicate()
    with InstanceLock(tmp_path):
        assert (tmp_path / "store.lock").read_text() == str(os.getpid())


def test_two_locks_in_one_program_exclude_each_other_too(tmp_path: Path) -> None:
    with InstanceLock(tmp_path), pytest.raises(Problem, match="already_open"):
        InstanceLock(tmp_path)
