"""What a scale defines beyond its total: the declarative kinds of derived value (schema)."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
ItemNumber = Annotated[int, Field(ge=1, le=300)]
Items = Annotated[tuple[ItemNumber, ...], Field(min_length=1, max_length=300)]
Whole = Annotated[int, Field(ge=1, le=1000)]
Bound = Annotated[int, Field(ge=0, le=300)]


class Part(BaseModel):
    """A part of a derived value: closed and immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Scaled(Part):
    """``of`` times ``times`` / ``per``, in whole-number arithmetic; ``floor`` keeps the whole part."""

    kind: Literal["scaled"]
    key: Key
    of: Key
    times: Whole
    per: Whole = 1
    floor: bool = False


class Row(Part):
    """One line of a lookup table."""

    raw: Annotated[int, Field(ge=-10_000, le=10_000)]
    value: Annotated[float, Field(ge=-1_000_000, le=1_000_000)]


class Table(Part):
    """A published conversion table from ``of``; never falling, every possible raw score in it."""

    kind: Literal["table"]
    key: Key
    of: Key
    rows: Annotated[tuple[Row, ...], Field(min_length=2, max_length=1000)]


class Sum(Part):
    """The sum of the points of some items."""

    kind: Literal["sum"]
    key: Key
    items: Items


class Count(Part):
    """How many of ``items`` were answered with ``at_least`` or more (printed values)."""

    kind: Literal["count"]
    key: Key
    items: Items
    at_least: Annotated[int, Field(ge=0, le=99)]


class Threshold(Part):
    """An item with a threshold of its own inside a condition."""

    item: ItemNumber
    at_least: Annotated[int, Field(ge=0, le=99)]


class Condition(Part):
    """Between ``min`` and ``max`` groups hold an item answered ``at_least`` or more; or bounds on the total."""

    groups: Annotated[tuple[Items, ...], Field(max_length=300)] = ()
    at_least: Annotated[int, Field(ge=0, le=99)] = 0
    own: Annotated[tuple[Threshold, ...], Field(max_length=300)] = ()
    min: Bound = 0
    max: Bound | None = None
    total_below: Annotated[int, Field(ge=-10_000, le=10_000)] | None = None


class Outcome(Part):
    """A value, given when all its conditions hold."""

    value: Key | bool
    all: Annotated[tuple[Condition, ...], Field(min_length=1, max_length=20)]


class Ladder(Part):
    """The first outcome whose conditions hold, else ``otherwise``.

    With a required answer missing the value stays open, unless ``even_incomplete``: then an outcome is
    given as soon as no missing answer could change it (a positive suicide screen must not wait).
    """

    kind: Literal["ladder"]
    key: Key
    even_incomplete: bool = False
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1, max_length=20)]
    otherwise: Key | bool


Derived = Annotated[Scaled | Table | Sum | Count | Ladder, Field(discriminator="kind")]
