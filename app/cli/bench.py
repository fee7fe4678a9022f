"""``xinqiao bench``: the benchmarks, each beside its peer in the same run. Only in a checkout."""

import os
import secrets
import shutil
import sys
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.answer import Json, say
from app.domain.problems import Problem

if TYPE_CHECKING:
    from benchmarks.harness import Figure

FIGURES = ("window", "unlock", "insert", "search", "letter", "sealing", "answers", "scoring", "rounds")
"""The modules of ``benchmarks``; each has ``figures(folder)``."""

Only = Annotated[list[str] | None, typer.Option("--only", help="One of: " + ", ".join(FIGURES) + ". May be repeated.")]


def command(json_: Json = False, only: Only = None) -> None:
    """Measure, each figure beside its peer; a missed target is told and is no failure of the command."""
    for name in only or ():
        if name not in FIGURES:
            raise typer.BadParameter(name, param_hint="--only")
    if find_spec("benchmarks") is None:
        raise Problem("bench_needs_checkout")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from benchmarks.harness import machine

    folder = _throw_away()
    results: list[Figure] = []
    try:
        for name in [one for one in FIGURES if one in (only or FIGURES)]:
            print(f"{name} …", file=sys.stderr, flush=True)  # noqa: T201 - progress
            room = folder / name
            room.mkdir(parents=True)
            found = import_module(f"benchmarks.{name}").figures(room)
            shutil.rmtree(room)
            results += found
            for one in found if json_ else ():
                print(_line(one), file=sys.stderr, flush=True)  # noqa: T201 - as above
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    lines = [_line(one) for one in results]
    answer = {"results": [asdict(one) for one in results], "machine": machine()}
    say(answer, as_json=json_, line="\n".join(lines))


def _line(one: "Figure") -> str:
    kept = "met" if one.met else "MISSED"
    return (
        f"{one.name}: {one.value:.4f} {one.unit}, {one.peer}: {one.peer_value:.4f} {one.unit}, "
        f"ratio {one.ratio:.2f}, target {one.target:.2f} {kept}"
    )


def _throw_away() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("xinqiao", appauthor=False) / f"bench-{secrets.token_hex(4)}"
