"""What a command says: JSON or a plain line on standard output, problems on standard error."""

import json
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from app.cli.language import language
from app.intake.reasons import RowReason
from app.messages import text

Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def say(value: object, *, as_json: bool, line: str = "") -> None:
    """Print ``value`` as one JSON object, or ``line`` for a reader."""
    typer.echo(json.dumps(value, ensure_ascii=False, default=str) if as_json else line)


def reasons(rows: Iterable[RowReason]) -> list[dict[str, Any]]:
    """Return row reasons as the contract shows them: row, code, message."""
    spoken = language()
    return [{"row": one.row, "code": one.code, "message": text(one.code, spoken, **one.params)} for one in rows]
