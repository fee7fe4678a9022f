"""``xinqiao demo``: the program on a made-up school, with windows or driven without a display."""

import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_cache_path

from app.cli.opened import now

_Hidden = Annotated[str | None, typer.Option(hidden=True)]


def command(
    dir_: Annotated[Path | None, typer.Option("--dir", help="Where to make the school; kept afterwards.")] = None,
    headless: Annotated[bool, typer.Option("--headless", help="Drive the main job without a display.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="With --headless: what is left behind.")] = None,
    act: _Hidden = None,
    watch: Annotated[int | None, typer.Option(hidden=True)] = None,
    lock: Annotated[int | None, typer.Option(hidden=True)] = None,
) -> None:
    """Look around in a made-up school, or let the whole main job run by itself (--headless --out DIR)."""
    if headless and out is None:
        raise typer.BadParameter("--headless needs --out DIR", param_hint="--out")
    work = (dir_ or _throw_away()).absolute()
    if headless and out is not None:
        from app.cli.demo_steps import director
        from app.cli.demo_steps.place import Place

        place = Place(out.absolute(), work)
        if act is not None:
            from app.cli.demo_steps import acts

            raise typer.Exit(acts.play(act, place, watch=watch, held=lock))
        raise typer.Exit(director.run(place, keep=dir_ is not None))
    raise typer.Exit(_look_around(work, keep=dir_ is not None))


def _look_around(folder: Path, *, keep: bool) -> int:
    """Make the school and start the program on it; its password stands on the locked screen."""
    from app.bootstrap import program
    from app.services.simulation.school import make_demo
    from app.storage.names import STORE

    store = folder / "store"
    os.environ[program.PC_FOLDER] = str(folder / "pc")
    if not (store / STORE).exists():
        make_demo(store, now(), progress=_tell)
        print(file=sys.stderr)  # noqa: T201 - ends the line of the progress
    try:
        return subprocess.call(
            program.command("gate", "--dir", str(store))
        )  # a gate replaces itself: not in this process
    except KeyboardInterrupt:
        return 130
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _tell(done: int, total: int) -> None:
    sys.stderr.write(f"\r{done}/{total}")
    sys.stderr.flush()


def _throw_away() -> Path:
    return user_cache_path("xinqiao", appauthor=False) / f"demo-{secrets.token_hex(4)}"
