"""Which bands propose a talk in the second round: a documented table, ``resources/screening/flags.json``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from app.scales.definition import Closed, Key, Text

TABLE = Path(__file__).parents[2] / "resources" / "screening" / "flags.json"

Bands = Mapping[str, str | None]
Sets = dict[Key, Annotated[tuple[Key, ...], Field(min_length=1, max_length=20)]]


class ScaleFlags(Closed):
    """The flagging bands of one scale, by cut-off set: on the whole form, and on its parts.

    ``parts_needed`` is how many parts must be in such a band before they count.
    """

    whole: Sets
    parts: Sets = Field(default_factory=dict)
    parts_needed: Annotated[int, Field(ge=1, le=20)] = 1


class Table(Closed):
    """The whole table with the rule it was made by."""

    format: Literal[1]
    rule: Text
    scales: dict[Key, ScaleFlags]


@dataclass(frozen=True, slots=True)
class Flag:
    """One band that flags. ``part`` is the subscale's key, empty for the whole form."""

    cutoffs: str
    band: str
    part: str = ""


@cache
def table() -> Table:
    """Return the table."""
    return Table.model_validate_json(TABLE.read_bytes())


def flagged(scale: str, band: Bands, parts: Mapping[str, Bands]) -> list[Flag]:
    """Return the bands of a result that propose a talk; a scale without an entry flags nobody."""
    rules = table().scales.get(scale)
    if rules is None:
        return []
    of_parts = [
        Flag(cutoffs, code, part) for part, bands in parts.items() for cutoffs, code in _met(rules.parts, bands)
    ]
    whole = [Flag(cutoffs, code) for cutoffs, code in _met(rules.whole, band)]
    return whole + (of_parts if len({one.part for one in of_parts}) >= rules.parts_needed else [])


def _met(rules: Sets, bands: Bands) -> Iterator[tuple[str, str]]:
    for cutoffs, codes in rules.items():
        code = bands.get(cutoffs)
        if code in codes:
            yield cutoffs, code
