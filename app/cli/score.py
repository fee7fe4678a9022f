"""``xinqiao score --jsonl FILE|-``: one answer sheet per line in, one result per line out, same order."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from app.cli.language import language
from app.domain.problems import Problem
from app.messages import of


def command(
    jsonl: Annotated[str, typer.Option("--jsonl", help="A file with one JSON object per line; - for stdin.")],
) -> None:
    """Score answer sheets. A bad line gives an error object in its place; the rest goes on."""
    try:
        if jsonl == "-":
            run(sys.stdin.buffer, sys.stdout.buffer)
        else:
            with Path(jsonl).open("rb") as source:
                run(source, sys.stdout.buffer)
    except BrokenPipeError:
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(of(Problem("score_file_unreadable", reason=error.strerror), language()), err=True)
        raise typer.Exit(1) from None


def run(source: BinaryIO, target: BinaryIO) -> None:
    """Score every line of ``source`` and write one line each to ``target``. Blank lines are passed over."""
    from app.scales.line import LineScorer

    engine = LineScorer()
    spoken = language()
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    for number, line in _lines(source):
        scored = engine.score(line)
        answer: dict[str, object] = {"id": scored.sheet_id}
        if isinstance(scored.result, Problem):
            answer["error"] = error_object(scored.result, number, spoken)
        else:
            answer.update(scored.result.to_json())
        target.write(encode(answer).encode("utf-8", "backslashreplace") + b"\n")
        target.flush()


def error_object(problem: Problem, number: int, spoken: str) -> dict[str, object]:
    """Return what a refused line says: code, sentence, item (None where no item is to blame) and line."""
    return {
        "code": problem.code,
        "message": of(problem, spoken),
        "item": problem.params.get("item"),
        "line": number,
    }


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield numbered lines; of one that is too long only the beginning, so that memory stays small."""
    from app.scales.line import MAX_LINE

    number = 0
    while line := source.readline(MAX_LINE + 2):
        number += 1
        rest = line
        while len(rest) == MAX_LINE + 2 and not rest.endswith(b"\n"):
            rest = source.readline(MAX_LINE + 2)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        line = line.strip(b" \t\r\n")
        if line:
            yield number, line
