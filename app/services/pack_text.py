"""The content of a text pack: a closed schema, and whether it fits the scale it is for.

A pack brings the wording of a form that the project does not hold (see docs/formats/text-pack.md).
"""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain.problems import Problem
from app.intake.cells import text_of
from app.intake.sheet import Sheet
from app.scales.definition import Definition
from app.scales.jsonfile import read_strict
from app.scales.load import load

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")

HEADINGS = ("what", "no", "text")
FACTS = ("scale", "form_version", "language", "licence", "source", "instructions")
"""The rows of a template that are neither items nor options."""

Wording = Annotated[str, Field(min_length=1, max_length=600)]
Long = Annotated[str, Field(max_length=2000)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class PackOption(_Closed):
    """One answer: the value printed on the form, and its words."""

    value: Annotated[int, Field(ge=0, le=99)]
    text: Wording


class PackItem(_Closed):
    """One question. ``options`` only where it has answers of its own."""

    n: Annotated[int, Field(ge=1, le=300)]
    text: Wording
    options: Annotated[tuple[PackOption, ...], Field(max_length=20)] = ()


class Pack(_Closed):
    """A whole pack. ``licence`` says on what ground the wording may be used here; it is compulsory."""

    format: Literal[1]
    scale: Annotated[str, Field(min_length=1, max_length=40)]
    form_version: Annotated[str, Field(min_length=1, max_length=600)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Za-z]{2,4})?$")]
    licence: Annotated[str, Field(min_length=10, max_length=2000)]
    source: Annotated[str, Field(min_length=1, max_length=200)]
    instructions: Long = ""
    options: Annotated[tuple[PackOption, ...], Field(max_length=20)]
    items: Annotated[tuple[PackItem, ...], Field(min_length=1, max_length=300)]

    def options_of(self, number: int) -> tuple[PackOption, ...]:
        """Return the answers of item ``number`` (1-based)."""
        return self.items[number - 1].options or self.options


def from_json(data: bytes) -> Pack:
    """Return the pack in a JSON file, checked against its scale.

    Raises Problem("pack_not_readable") for anything that is no such file, and those of ``checked``.
    """
    try:
        value = read_strict(data)
    except Problem as problem:
        raise Problem("pack_not_readable", place=problem.params.get("place", "")) from None
    if not isinstance(value, dict):
        raise Problem("pack_not_readable", place="/")
    return _validated(data.removeprefix(b"\xef\xbb\xbf"))


def from_sheet(sheet: Sheet) -> Pack:
    """Return the pack in a filled template: three columns, what it is, number or value, and the words.

    Raises Problem("pack_row_unknown", row) and those of ``from_json``.
    """
    facts: dict[str, str] = {}
    options: list[PackOption] = []
    items: dict[int, list[PackOption]] = {}
    words: dict[int, str] = {}
    for number, cells in enumerate(sheet.rows, 1):
        what, key, text = (text_of(cells[at]).strip() if at < len(cells) else "" for at in range(3))
        if not what or not text:
            continue
        try:
            if what in FACTS:
                facts[what] = text
            elif what == "option":
                options.append(PackOption(value=int(key), text=text))
            elif what == "item":
                words[_once(words, int(key), number)] = text
            elif what.startswith("option."):
                items.setdefault(int(what.partition(".")[2]), []).append(PackOption(value=int(key), text=text))
            elif what != HEADINGS[0]:
                raise ValueError(what)
        except (ValueError, ValidationError):
            raise Problem("pack_row_unknown", row=number) from None
    try:
        pack = Pack(
            format=1,
            options=tuple(options),
            items=tuple(PackItem(n=n, text=one, options=tuple(items.pop(n, []))) for n, one in sorted(words.items())),
            **facts,
        )
    except ValidationError as error:
        raise _refusal(error) from None
    if items:
        raise Problem("pack_items", needed=len(words))
    return checked(pack)


def checked(pack: Pack) -> Pack:
    """Return the pack if it fits its scale's key: version, items, answers; and holds no unseen characters.

    Raises Problem("pack_scale_unknown"), ("pack_version", needed), ("pack_items", needed),
    ("pack_options", item) or ("pack_unseen_characters").
    """
    try:
        definition = load(pack.scale)
    except Problem:
        raise Problem("pack_scale_unknown", scale=pack.scale) from None
    if pack.form_version != definition.form_version:
        raise Problem("pack_version", needed=definition.form_version)
    _check_items(pack, definition)
    if _UNSEEN.search(pack.model_dump_json()) or _UNSEEN.search("".join(_texts(pack))):
        raise Problem("pack_unseen_characters")
    if not pack.licence.strip() or len(pack.licence.strip()) < 10:
        raise Problem("pack_licence_missing")
    return pack


def _check_items(pack: Pack, definition: Definition) -> None:
    numbers = [item.n for item in pack.items]
    fits = len(definition.items) if len(numbers) > definition.scored_items else definition.scored_items
    if numbers != list(range(1, fits + 1)):
        raise Problem("pack_items", needed=definition.scored_items)
    for item in pack.items:
        values = [option.value for option in pack.options_of(item.n)]
        if len(set(values)) != len(values) or set(values) != set(definition.options_of(item.n)):
            raise Problem("pack_options", item=item.n)


def _once(words: dict[int, str], key: int, row: int) -> int:
    if key in words:
        raise Problem("pack_row_unknown", row=row)
    return key


def _validated(data: bytes) -> Pack:
    try:
        return checked(Pack.model_validate_json(data))
    except ValidationError as error:
        raise _refusal(error) from None


def _refusal(error: ValidationError) -> Problem:
    """Return the sentence for the first fault; what the file said is not repeated."""
    steps = error.errors(include_url=False, include_context=False, include_input=False)[0]["loc"]
    if steps and steps[0] == "licence":
        return Problem("pack_licence_missing")
    return Problem("pack_not_readable", place=".".join(str(step)[:40] for step in steps))


def _texts(pack: Pack) -> list[str]:
    texts = [pack.licence, pack.source, pack.instructions, *(option.text for option in pack.options)]
    for item in pack.items:
        texts += [item.text, *(option.text for option in item.options)]
    return texts
