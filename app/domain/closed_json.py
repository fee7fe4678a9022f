"""Small JSON objects of our own making, read as if a stranger had written them: every field named, nothing else."""

import json
from collections.abc import Mapping
from typing import Any

from app.domain.problems import Problem

Fields = Mapping[str, type | tuple[type, ...]]


def read(data: bytes, *, most: int, refusal: str) -> Any:
    """Return the value in at most ``most`` bytes. Raises ``Problem(refusal)``."""
    if len(data) > most:
        raise Problem(refusal)
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_each_once, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Problem(refusal) from None


def closed(value: object, fields: Fields, *, refusal: str) -> dict[str, Any]:
    """Return ``value`` if it is an object with exactly ``fields`` of these types, else raise ``Problem(refusal)``."""
    if not isinstance(value, dict) or value.keys() != fields.keys():
        raise Problem(refusal)
    for name, kind in fields.items():
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if type(value[name]) not in kinds:  # a bool is no int here
            raise Problem(refusal)
    return value


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refuse(name: str) -> Any:
    raise ValueError(f"not JSON: {name}")
