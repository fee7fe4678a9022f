"""The form of the talk in the second round: a closed set of questions, none of them scored.

The wording is ours. A talk is not a test: every field may stay empty but the one on self-harm, which a
decision needs answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.problems import Problem

TEXT_LENGTH = 2000


class Kind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    CHOICE = "choice"
    TICKS = "ticks"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``options`` are codes; a label ``interview_<key>_<option>`` says each in words."""

    key: str
    kind: Kind
    options: tuple[str, ...] = ()


YES_NO = ("yes", "no", "not_said")
FIELDS: tuple[Field, ...] = (
    Field("place", Kind.CHOICE, ("face", "phone", "home")),
    Field("self_harm_asked", Kind.CHOICE, ("yes", "no")),
    Field("self_harm_thoughts", Kind.CHOICE, YES_NO),
    Field("self_harm_plan", Kind.CHOICE, YES_NO),
    Field("self_harm_acts", Kind.CHOICE, YES_NO),
    Field("means", Kind.CHOICE, YES_NO),
    Field("sleep", Kind.CHOICE, ("well", "some_trouble", "much_trouble")),
    Field("appetite", Kind.CHOICE, ("well", "some_trouble", "much_trouble")),
    Field("study", Kind.CHOICE, ("as_usual", "harder", "stays_away")),
    Field("events", Kind.TICKS, ("loss", "conflict_home", "bullying", "violence", "illness", "exam", "move", "none")),
    Field("protective", Kind.TICKS, ("family", "friend", "teacher", "hobby", "plans", "asks_for_help", "none")),
    Field("others_asked", Kind.TICKS, ("class_teacher", "guardian", "carer", "dormitory", "classmate", "nobody")),
    Field("words", Kind.TEXT),
    Field("observation", Kind.TEXT),
    Field("agreed", Kind.TEXT),
)
BY_KEY: Mapping[str, Field] = {field.key: field for field in FIELDS}
Value = str | tuple[str, ...]


def checked(values: Mapping[str, object]) -> dict[str, str | list[str]]:
    """Return the filled fields, empty ones left out.

    Raises Problem("interview_field") for a field or an option that the form does not have, and
    ("interview_text_long").
    """
    kept: dict[str, str | list[str]] = {}
    for key, value in values.items():
        field = BY_KEY.get(key)
        if field is None:
            raise Problem("interview_field", field=key[:40])
        if field.kind is Kind.TICKS:
            ticks = _ticks(field, value)
            if ticks:
                kept[key] = ticks
        else:
            text = _text(field, value)
            if text:
                kept[key] = text
    return kept


def may_decide(values: Mapping[str, object] | None) -> bool:
    """Return whether the question about self-harm was put; without it nobody may say "no concern"."""
    return bool(values) and (values or {}).get("self_harm_asked") == "yes"


def _ticks(field: Field, value: object) -> list[str]:
    if not isinstance(value, list | tuple) or not set(value) <= set(field.options):
        raise Problem("interview_field", field=field.key)
    return [option for option in field.options if option in value]


def _text(field: Field, value: object) -> str:
    if not isinstance(value, str):
        raise Problem("interview_field", field=field.key)
    text = value.strip()
    if field.kind is Kind.CHOICE and text and text not in field.options:
        raise Problem("interview_field", field=field.key)
    if len(text) > TEXT_LENGTH:
        raise Problem("interview_text_long", most=TEXT_LENGTH)
    return text
