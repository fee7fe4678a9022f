"""Letters: the bytes that are previewed are the bytes that are printed and saved.

Each letter is a frozen dataclass of exactly what it needs, with a ``layout()`` beside it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.letters.coverage import Missing


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished letter. ``missing`` names the characters that must be written in by hand."""

    pdf: bytes
    pages: int
    sha256: str
    missing: "tuple[Missing, ...]"


def render(letter: object, *, printed_by: str = "", now: datetime) -> Rendered:
    """Return the PDF of a letter of ``app.letters.registry.LETTERS``.

    ``now`` (aware) is printed at the foot and dates the file, so that the same letter at the same time
    gives the same bytes. Raises KeyError for anything that is not a letter, and what its layout raises.
    """
    from app.letters.compose import Compositor
    from app.letters.paper import paginate
    from app.letters.press import press
    from app.letters.registry import BY_TYPE

    kind = BY_TYPE[type(letter)]
    setter = Compositor()
    pages = paginate(kind.layout(letter, setter))
    pdf = press(pages, title=kind.title, printed_by=printed_by, now=now)
    return Rendered(pdf, len(pages), hashlib.sha256(pdf).hexdigest(), setter.missing)
