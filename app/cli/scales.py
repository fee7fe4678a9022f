"""``xinqiao scales list|show KEY|check FILE``: what scales there are, and whether a file may be one."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.language import language
from app.domain.problems import Problem
from app.messages import of, text

if TYPE_CHECKING:
    from app.scales.definition import Definition

app = typer.Typer(no_args_is_help=True, help="Scale definitions.", pretty_exceptions_enable=False)
Json = Annotated[bool, typer.Option("--json", help="Write JSON on standard output.")]


@app.command("list")
def list_scales(as_json: Json = False) -> None:
    """List the scales that ship with the program, with licence class and whether the key was verified."""
    from app.scales.load import keys, load

    rows = [_row(load(key)) for key in keys()]
    if as_json:
        typer.echo(json.dumps({"scales": rows}, ensure_ascii=False))
        return
    for row in rows:
        mark = text("scale_verified" if row["verified"] else "scale_not_verified", language())
        typer.echo(f"{row['key']:<12} {row['licence_class']}  {row['items']:>3}  {mark}  {row['name']}")


@app.command("show")
def show(key: str, as_json: Json = False) -> None:
    """Show one definition."""
    from app.scales.load import load

    try:
        definition = load(key)
    except Problem as problem:
        typer.echo(of(problem, language()), err=True)
        raise typer.Exit(1) from None
    if as_json:
        typer.echo(definition.model_dump_json(by_alias=True, exclude_none=True))
        return
    for name, value in _row(definition).items():
        typer.echo(f"{name}: {value}")
    for cutoffs in definition.cutoffs:
        bands = ", ".join(f"{band.start:g} {band.code}" for band in cutoffs.bands)
        typer.echo(f"{cutoffs.key} ({cutoffs.on}): {bands} [{cutoffs.confidence}: {cutoffs.source}]")
    for note in definition.notes:
        typer.echo(f"- {note}")


@app.command("check")
def check_file(file: Path, as_json: Json = False) -> None:
    """Check a definition file: exit 0 if it may be used, else 1 with every place and reason."""
    from app.scales.jsonfile import MAX_BYTES
    from app.scales.load import check

    try:
        with file.open("rb") as stream:
            found = check(stream.read(MAX_BYTES + 1))
    except OSError as error:
        typer.echo(of(Problem("score_file_unreadable", reason=error.strerror), language()), err=True)
        raise typer.Exit(1) from None
    faults = [{"place": fault.place, "code": fault.code, "message": of(fault.problem(), language())} for fault in found]
    if as_json:
        typer.echo(json.dumps({"ok": not faults, "faults": faults}, ensure_ascii=False))
    elif not faults:
        typer.echo(text("scale_file_good", language()))
    for fault in [] if as_json else faults:
        typer.echo(f"{fault['place']}: {fault['message']} [{fault['code']}]", err=True)
    if faults:
        raise typer.Exit(1)


def _row(definition: "Definition") -> dict[str, object]:
    return {
        "key": definition.key,
        "version": definition.version,
        "form_version": definition.form_version,
        "name": definition.names.zh,
        "name_en": definition.names.en,
        "items": definition.scored_items,
        "respondents": list(definition.respondents),
        "licence_class": definition.licence.licence_class,
        "licence": definition.licence.status,
        "verified": definition.verified.done,
        "how": definition.verified.how,
        "asks_self_harm": definition.asks_self_harm,
    }
