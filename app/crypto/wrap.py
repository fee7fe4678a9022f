"""Wrapping a few secret bytes under a key, bound to the fields that stand beside them."""

import secrets
from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

from app.crypto.errors import Damaged, WrongSecret
from app.crypto.sealing import seal_bytes, unseal_bytes

NONCE_BYTES = 12


class Suite(StrEnum):
    """How the bytes are wrapped. New symmetric wraps are ChaCha20-Poly1305; both are read."""

    CHACHA = "chacha20-poly1305"
    AES = "aes-256-gcm"
    AGE = "age-v1"  # for somebody's X25519 key; the nonce is empty


@dataclass(frozen=True, slots=True)
class Wrap:
    """Ciphertext with its nonce. Authentic only together with the ``aad`` it was made with."""

    suite: Suite
    nonce: bytes
    ct: bytes

    def __post_init__(self) -> None:
        if len(self.nonce) != (0 if self.suite is Suite.AGE else NONCE_BYTES):
            raise Damaged("nonce")


def wrap(secret: bytes, key: bytes, aad: bytes, suite: Suite = Suite.CHACHA) -> Wrap:
    """Return ``secret`` encrypted under the 32-byte ``key``; the nonce is always random."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Wrap(suite, nonce, _cipher(suite, key).encrypt(nonce, secret, aad))


def unwrap(wrapped: Wrap, key: bytes, aad: bytes) -> bytes:
    """Return the secret. :class:`WrongSecret` if ``key`` or anything beside it is not the same."""
    try:
        return _cipher(wrapped.suite, key).decrypt(wrapped.nonce, wrapped.ct, aad)
    except InvalidTag:
        raise WrongSecret from None


def wrap_for(secret: bytes, recipient: str, aad: bytes) -> Wrap:
    """Return ``secret`` sealed to an X25519 ``recipient``. age has no AAD: it travels inside, before."""
    return Wrap(Suite.AGE, b"", seal_bytes(aad + secret, [recipient]))


def unwrap_by(wrapped: Wrap, identity: str, aad: bytes) -> bytes:
    """Return the secret. ``NotForUs`` for another identity, ``Damaged`` if the fields beside differ."""
    opened = unseal_bytes(wrapped.ct, [identity])
    if not opened.startswith(aad):
        raise Damaged("sealed for other fields")
    return opened[len(aad) :]


def _cipher(suite: Suite, key: bytes) -> ChaCha20Poly1305 | AESGCM:
    if suite is Suite.CHACHA:
        return ChaCha20Poly1305(key)
    if suite is Suite.AES:
        return AESGCM(key)
    raise Damaged("suite")
