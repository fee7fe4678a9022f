"""Finding, reading and checking definition files. Checked whenever loaded, and in CI."""

from functools import cache
from pathlib import Path

from pydantic import ValidationError

from app.domain.problems import Problem
from app.scales.consistency import faults
from app.scales.definition import Definition
from app.scales.faults import Fault
from app.scales.jsonfile import read_strict

SHIPPED = Path(__file__).parents[2] / "resources" / "scales"
MADE_UP = Path(__file__).parents[2] / "resources" / "demo" / "scales"
"""Checks made up for trying things out. They are no scales: loaded by key, never listed, never scored."""

_CODES = {"extra_forbidden": "scale_field_unknown", "missing": "scale_field_missing"}


@cache
def keys() -> list[str]:
    """Return the keys of all scales that ship with the program, sorted."""
    return sorted(path.stem for path in SHIPPED.glob("*.json"))


@cache
def load(key: str) -> Definition:
    """Return a shipped definition. Raises Problem("unknown_scale")."""
    if key in made_up():
        return parse((MADE_UP / f"{key}.json").read_bytes())
    if key not in keys():
        raise Problem("unknown_scale", scale=key[:60])
    return parse((SHIPPED / f"{key}.json").read_bytes())


@cache
def made_up() -> list[str]:
    """Return the keys of the made-up checks."""
    return sorted(path.stem for path in MADE_UP.glob("*.json"))


def parse(data: bytes) -> Definition:
    """Return the definition in a file's bytes. Raises Problem with the first fault's place and reason."""
    definition, found = _examine(data)
    if definition is None or found:
        raise found[0].problem()
    return definition


def check(data: bytes) -> list[Fault]:
    """Return everything wrong with a definition file; an empty list means that it may be used."""
    return _examine(data)[1]


def _examine(data: bytes) -> tuple[Definition | None, list[Fault]]:
    try:
        value = read_strict(data)
    except Problem as problem:
        return None, [Fault(str(problem.params["place"]), problem.code, str(problem.params["detail"]))]
    if not isinstance(value, dict):
        return None, [Fault("/", "scale_file_not_object")]
    try:
        definition = Definition.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        return None, [
            Fault(_place(each["loc"]), _CODES.get(each["type"], "scale_field_wrong"), each["msg"])
            for each in error.errors(include_url=False, include_context=False, include_input=False)[:50]
        ]
    return definition, faults(definition)


def _place(steps: tuple[int | str, ...]) -> str:
    place = ""
    for step in steps:
        place += f"[{step}]" if isinstance(step, int) else f".{step[:60]}" if place else step[:60]
    return place or "/"
