"""How far a sealed bundle has come: five honest states instead of one green tick."""

from collections.abc import Iterable
from enum import StrEnum

from app.domain.problems import Problem


class Delivery(StrEnum):
    """Each state is proven by something; none is assumed from the one before."""

    PREPARED = "prepared"  # built and sealed on this computer
    WRITTEN_VERIFIED = "written_verified"  # on the stick, read back and decrypted
    RECEIVED = "received"  # the other side says so: receipt, or its 8 digits by telephone
    IMPORTED = "imported"  # its receipt says that the records were taken over
    READ = "read"  # its receipt says that a person has read it

    @property
    def rank(self) -> int:
        """How far: 0 is only prepared."""
        return list(Delivery).index(self)


PHONE_TRIES = 5
"""Wrong phone codes allowed for one bundle; after that only a receipt file counts."""


def reached(evidence: Iterable[Delivery]) -> Delivery:
    """Return the furthest state proven. Receipts may come late, twice or in any order."""
    return max(evidence, key=lambda one: one.rank, default=Delivery.PREPARED)


def check_phone_code(expected: str, said: str, *, wrong_before: int) -> None:
    """Compare the 8 digits read out on the telephone; spaces and full-width digits are accepted.

    Raises ``phone_code_tries_used_up`` or ``phone_code_wrong`` (with the tries ``left``).
    """
    if wrong_before >= PHONE_TRIES:
        raise Problem("phone_code_tries_used_up")
    digits = "".join(str(int(char)) for char in said if char.isdecimal())
    if digits != expected:
        raise Problem("phone_code_wrong", left=PHONE_TRIES - wrong_before - 1)
