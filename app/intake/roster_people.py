"""The people around a student, from one row's columns."""

import re
from collections.abc import Callable

from app.domain import names, phone
from app.domain.problems import Problem
from app.domain.student import Relation
from app.intake import roster_values as values
from app.intake.cells import Cell, code_of, text_of
from app.intake.roster_fields import Field
from app.intake.roster_row import RosterGuardian

Warn = Callable[..., None]
_PHONE_LENGTH = 40
_BETWEEN_PHONES = re.compile(r"[/、,，;；\n]+| {2,}")
_PARENTS = {"father": Relation.FATHER, "mother": Relation.MOTHER}


def phone_of(cell: Cell, warn: Warn) -> str:
    """Return the first number of the cell as it is kept. What is no number is kept as typed, with a warning."""
    text = text_of(cell) if isinstance(cell, str) else code_of(cell) or text_of(cell)
    if not text:
        return ""
    parts = [part for part in _BETWEEN_PHONES.split(text) if part.strip()] or [text]
    if len(parts) > 1:
        warn("phone_several")
    try:
        return phone.parse(parts[0]).text
    except Problem as problem:
        warn(problem.code)
        return text[:_PHONE_LENGTH]


def person_name(cell: Cell, warn: Warn) -> str:
    """Return somebody's name, cleaned; private-use characters and overlong texts are told."""
    name = names.clean(text_of(cell))
    if name.unreadable:
        warn("pua_character", place=name.unreadable[0])
    if len(name.text) > 60:
        warn("text_cut", most=60)
    return name.text[:60]


def guardians(cells: dict[Field, Cell], warn: Warn) -> tuple[RosterGuardian, ...]:
    """Return everybody the row names. One person under two headings (father and guardian) is one."""
    people: list[RosterGuardian] = []
    for who in ("father", "mother", "guardian", "guardian2", "carer"):
        person = _person(who, cells, warn)
        if person is not None:
            _join(people, person)
    return tuple(people)


def _person(who: str, cells: dict[Field, Cell], warn: Warn) -> RosterGuardian | None:
    def cell(fact: str) -> Cell:
        return cells.get(Field(f"{who}_{fact}"))

    name = person_name(cell("name"), warn)
    number = phone_of(cell("phone"), warn)
    if who in _PARENTS:
        away, place = values.away(cell("away"))
        if not name and not number and away is None:
            return None
        return RosterGuardian(_PARENTS[who], name, number, away=away, away_place=place[:80])
    if not name and not number:
        return None
    relation = values.relation(cell("relation")) or Relation.OTHER
    return RosterGuardian(relation, name, number, is_guardian=who != "carer", is_carer=who == "carer")


def _join(people: list[RosterGuardian], new: RosterGuardian) -> None:
    """Add a person, or mark as guardian or carer the one who is there already."""
    for index, old in enumerate(people):
        same_name = bool(new.name) and names.key(old.name) == names.key(new.name)
        same_phone = not new.name and bool(new.phone) and old.phone == new.phone
        same_parent = not old.name and old.relation == new.relation and new.relation in _PARENTS.values()
        if same_name or same_phone or same_parent:
            people[index] = RosterGuardian(
                old.relation if old.relation is not Relation.OTHER else new.relation,
                old.name or new.name,
                old.phone or new.phone,
                old.is_guardian or new.is_guardian,
                old.is_carer or new.is_carer,
                old.away,
                old.away_place,
            )
            return
    people.append(new)
