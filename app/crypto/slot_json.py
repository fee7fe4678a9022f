"""How a slot stands in the slot file. Reading here is lenient: the file reader compares the bytes
that it would write itself with those it was given, so whatever differs is refused there.
"""

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from app.crypto.canonical import canonical
from app.crypto.errors import Damaged
from app.crypto.kdf import Kdf
from app.crypto.slot import Kind, Slot
from app.crypto.wrap import Suite, Wrap

VERSION = 1
_ALGORITHM = "argon2id"


def aad(vault_id: UUID, slot: Slot) -> bytes:
    """Return what the wrap is bound to: everything of the slot but nonce and ciphertext."""
    return canonical({**_open_fields(vault_id, slot), "wrap": {"suite": slot.wrap.suite.value}})


def slot_json(vault_id: UUID, slot: Slot) -> dict[str, object]:
    """Return the slot as JSON values."""
    return {**_open_fields(vault_id, slot), "wrap": wrap_json(slot.wrap)}


def read_slot(entry: Mapping[str, Any]) -> Slot:
    """Return the slot of JSON values. Raises KeyError, TypeError, ValueError or :class:`Damaged`."""
    user = entry["user_id"]
    return Slot(
        slot_id=UUID(entry["slot_id"]),
        label=entry["label"],
        kind=Kind(entry["kind"]),
        user_id=None if user is None else UUID(user),
        role=entry["role"],
        created=datetime.fromisoformat(entry["created"]),
        kdf=None if entry["kdf"] is None else _read_kdf(entry["kdf"]),
        wrap=read_wrap(entry["wrap"]),
    )


def wrap_json(wrapped: Wrap) -> dict[str, object]:
    """Return a wrap as JSON values; bytes are base64."""
    return {"suite": wrapped.suite.value, "nonce": _text(wrapped.nonce), "ct": _text(wrapped.ct)}


def read_wrap(entry: Mapping[str, Any]) -> Wrap:
    """Return the wrap of JSON values. Errors as for :func:`read_slot`."""
    return Wrap(Suite(entry["suite"]), _bytes(entry["nonce"]), _bytes(entry["ct"]))


def _open_fields(vault_id: UUID, slot: Slot) -> dict[str, object]:
    return {
        "v": VERSION,
        "vault_id": str(vault_id),
        "slot_id": str(slot.slot_id),
        "label": slot.label,
        "kind": slot.kind.value,
        "user_id": None if slot.user_id is None else str(slot.user_id),
        "role": slot.role,
        "created": slot.created.replace(tzinfo=None).isoformat() + "Z",
        "kdf": None if slot.kdf is None else _kdf_json(slot.kdf),
    }


def _kdf_json(kdf: Kdf) -> dict[str, object]:
    return {"alg": _ALGORITHM, "m": kdf.m_kib, "t": kdf.t, "p": kdf.p, "salt": _text(kdf.salt)}


def _read_kdf(entry: Mapping[str, Any]) -> Kdf:
    if entry["alg"] != _ALGORITHM:
        raise Damaged("key derivation")
    return Kdf(entry["m"], entry["t"], entry["p"], _bytes(entry["salt"]))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
