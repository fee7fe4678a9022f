"""The benchmarks' shape; what they measure is for `xinqiao bench` itself."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.harness import Figure, compare, machine

ROOT = Path(__file__).parents[2]


def bench(tmp_path: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    return subprocess.run(
        [sys.executable, "-m", "app", "bench", *words],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )


def test_json_as_the_contract_says(tmp_path: Path) -> None:
    done = bench(tmp_path, "--json", "--only", "letter")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer.keys() == {"results", "machine"}
    (figure,) = answer["results"]
    assert figure.keys() == {"name", "value", "unit", "peer", "peer_value", "ratio", "target"}
    assert figure["ratio"] == pytest.approx(figure["value"] / figure["peer_value"], rel=0.01)
    assert ("met" in done.stderr) == (figure["ratio"] <= figure["target"])
    assert list((tmp_path / "cache").rglob("bench-*")) == []


def test_an_unknown_figure_is_wrong_usage(tmp_path: Path) -> None:
    assert bench(tmp_path, "--only", "nothing").returncode == 2


def test_medians_of_runs_in_turns() -> None:
    order: list[str] = []
    ours, peer = iter([9.0, 4.0, 2.0, 3.0]), iter([9.0, 1.0, 8.0, 2.0])

    def run_ours() -> float:
        order.append("ours")
        return next(ours)

    def run_peer() -> float:
        order.append("peer")
        return next(peer)

    (figure,) = compare("made up", run_ours, [("another", run_peer)], target=1.5, runs=3)
    assert figure == Figure("made up", 3.0, "s", "another", 2.0, 1.5, 1.5)
    assert figure.met
    assert order == ["ours", "peer"] * 4


def test_the_machine_is_told_without_its_name() -> None:
    import socket

    told = machine()
    assert told["cores"]
    assert socket.gethostname() not in json.dumps(told) or len(socket.gethostname()) < 4
