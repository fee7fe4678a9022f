"""How a refused bundle command answers."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from app import messages
from app.cli.answer import say
from app.cli.language import language
from app.domain.problems import Problem


@contextmanager
def told(*, as_json: bool) -> Iterator[None]:
    """Turn a refusal into its sentence on standard error (and JSON) and exit code 1."""
    try:
        yield
    except Problem as problem:
        sentence = messages.of(problem, language())
        if as_json:
            say({"status": "refused", "code": problem.code, "message": sentence}, as_json=True)
        typer.echo(sentence, err=True)
        raise typer.Exit(1) from None
