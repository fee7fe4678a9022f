"""``xinqiao import``: rosters and questionnaire exports, dry run or for good, and taking a batch back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from app import messages
from app.cli.answer import Json, reasons, say
from app.cli.language import language
from app.cli.opened import now, opened
from app.cli.places import Dir, PasswordFile, User
from app.domain.problems import Problem
from app.intake.reasons import RowReason

app = typer.Typer(no_args_is_help=True, help="Rosters and answers from spreadsheets.")

_File = Annotated[Path, typer.Argument(help="An .xlsx or .csv file.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell what would be done and write nothing.")]


@app.command()
def roster(
    file: _File,
    dir_: Dir,
    dry_run: _DryRun = False,
    user: User = None,
    password_file: PasswordFile = None,
    json_: Json = False,
) -> None:
    """Take students in from a roster."""
    from app.intake.sheets import read_sheet
    from app.services import roster_import
    from app.storage.files import sha256_of

    with opened(dir_, user=user, password_file=password_file) as it:
        sheet = read_sheet(file)
        if dry_run:
            with it.store.read() as db:
                plan = roster_import.preview(db, sheet, by=it.actor, today=now().date())
            counts = (len(plan.taken), len(plan.merged), len(plan.unchanged))
            _tell(None, counts, plan.refused, plan.warned, as_json=json_)
            return
        with it.store.write() as db:
            done = roster_import.take(db, sheet, sha256=sha256_of(file), by=it.actor, now=now())
    _tell(done.batch, (done.taken, done.merged, done.unchanged), done.refused, done.warned, as_json=json_)


@app.command()
def answers(
    file: _File,
    dir_: Dir,
    scale: Annotated[str, typer.Option("--scale", help="Key of the scale.")],
    mapping: Annotated[Path | None, typer.Option("--mapping", help="A mapping file.")] = None,
    dry_run: _DryRun = False,
    user: User = None,
    password_file: PasswordFile = None,
    json_: Json = False,
) -> None:
    """Take answers in from a questionnaire platform's export."""
    from app.intake.answers_mapping import AnswersMapping
    from app.intake.sheets import read_sheet
    from app.services import answer_import
    from app.storage.files import sha256_of

    with opened(dir_, user=user, password_file=password_file) as it:
        sheet = read_sheet(file)
        with it.store.read() as db:
            found, _ = answer_import.guess(db, sheet, scale, by=it.actor)
        if mapping is not None:
            try:
                found = AnswersMapping.from_json(mapping.read_text("utf-8"))
            except (OSError, UnicodeDecodeError):
                raise Problem("mapping_damaged") from None
        if dry_run:
            with it.store.read() as db:
                plan = answer_import.preview(db, sheet, found, sha256=sha256_of(file), by=it.actor, now=now())
            _tell(None, (plan.taken, 0, plan.unchanged), plan.refused, plan.warned, as_json=json_)
            return
        with it.store.write() as db:
            done = answer_import.take(db, sheet, found, sha256=sha256_of(file), by=it.actor, now=now())
    _tell(done.batch, (done.taken, done.merged, done.unchanged), done.refused, done.warned, as_json=json_)


@app.command()
def undo(
    batch: Annotated[str, typer.Argument(help="The batch that an import named.")],
    dir_: Dir,
    user: User = None,
    password_file: PasswordFile = None,
    json_: Json = False,
) -> None:
    """Take a whole import back."""
    from app.services import imports

    try:
        key = UUID(batch)
    except ValueError:
        raise Problem("batch_unknown") from None
    with opened(dir_, user=user, password_file=password_file) as it, it.store.write() as db:
        imports.undo(db, key, by=it.actor, now=now())
    say({"batch": batch, "undone": True}, as_json=json_, line=batch)


def _tell(
    batch: UUID | None,
    counts: tuple[int, int, int],
    refused: Sequence[RowReason],
    warned: Sequence[RowReason],
    *,
    as_json: bool,
) -> None:
    taken, merged, unchanged = counts
    no, doubts = reasons(refused), reasons(warned)
    answer = {
        "batch": str(batch) if batch else None,
        "taken": taken,
        "merged": merged,
        "unchanged": unchanged,
        "refused": no,
        "warned": doubts,
    }
    counts_said = messages.text(
        "import_counts", language(), taken=taken, merged=merged, unchanged=unchanged, refused=len(no)
    )
    lines = [counts_said]
    lines += [f"{one['row']}: {one['message']}" for one in (*no, *doubts)]
    say(answer, as_json=as_json, line="\n".join(lines))
