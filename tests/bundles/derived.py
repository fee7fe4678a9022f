"""An age identity that follows from a word, so that no secret key has to lie in the repository."""

import hashlib

from app.crypto.sealing import Identity, recipient_of

_SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def identity(word: str) -> Identity:
    """Return the made-up key pair of ``word``: its SHA-256 as the X25519 secret, in Bech32 (BIP 173)."""
    raw = int.from_bytes(hashlib.sha256(word.encode()).digest(), "big") << 4  # 256 bits in 52 signs
    values = [(raw >> shift) & 31 for shift in range(255, -1, -5)]
    prefix = "age-secret-key-"
    spread = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    check = _polymod([*spread, *values, *[0] * 6]) ^ 1
    signs = [*values, *((check >> shift) & 31 for shift in range(25, -1, -5))]
    secret = (prefix + "1" + "".join(_SIGNS[value] for value in signs)).upper()
    return Identity(secret, recipient_of(secret))


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            check ^= generator if (top >> place) & 1 else 0
    return check
