"""The people of a roster's row against those on file: who is new, and which blanks the row fills."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from app.domain import names
from app.domain.student import Relation
from app.intake.roster_row import RosterGuardian


class OnFile(Protocol):
    """What is on file of a person around a student."""

    relation: Relation
    name: str
    phone: str
    phone_checked_on: date | None
    is_guardian: bool
    is_carer: bool
    away_since: date | None
    away_place: str


@dataclass(frozen=True, slots=True)
class Effects:
    """What a row does to the people on file: ``filled`` are (place in the list on file, new values)."""

    new: tuple[RosterGuardian, ...] = ()
    filled: tuple[tuple[int, dict[str, Any]], ...] = ()
    phones_kept: int = 0

    def __bool__(self) -> bool:
        """Say whether anything would be written."""
        return bool(self.new or self.filled)


def effects(on_file: Sequence[OnFile], people: Iterable[RosterGuardian], today: date) -> Effects:
    """Work out what the row's people change.

    A row fills blanks and brings a newer phone number, but never overwrites a number that somebody has
    checked (``phones_kept`` counts those), and never erases anything.
    """
    new: list[RosterGuardian] = []
    filled: list[tuple[int, dict[str, Any]]] = []
    phones_kept = 0
    for person in people:
        place = next((at for at, one in enumerate(on_file) if _same(one, person)), None)
        if place is None:
            new.append(person)
            continue
        known = on_file[place]
        if person.phone and person.phone != known.phone and known.phone and known.phone_checked_on:
            phones_kept += 1
        if values := _fills(known, person, today):
            filled.append((place, values))
    return Effects(tuple(new), tuple(filled), phones_kept)


def _same(known: OnFile, person: RosterGuardian) -> bool:
    if known.name and person.name:
        related = known.relation == person.relation or Relation.OTHER in (known.relation, person.relation)
        return related and names.key(known.name) == names.key(person.name)
    if known.relation == person.relation and person.relation in (Relation.FATHER, Relation.MOTHER):
        return True
    return bool(person.phone) and known.phone == person.phone


def _fills(known: OnFile, person: RosterGuardian, today: date) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if person.name and not known.name:
        values["name"] = person.name
    if person.phone and person.phone != known.phone and not (known.phone and known.phone_checked_on):
        values["phone"] = person.phone
    if known.relation is Relation.OTHER and person.relation is not Relation.OTHER:
        values["relation"] = person.relation
    for flag in ("is_guardian", "is_carer"):
        if getattr(person, flag) and not getattr(known, flag):
            values[flag] = True
    if person.away and known.away_since is None:
        values["away_since"] = today
    if person.away_place and not known.away_place:
        values["away_place"] = person.away_place
    return values
