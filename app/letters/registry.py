"""Every letter there is, one line each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.letters import referral
from app.letters.compose import Compositor
from app.letters.paper import Section


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter: its code in the log, its title, its dataclass and how it is laid out."""

    key: str
    title: str
    letter: type[Any]
    layout: Callable[[Any, Compositor], list[Section]]


LETTERS: tuple[Kind, ...] = (
    Kind("referral", "转介单", referral.Referral, referral.layout),
)

BY_TYPE: dict[type[Any], Kind] = {kind.letter: kind for kind in LETTERS}
