"""``xinqiao student``: find students as the window does, and show one file's facts."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from app.cli.answer import Json, say
from app.cli.language import language
from app.cli.opened import now, opened
from app.cli.places import Dir, PasswordFile, User
from app.domain.school_class import display

app = typer.Typer(no_args_is_help=True, help="Students.")


@app.command()
def find(
    query: Annotated[str, typer.Argument(help="Name, pinyin initials, end of the number, class.")],
    dir_: Dir,
    user: User = None,
    password_file: PasswordFile = None,
    json_: Json = False,
) -> None:
    """Find students."""
    from app.services import search

    with opened(dir_, user=user, password_file=password_file) as it, it.store.read() as db:
        found = search.people(db, query, by=it.actor, today=now().date())
    results = [
        {
            "number": one.number,
            "name": one.name,
            "class": display(one.school_class, language()) if one.school_class else "",
        }
        for one in found
    ]
    lines = "\n".join(f"{one['number']}  {one['class']}  {one['name']}" for one in results)
    say({"results": results}, as_json=json_, line=lines)


@app.command()
def show(
    number: Annotated[str, typer.Argument(help="Student number.")],
    dir_: Dir,
    user: User = None,
    password_file: PasswordFile = None,
    json_: Json = False,
) -> None:
    """Show the facts of one file. Opening it is logged."""
    from app.services import students

    with opened(dir_, user=user, password_file=password_file) as it, it.store.read() as db:
        key = students.by_number(db, number, by=it.actor)
        file = students.open_file(db, key, by=it.actor, now=now())
    answer: dict[str, Any] = {
        **asdict(file.facts),
        "pinyin": file.pinyin,
        "class": display(file.school_class, language()) if file.school_class else "",
        "standing": file.standing,
        "left_on": file.left_on,
        "left_behind": asdict(file.left_behind),
        "guardians": [{k: v for k, v in asdict(one).items() if k != "id"} for one in file.guardians],
    }
    say(answer, as_json=json_, line="\n".join(f"{key}: {value}" for key, value in answer.items()))
