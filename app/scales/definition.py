"""What a scale is: the closed schema of a definition file (see docs/formats/scales.md).

Everything is declarative: sums, means, lookup tables and counted conditions. Nothing is evaluated.
Answers are always *printed* option values, in item order, before any reversal.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.scales.derivation import Derived

Respondent = Literal["student", "parent", "teacher"]
Sex = Literal["m", "f"]
Confidence = Literal["seen", "memory", "doubtful"]

ItemNumber = Annotated[int, Field(ge=1, le=300)]
Option = Annotated[int, Field(ge=0, le=99)]
Number = Annotated[float, Field(ge=-1_000_000, le=1_000_000)]
Text = Annotated[str, Field(min_length=1, max_length=600)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Label = Annotated[str, Field(min_length=1, max_length=60)]


class Closed(BaseModel):
    """A part of a definition: unknown fields, NaN and values of another type are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Names(Closed):
    """A name in both languages, in our own words."""

    zh: Label
    en: Label


class Item(Closed):
    """One line of the form. ``extra`` items follow the scored ones and may be left off a sheet."""

    n: ItemNumber
    label: Names
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=20)] | None = None
    extra: bool = False


class Point(Closed):
    """An option that scores otherwise than its printed value (CESD-R: 4 scores 3)."""

    option: Option
    points: Annotated[int, Field(ge=-99, le=99)]


class Band(Closed):
    """A band begins at ``start`` and reaches to the next band. ``names`` where the code is not enough."""

    start: Number
    code: Key
    names: Names | None = None


class CutoffSet(Closed):
    """One published way of banding a value, with the population it was made for and its source."""

    key: Key
    on: Key = "total"
    respondents: tuple[Respondent, ...] | None = None
    sex: Sex | None = None
    grades: tuple[Annotated[int, Field(ge=1, le=12)], Annotated[int, Field(ge=1, le=12)]] | None = None
    population: Key | None = None
    bands: Annotated[tuple[Band, ...], Field(min_length=1, max_length=20)]
    source: Text
    confidence: Confidence
    note: Text | None = None


class Proration(Closed):
    """A published rule that lets a score stand with answers missing: mean of the answered x items."""

    min_answered: ItemNumber
    rounding: Literal["none", "half_up"]
    source: Text


class Subscale(Closed):
    """A part of the form with a score of its own. ``key`` is the name used in results."""

    key: Label
    names: Names
    items: Annotated[tuple[ItemNumber, ...], Field(min_length=1, max_length=300)]
    method: Literal["sum", "mean"] = "sum"
    direction: Literal["higher_worse", "higher_better"] = "higher_worse"
    prorate: Proration | None = None
    cutoffs: Annotated[tuple[CutoffSet, ...], Field(max_length=20)] = ()


class Total(Closed):
    """The total: the sum of items, or of subscales (exactly one of the two)."""

    items: Annotated[tuple[ItemNumber, ...], Field(min_length=1, max_length=300)] | None = None
    subscales: Annotated[tuple[Label, ...], Field(min_length=1, max_length=60)] | None = None
    prorate: Proration | None = None


class MissingRule(Closed):
    """The record of what is known about missing answers. Only a published rule is ever applied."""

    published: bool
    rule: Text
    source: Text


class SexSkip(Closed):
    """Items that are not put to one sex: blank is no gap, and an answer there is not counted."""

    items: Annotated[tuple[ItemNumber, ...], Field(min_length=1, max_length=300)]
    sex: Sex


class AnswerSkip(Closed):
    """Items that may stay blank when all of ``when`` are answered with ``at_most`` or less."""

    items: Annotated[tuple[ItemNumber, ...], Field(min_length=1, max_length=300)]
    when: Annotated[tuple[ItemNumber, ...], Field(min_length=1, max_length=300)]
    at_most: Option


class Required(Closed):
    """Extra items that must be answered once any of ``when`` reaches ``at_least``."""

    items: Annotated[tuple[ItemNumber, ...], Field(min_length=1, max_length=300)]
    when: Annotated[tuple[ItemNumber, ...], Field(min_length=1, max_length=300)]
    at_least: Option


class Lie(Closed):
    """A lie scale: the sheet is void when its subscale reaches ``void_at``."""

    subscale: Label
    void_at: Number
    source: Text


class SameAnswers(Closed):
    """Straight-lining: the same option ``length`` times running, apart from the options in ``never``."""

    length: Annotated[int, Field(ge=5, le=300)]
    never: tuple[Option, ...] = ()


class ValidityRules(Closed):
    """When a sheet is doubtful or void. Blanks and seconds are rules of this program, not of the scale."""

    lie: Lie | None = None
    same_answers: SameAnswers | None = None
    max_blank: Annotated[int, Field(ge=0, le=300)]
    min_seconds: Annotated[int, Field(ge=1, le=3600)]


class CriticalRule(Closed):
    """An answer that a person must look at whatever the total. The highest ``at_least`` reached counts."""

    item: ItemNumber
    at_least: Option
    kind: Literal["self_harm", "harm_others", "voices"]
    level: Literal["red", "orange", "yellow", "blue"]


class Refusal(Closed):
    """The option that stands for a refusal to answer."""

    option: Option


class Reliability(Closed):
    """What reliable change needs: retest reliability and the standard deviation of the same sample."""

    r: Annotated[float, Field(ge=0, lt=1)]
    sd: Annotated[float, Field(gt=0, le=1000)] | None
    source: Text


class Licence(Closed):
    """Class A free, B free unchanged and non-commercial, C unclear, D proprietary."""

    licence_class: Annotated[Literal["A", "B", "C", "D"], Field(alias="class")]
    holder: Text
    status: Text
    source: Text
    checked_on: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None


class TextPackInfo(Closed):
    """Where the official wording is to be had, and in which languages. No wording is kept here."""

    official_source: Text
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Za-z]{2,4})?$")], ...]


class Verified(Closed):
    """Whether a person compared the scoring key with a printed source, and how."""

    done: bool
    how: Text


class Definition(Closed):
    """A scale, complete: see the module's docstring and docs/formats/scales.md."""

    format: Literal[1]
    key: Key
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+){0,2}$")]
    form_version: Text
    names: Names
    respondents: Annotated[tuple[Respondent, ...], Field(min_length=1, max_length=3)]
    ages: tuple[Annotated[int, Field(ge=0, le=120)], Annotated[int, Field(ge=0, le=120)] | None]
    stages: tuple[Literal["primary", "junior", "senior"], ...]
    period: Names | None
    direction: Literal["higher_worse", "higher_better"]
    asks_self_harm: bool
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=20)]
    points: Annotated[tuple[Point, ...], Field(max_length=20)] = ()
    refusal: Refusal | None = None
    reverse: Annotated[tuple[ItemNumber, ...], Field(max_length=300)] = ()
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=300)]
    subscales: Annotated[tuple[Subscale, ...], Field(max_length=60)] = ()
    total: Total
    derived: Annotated[tuple[Derived, ...], Field(max_length=40)] = ()
    cutoffs: Annotated[tuple[CutoffSet, ...], Field(max_length=40)] = ()
    critical: Annotated[tuple[CriticalRule, ...], Field(max_length=60)] = ()
    missing: MissingRule
    sex_skips: Annotated[tuple[SexSkip, ...], Field(max_length=20)] = ()
    answer_skips: Annotated[tuple[AnswerSkip, ...], Field(max_length=20)] = ()
    required: Annotated[tuple[Required, ...], Field(max_length=20)] = ()
    not_applicable: Annotated[tuple[ItemNumber, ...], Field(max_length=20)] = ()
    validity: ValidityRules
    retest_days: Annotated[int, Field(ge=0, le=3650)] | None
    reliability: Reliability | None = None
    licence: Licence
    text_pack: TextPackInfo
    verified: Verified
    notes: Annotated[tuple[Text, ...], Field(max_length=20)] = ()

    def __hash__(self) -> int:
        """Identify a definition by key and versions, so that it can key a cache cheaply."""
        return hash((self.key, self.version, self.form_version))

    @cached_property
    def scored_items(self) -> int:
        """Return how many items the form has before its extra ones."""
        return sum(1 for item in self.items if not item.extra)

    def options_of(self, number: int) -> tuple[int, ...]:
        """Return the printed option values of item ``number`` (1-based)."""
        return self.items[number - 1].options or self.options

    def subscale(self, key: str) -> Subscale:
        """Return a subscale by its key. Raises KeyError when there is none."""
        for subscale in self.subscales:
            if subscale.key == key:
                return subscale
        raise KeyError(key)

    def cutoff_sets(self, key: str) -> tuple[CutoffSet, ...]:
        """Return the cut-off sets named ``key`` (for citations beside a band)."""
        return tuple(each for each in self.cutoffs if each.key == key)
