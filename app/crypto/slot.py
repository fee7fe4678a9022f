"""One way into a vault: the master key, wrapped for one secret."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.crypto.errors import Damaged
from app.crypto.kdf import Kdf
from app.crypto.wrap import Suite, Wrap

LABEL_LENGTH: Final = 40
_ROLE = re.compile(r"[a-z][a-z_]{0,31}")


class Kind(StrEnum):
    """Who or what opens a slot."""

    PASSWORD = "password"  # noqa: S105 - the name of a kind, not a password
    RECOVERY = "recovery"  # the sheet in the envelope
    COUNTY = "county"  # sealed to the county's X25519 key; derives no key
    DEVICE = "device"  # random bytes that the operating system keeps


@dataclass(frozen=True, slots=True)
class Slot:
    """What a slot says in the open, the cost of its secret, and the wrapped master key.

    ``label`` is shown while locked and must name no person (使用人 1). Only a password slot is a
    user's; ``role`` is then the user's at the time of writing, for the locked screen only: rights are
    read from the store. ``created`` is UTC, in whole seconds. A county's slot has no ``kdf``.

    Raises ``ValueError`` for what could never be written.
    """

    slot_id: UUID
    label: str
    kind: Kind
    user_id: UUID | None
    role: str | None
    created: datetime
    kdf: Kdf | None
    wrap: Wrap

    def __post_init__(self) -> None:
        if not (0 < len(self.label) <= LABEL_LENGTH and self.label.isprintable()):
            raise ValueError("label")
        if self.role is not None and _ROLE.fullmatch(self.role) is None:
            raise ValueError("role")
        if (self.user_id is None) == (self.kind is Kind.PASSWORD):
            raise ValueError("a password is a user's, and nothing else is")
        if self.created.utcoffset() is None:
            raise ValueError("created without a time zone")
        object.__setattr__(self, "created", self.created.astimezone(UTC).replace(microsecond=0))
        county = self.kind is Kind.COUNTY
        if county != (self.kdf is None) or county != (self.wrap.suite is Suite.AGE):
            raise Damaged("kind and wrap of a slot do not go together")


def needs_rewrap(slot: Slot, target: Kdf) -> bool:
    """Return whether the slot's cost lies below ``target`` and should be raised at this login."""
    return slot.kdf is not None and slot.kdf.weaker_than(target)
