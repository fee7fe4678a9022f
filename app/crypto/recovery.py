"""The recovery code: 128 random bits on paper, each group of digits checked while it is typed.

Eight groups stand for 16 bits each: the number times 11, written with six digits. Divisibility by 11
notices every single wrong digit and every two neighbours exchanged, without help of the other groups.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass, field

from app.crypto.errors import WrongSecret

GROUPS = 8
DIGITS = 6
_CHECK = 11
_TOP = 0xFFFF * _CHECK
_BETWEEN = re.compile(r"[\s\-_.,·‐‑‒–—―−、。，]+")


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """16 secret bytes and their printed form. ``repr`` shows neither."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != 2 * GROUPS:
            raise ValueError("a recovery code has 16 bytes")

    @classmethod
    def new(cls) -> "RecoveryCode":
        """Return a fresh code from the system's random source."""
        return cls(secrets.token_bytes(2 * GROUPS))

    @classmethod
    def parse(cls, text: str) -> "RecoveryCode":
        """Return the code a person typed: full-width digits, spaces and dashes anywhere are fine.

        Raises :class:`WrongSecret` if it is not 48 digits in eight right groups.
        """
        digits = _digits(text)
        groups = [digits[at : at + DIGITS] for at in range(0, len(digits), DIGITS)]
        if len(groups) != GROUPS or not all(map(group_ok, groups)):
            raise WrongSecret("recovery code mistyped")
        return cls(b"".join((int(group) // _CHECK).to_bytes(2, "big") for group in groups))

    @property
    def groups(self) -> tuple[str, ...]:
        """The eight groups of six digits, in their order."""
        numbers = (int.from_bytes(self.secret[at : at + 2], "big") for at in range(0, 2 * GROUPS, 2))
        return tuple(f"{number * _CHECK:0{DIGITS}d}" for number in numbers)


def group_ok(text: str) -> bool:
    """Return whether one typed group can be right: six digits, a multiple of 11, not above 720885."""
    digits = _digits(text)
    if re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits) is None:
        return False
    return int(digits) % _CHECK == 0 and int(digits) <= _TOP


def _digits(text: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
