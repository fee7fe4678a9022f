"""Wrapping the master key for a slot's secret, and unwrapping it."""

from dataclasses import replace
from uuid import UUID

from app.crypto.errors import Damaged, NotForUs, WrongSecret
from app.crypto.kdf import stretch
from app.crypto.keys import KEY_BYTES, MasterKey
from app.crypto.slot import Slot
from app.crypto.slot_json import aad
from app.crypto.wrap import unwrap, unwrap_by, wrap, wrap_for


def wrapped(vault_id: UUID, slot: Slot, master: MasterKey, secret: str | bytes) -> Slot:
    """Return ``slot`` with ``master`` wrapped for ``secret``, under a fresh salt and nonce.

    For a county's slot ``secret`` is its recipient (``age1…``). Raises ``NotEnoughMemory``, or
    :class:`Damaged` for a malformed recipient.
    """
    if slot.kdf is None:
        return replace(slot, wrap=wrap_for(master.to_bytes(), _age_key(secret), aad(vault_id, slot)))
    cost = slot.kdf.fresh()
    slot = replace(slot, kdf=cost)
    key = stretch(secret, cost)
    return replace(slot, wrap=wrap(master.to_bytes(), key, aad(vault_id, slot), slot.wrap.suite))


def opened(vault_id: UUID, slot: Slot, secret: str | bytes) -> MasterKey:
    """Return the master key. For a county's slot ``secret`` is its ``AGE-SECRET-KEY-1…``.

    Raises :class:`WrongSecret` (also if any field of the slot was changed), ``NotEnoughMemory``, or
    :class:`Damaged` if what was wrapped is no master key.
    """
    if slot.kdf is None:
        try:
            raw = unwrap_by(slot.wrap, _age_key(secret), aad(vault_id, slot))
        except NotForUs:
            raise WrongSecret from None
    else:
        raw = unwrap(slot.wrap, stretch(secret, slot.kdf), aad(vault_id, slot))
    if len(raw) != KEY_BYTES:
        raise Damaged("wrapped key")
    return MasterKey(raw)


def _age_key(secret: str | bytes) -> str:
    if isinstance(secret, bytes):
        raise WrongSecret("a county's slot opens with an age key")
    return secret
