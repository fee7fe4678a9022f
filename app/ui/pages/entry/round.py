"""What is being keyed in: one scale, on one day, by one kind of respondent. Goes into places and drafts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.domain.school_class import SchoolClass
from app.services.assessments import FirstPass, SheetText
from app.ui.widgets.sheet_keys import BLANK, ILLEGIBLE


@dataclass(frozen=True, slots=True)
class Round:
    """The facts that every sheet of a pile shares.

    ``screening`` is the screening round the sheets belong to. ``critical``: of the whole pile only the
    critical items are keyed in first.
    """

    scale: str
    taken_on: date
    respondent: str = "student"
    informant: str = ""
    screening: UUID | None = None
    critical: bool = False

    def to_place(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "scale": self.scale,
            "taken_on": self.taken_on.isoformat(),
            "respondent": self.respondent,
            "informant": self.informant,
            **({"round": str(self.screening)} if self.screening else {}),
            **({"critical": True} if self.critical else {}),
        }

    @classmethod
    def of_place(cls, place: Mapping[str, Any]) -> "Round | None":
        """Read what ``to_place`` returned; None where it is something else."""
        scale, day = place.get("scale"), place.get("taken_on")
        if not isinstance(scale, str) or not isinstance(day, str):
            return None
        try:
            taken_on = date.fromisoformat(day)
            screening = UUID(str(place["round"])) if place.get("round") else None
        except ValueError:
            return None
        who, informant = str(place.get("respondent") or "student"), str(place.get("informant") or "")
        return cls(scale, taken_on, who, informant, screening, place.get("critical") is True)

    def sheet(self, keyed: Sequence[int | None]) -> SheetText:
        """Return a keyed sheet. How long keying took says nothing about the child, so no seconds go in."""
        return SheetText(self.scale, values_of(keyed), self.taken_on, self.respondent, self.informant, unread(keyed))


def spread(keyed: Sequence[int | None], numbers: Sequence[int], items: int) -> list[int | None]:
    """Return the keys of some items in the places they have on the whole sheet."""
    found: list[int | None] = [None] * items
    for number, one in zip(numbers, keyed, strict=True):
        found[number - 1] = one
    return found


def class_of(place: Mapping[str, Any]) -> SchoolClass | None:
    """Return the class a place names."""
    grade, number = place.get("grade"), place.get("class")
    return SchoolClass(grade, number) if isinstance(grade, int) and isinstance(number, int) else None


def values_of(keyed: Sequence[int | None]) -> tuple[int | None, ...]:
    """Return the printed values; None for blank, illegible and not keyed."""
    return tuple(None if one is None or one < 0 else one for one in keyed)


def unread(keyed: Sequence[int | None]) -> tuple[int, ...]:
    """Return the item numbers that could not be read."""
    return tuple(item for item, one in enumerate(keyed, 1) if one == ILLEGIBLE)


def keyed_of(first: FirstPass) -> list[int | None]:
    """Return the keys of the first pass, for the grid to compare with."""
    return [
        ILLEGIBLE if item in first.illegible else BLANK if value is None else value
        for item, value in enumerate(first.answers, 1)
    ]
