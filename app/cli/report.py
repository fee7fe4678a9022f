"""``xinqiao report``: tables for the school and the county, without names."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.answer import Json, say
from app.cli.language import language
from app.cli.opened import now, opened
from app.cli.places import Dir, PasswordFile, User

app = typer.Typer(no_args_is_help=True)


@app.callback()
def report() -> None:
    """Make reports."""


@app.command("round")
def round_(
    dir_: Dir,
    name: Annotated[str, typer.Option("--round", help="Name of the round; the newest of that name.")],
    out: Annotated[Path, typer.Option("--out", help="The .xlsx to write.")],
    user: User = None,
    password_file: PasswordFile = None,
    json_: Json = False,
) -> None:
    """Write progress, distributions and outcomes of a round to a workbook; small counts are hidden."""
    from app.services import round_report, rounds
    from app.storage.files import write_atomic

    with opened(dir_, user=user, password_file=password_file) as it, it.store.read() as db:
        round_id = rounds.named(db, name, by=it.actor)
        data = round_report.make(db, round_id, by=it.actor, now=now(), language=language())
    write_atomic(out, data)
    say({"out": str(out), "bytes": len(data)}, as_json=json_, line=str(out))
