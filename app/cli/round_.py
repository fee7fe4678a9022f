"""``xinqiao round``: screening rounds and their second-round queues."""

from typing import Annotated

import typer

from app import messages
from app.cli.answer import Json, say
from app.cli.language import language
from app.cli.opened import now, opened
from app.cli.places import Dir, PasswordFile, User

app = typer.Typer(no_args_is_help=True)

Name = Annotated[str, typer.Option("--round", help="Name of the round; the newest of that name.")]


@app.callback()
def round_() -> None:
    """Look at screening rounds."""


@app.command("list")
def list_(dir_: Dir, user: User = None, password_file: PasswordFile = None, json_: Json = False) -> None:
    """List the rounds, newest first."""
    from app.services import rounds

    with opened(dir_, user=user, password_file=password_file) as it, it.store.read() as db:
        rows = rounds.listing(db, by=it.actor)
    shown = [
        {
            "id": row.id.hex,
            "name": row.text.name,
            "starts_on": row.text.starts_on.isoformat(),
            "ends_on": row.text.ends_on.isoformat(),
            "state": row.state.value,
            "forms": [{"scale": form.scale, "respondent": form.respondent} for form in row.text.forms],
            "targets": row.targets,
            "sheets": row.sheets,
            "asks_self_harm": row.asks_self_harm,
        }
        for row in rows
    ]
    lines = [f"{row.text.starts_on}  {row.text.name}  {row.sheets}/{row.targets}" for row in rows]
    say({"rounds": shown}, as_json=json_, line="\n".join(lines))


@app.command("queue")
def queue(dir_: Dir, name: Name, user: User = None, password_file: PasswordFile = None, json_: Json = False) -> None:
    """Bring the second-round queue up to date and show it, most urgent first. Students by number."""
    from app.services import rounds, second_round
    from app.services.queue_words import words

    spoken = language()
    with opened(dir_, user=user, password_file=password_file) as it:
        with it.store.write() as db:
            round_id = rounds.named(db, name, by=it.actor)
            second_round.refresh(db, round_id, by=it.actor, now=now())
        with it.store.read() as db:
            found = second_round.queue(db, round_id, by=it.actor, now=now())
    shown = [
        {
            "student": row.number,
            "urgency": row.urgency.value,
            "due": row.due_at.astimezone().isoformat(timespec="seconds"),
            "reasons": [{"code": why.code, "params": dict(why.params)} for why in row.reasons],
            "outcome": row.outcome.value if row.outcome else None,
            "level": row.level.value if row.level else None,
            "open": row.open,
        }
        for row in found.rows
    ]
    lines = [
        f"{messages.text(f'level_{row.urgency.value}', spoken)}  {row.number}  "
        + "; ".join(words(why.code, why.params, spoken) for why in row.reasons)
        for row in found.rows
    ]
    said = {
        "queue": shown,
        "minutes_needed": found.minutes_needed,
        "minutes_available": found.minutes_available,
        "today": len(found.today),
        "fits": found.fits,
    }
    say(said, as_json=json_, line="\n".join(lines))
