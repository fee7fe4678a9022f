"""The slot file ``vault.keys``: every way into a vault, as one immutable value.

Methods that change something return a new value with the next generation and a new MAC; writing it
to disk is another room's task. Layout: docs/formats/vault.md.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, NoReturn
from uuid import UUID

from app.crypto.canonical import canonical
from app.crypto.errors import Damaged, TooNew, WrongSecret
from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.crypto.slot import Kind, Slot, needs_rewrap
from app.crypto.slot_json import VERSION, read_slot, read_wrap, slot_json, wrap_json
from app.crypto.slot_wrap import opened, wrapped
from app.crypto.wrap import NONCE_BYTES, Suite, Wrap, unwrap, wrap

__all__ = ["FILE_BYTES", "MAX_SLOTS", "Kind", "Slot", "SlotFile", "Suite", "needs_rewrap"]

FORMAT: Final = "xinqiao-slots"
FILE_BYTES: Final = 64 * 1024
MAX_SLOTS: Final = 48
NAMES_BYTES: Final = 12 * 1024
_PAD = 512  # the length of the encrypted names tells little about them


@dataclass(frozen=True, slots=True)
class SlotFile:
    """A vault's slots. Construct with :meth:`create` or :meth:`from_bytes`.

    ``generation`` grows by one with every change, so that an older copy can be noticed.
    """

    vault_id: UUID
    generation: int
    slots: tuple[Slot, ...]
    names_wrap: Wrap
    mac: bytes

    @classmethod
    def create(cls, master: MasterKey, *, vault_id: UUID, names: Mapping[str, str]) -> "SlotFile":
        """Return generation 1 without slots. ``names`` are the real names that only the key shows:
        by convention ``school`` and one entry per user id.
        """
        blank = cls(vault_id, 0, (), _hide(names, vault_id, master), b"")
        return blank._next(master)

    @classmethod
    def from_bytes(cls, data: bytes) -> "SlotFile":
        """Return the file that was written. :class:`Damaged` for anything that :meth:`to_bytes` would
        not have written: unknown, missing or repeated fields, other spellings, costs out of bounds,
        a wrong checksum, more than 64 KiB. :class:`TooNew` for a later format version.
        """
        if len(data) > FILE_BYTES:
            raise Damaged("slot file too large")
        try:
            found = _parse(data)
            same = hmac.compare_digest(found.to_bytes(), data)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
            raise Damaged("slot file") from None
        if not same:
            raise Damaged("slot file")
        return found

    def to_bytes(self) -> bytes:
        """Return the file's bytes: canonical JSON of at most 64 KiB (``ValueError`` above that)."""
        covered = {**self._covered(), "mac": self.mac.hex()}
        data = canonical({**covered, "check": hashlib.sha256(canonical(covered)).hexdigest()})
        if len(data) > FILE_BYTES:
            raise ValueError("slot file too large")
        return data

    def slot(self, slot_id: UUID) -> Slot:
        """Return the slot of that id; ``KeyError`` if there is none."""
        for slot in self.slots:
            if slot.slot_id == slot_id:
                return slot
        raise KeyError(slot_id)

    def add(
        self,
        master: MasterKey,
        secret: str | bytes,
        *,
        slot_id: UUID,
        label: str,
        kind: Kind,
        created: datetime,
        user_id: UUID | None = None,
        role: str | None = None,
        kdf: Kdf | None = None,
        suite: Suite = Suite.CHACHA,
    ) -> "SlotFile":
        """Return the file with one slot more, opened by ``secret`` at the cost of ``kdf`` (or default).

        For a county ``secret`` is its recipient, ``age1…``; cost and suite then do not apply.
        Raises ``ValueError`` for a label or id in use and above 48 slots, and ``NotEnoughMemory``.
        """
        if len(self.slots) >= MAX_SLOTS:
            raise ValueError("too many slots")
        if any(slot.label == label or slot.slot_id == slot_id for slot in self.slots):
            raise ValueError("label or slot id in use")
        if kind is Kind.COUNTY:
            cost, empty = None, Wrap(Suite.AGE, b"", b"")
        else:
            cost, empty = kdf or Kdf.default(), Wrap(suite, bytes(NONCE_BYTES), b"")
        slot = Slot(slot_id, label, Kind(kind), user_id, role, created, cost, empty)
        return self._next(master, slots=(*self.slots, wrapped(self.vault_id, slot, master, secret)))

    def remove(self, master: MasterKey, slot_id: UUID) -> "SlotFile":
        """Return the file without that slot. ``KeyError`` if unknown, ``ValueError`` for the last one."""
        gone = self.slot(slot_id)
        if len(self.slots) == 1:
            raise ValueError("a vault without slots could never be opened again")
        return self._next(master, slots=tuple(slot for slot in self.slots if slot is not gone))

    def rewrap(
        self,
        master: MasterKey,
        slot_id: UUID,
        secret: str | bytes,
        *,
        created: datetime,
        kdf: Kdf | None = None,
    ) -> "SlotFile":
        """Return the file with that slot opened by ``secret`` instead: another password, or a higher
        cost for the same one. ``KeyError`` if unknown.
        """
        old = self.slot(slot_id)
        new = replace(old, created=created, kdf=None if old.kdf is None else kdf or old.kdf)
        new = wrapped(self.vault_id, new, master, secret)
        return self._next(master, slots=tuple(new if slot is old else slot for slot in self.slots))

    def unwrap(self, slot: Slot, secret: str | bytes) -> MasterKey:
        """Return the master key behind ``slot``, the MAC of the whole file already verified.

        Raises :class:`WrongSecret`, ``NotEnoughMemory``, or :class:`Damaged` if the secret was right but
        the file around the slot was changed.
        """
        master = opened(self.vault_id, slot, secret)
        self.verify(master)
        return master

    def verify(self, master: MasterKey) -> None:
        """Return if a holder of the master key wrote exactly this; otherwise :class:`Damaged`."""
        if not hmac.compare_digest(self.mac, self._mac(master)):
            raise Damaged("slot file does not authenticate")

    def names(self, master: MasterKey) -> dict[str, str]:
        """Return the real names. :class:`Damaged` if they were not written with this key."""
        try:
            shown = unwrap(self.names_wrap, master.derive("names"), _names_aad(self.vault_id))
        except WrongSecret:
            raise Damaged("names") from None
        return dict(json.loads(shown))

    def with_names(self, master: MasterKey, names: Mapping[str, str]) -> "SlotFile":
        """Return the file with other real names. ``ValueError`` above 12 KiB of them."""
        return self._next(master, names_wrap=_hide(names, self.vault_id, master))

    def _next(
        self, master: MasterKey, *, slots: tuple[Slot, ...] | None = None, names_wrap: Wrap | None = None
    ) -> "SlotFile":
        """Return the next generation. What somebody else changed is never given a new MAC."""
        if self.generation:
            self.verify(master)
        new = replace(
            self,
            generation=self.generation + 1,
            slots=self.slots if slots is None else slots,
            names_wrap=names_wrap or self.names_wrap,
        )
        return replace(new, mac=new._mac(master))

    def _mac(self, master: MasterKey) -> bytes:
        return hmac.new(master.derive("slots"), canonical(self._covered()), hashlib.sha256).digest()

    def _covered(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "v": VERSION,
            "vault_id": str(self.vault_id),
            "generation": self.generation,
            "slots": [slot_json(self.vault_id, slot) for slot in self.slots],
            "names": wrap_json(self.names_wrap),
        }


def _parse(data: bytes) -> SlotFile:
    top: Any = json.loads(data, parse_float=_no_number, parse_constant=_no_number)
    if top["format"] == FORMAT and type(top["v"]) is int and top["v"] > VERSION:
        raise TooNew("slot file")
    if type(top["generation"]) is not int or not 0 < top["generation"] < 2**53:
        raise Damaged("generation")
    slots = tuple(read_slot(entry) for entry in top["slots"])
    if len(slots) > MAX_SLOTS or len({slot.label for slot in slots}) < len(slots):
        raise Damaged("slots")
    if len({slot.slot_id for slot in slots}) < len(slots):
        raise Damaged("slots")
    names, mac = read_wrap(top["names"]), bytes.fromhex(top["mac"])
    return SlotFile(UUID(top["vault_id"]), top["generation"], slots, names, mac)


def _no_number(_text: str) -> NoReturn:
    raise ValueError("a slot file holds whole numbers only")


def _hide(names: Mapping[str, str], vault_id: UUID, master: MasterKey) -> Wrap:
    shown = canonical(dict(names))
    shown = shown.ljust(-(-len(shown) // _PAD) * _PAD)
    if len(shown) > NAMES_BYTES:
        raise ValueError("too many names")
    return wrap(shown, master.derive("names"), _names_aad(vault_id))


def _names_aad(vault_id: UUID) -> bytes:
    return canonical({"names": str(vault_id), "v": VERSION})
