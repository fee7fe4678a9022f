"""The master key of a vault, and the keys that follow from it."""

import secrets
from hmac import compare_digest
from typing import NoReturn

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class MasterKey:
    """32 random bytes from which every key of a vault is derived. Lives only in a workspace process.

    Kept in a ``bytearray`` so that :meth:`wipe` can overwrite it. Wiping is good manners, not the
    protection: Python and the libraries make copies; what clears memory is the end of the process.
    """

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes | bytearray) -> None:
        if len(raw) != KEY_BYTES:
            raise ValueError(f"a master key has {KEY_BYTES} bytes")
        self._raw = bytearray(raw)

    @classmethod
    def new(cls) -> "MasterKey":
        """Return a fresh key from the system's random source."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def derive(self, purpose: str, length: int = 32) -> bytes:
        """Return ``length`` bytes for one purpose: HKDF-SHA256 (RFC 5869), no salt, info = ``purpose``.

        Keys of different purposes tell nothing about each other or about the master key. Raises
        ``ValueError`` for an empty purpose and after :meth:`wipe`.
        """
        if not purpose:
            raise ValueError("a derived key has a purpose")
        return HKDF(SHA256(), length, salt=None, info=purpose.encode()).derive(self.to_bytes())

    def to_bytes(self) -> bytes:
        """Return a copy of the key itself, for wrapping it in a slot and nothing else."""
        if not self._raw:
            raise ValueError("the master key has been wiped")
        return bytes(self._raw)

    def wipe(self) -> None:
        """Overwrite the key. Any later use raises ``ValueError``; wiping twice is fine."""
        self._raw[:] = bytes(len(self._raw))
        self._raw.clear()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MasterKey) and compare_digest(self._raw, other._raw)

    __hash__ = None  # type: ignore[assignment] # a mutable secret is no dictionary key

    def __repr__(self) -> str:
        return "<MasterKey>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are not pickled")
