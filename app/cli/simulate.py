"""``xinqiao simulate``: made-up schools at scale."""

from typing import Annotated

import typer

from app.cli.answer import Json, say
from app.cli.opened import now
from app.cli.places import Dir


def command(
    dir_: Dir,
    students: Annotated[int, typer.Option("--students", min=1, max=100_000)] = 600,
    years: Annotated[int, typer.Option("--years", min=1, max=10)] = 2,
    seed: Annotated[int, typer.Option("--seed")] = 1,
    schools: Annotated[int, typer.Option("--schools", min=1, max=100)] = 1,
    json_: Json = False,
) -> None:
    """Make one store, or with --schools one in each of the folders school-1, school-2, …"""
    from app.services.simulation.school import DEMO_PASSWORD, make_school

    made = []
    for position in range(1, schools + 1):
        folder = dir_ if schools == 1 else dir_ / f"school-{position}"
        name = "青石镇演示学校" if schools == 1 else f"第{position}演示学校"
        one = make_school(folder, students=students, years=years, seed=seed + position - 1, now=now(), name=name)
        made.append(
            {
                "folder": folder.name,
                "students": one.students,
                "sessions": one.sessions,
                "sheets": one.sheets,
                "password": DEMO_PASSWORD,
            }
        )
    say({"schools": made}, as_json=json_, line="\n".join(str(one) for one in made))
