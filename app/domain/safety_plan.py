"""The safety plan: six ordered steps (Stanley & Brown 2012), in the student's own words.

It is made together, is no promise, and is incomplete without an adult to call, somebody who makes
the surroundings safer, and a date of review.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Step(IntEnum):
    """The six steps, in the order in which they are gone through."""

    WARNING_SIGNS = 1
    OWN_COPING = 2
    PEOPLE_AND_PLACES = 3
    PEOPLE_TO_ASK = 4
    PROFESSIONALS = 5
    SAFER_SURROUNDINGS = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a step. ``who`` acts in step 6, ``confirmed`` is when that was confirmed."""

    step: Step
    text: str
    phone: str = ""
    obstacle: str = ""
    who: str = ""
    confirmed: date | None = None


def gaps(entries: Sequence[Entry], review: date | None) -> list[str]:
    """Return the codes of what keeps the plan from being complete; an empty list is a complete plan."""
    found = [
        f"plan_step_{step.value}_empty" for step in Step if not any(e.step is step and e.text.strip() for e in entries)
    ]
    if not any(e.step in {Step.PEOPLE_TO_ASK, Step.PROFESSIONALS} and e.phone.strip() for e in entries):
        found.append("plan_no_adult_with_phone")
    safer = [e for e in entries if e.step is Step.SAFER_SURROUNDINGS and e.text.strip()]
    if safer and not all(e.who.strip() and e.confirmed for e in safer):
        found.append("plan_safer_unconfirmed")
    if review is None:
        found.append("plan_no_review")
    return found
