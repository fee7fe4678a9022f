"""``xinqiao shots``: every page on the demo school, in both languages, light and dark, on two screens."""

import os
import secrets
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_cache_path

from app.cli.opened import now

SIZES = ((1092, 543), (900, 440))
LANGUAGES = ("zh", "en")
SCHEMES = ("light", "dark")


def command(
    out: Annotated[Path, typer.Option("--out", help="The folder for the pictures.")] = Path("shots"),
    only: Annotated[list[str] | None, typer.Option("--only", help="Code of a page; may be repeated.")] = None,
    students: Annotated[int, typer.Option("--students", min=20, max=5_000)] = 600,
) -> None:
    """Save a picture of every page: PAGE-LANGUAGE-SCHEME-WIDTHxHEIGHT.png."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.cli.demo_steps.gallery import Gallery
    from app.services.simulation.school import make_demo

    work = user_cache_path("xinqiao", appauthor=False) / f"shots-{secrets.token_hex(4)}"
    out.mkdir(parents=True, exist_ok=True)
    moment = now()
    try:
        made = make_demo(work / "store", moment, students=students)
        gallery = Gallery(work / "store", made, moment, work / "pc")
        count = 0
        for language in LANGUAGES:
            for scheme in SCHEMES:
                gallery.dress(language, scheme)
                for size in SIZES:
                    count += gallery.take(out, f"{language}-{scheme}-{size[0]}x{size[1]}", size, only or ())
                    print(f"{language} {scheme} {size[0]}x{size[1]}", file=sys.stderr)  # noqa: T201 - progress
        gallery.close()
    finally:
        shutil.rmtree(work, ignore_errors=True)
    typer.echo(f"{count} pictures in {out}")
