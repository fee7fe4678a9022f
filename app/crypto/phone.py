"""The receipt by telephone: eight digits that only someone who opened the bundle can know."""

import hmac
import unicodedata
from hashlib import sha256

DIGITS = 8


def phone_code(ack_key: bytes, bundle_id: str) -> str:
    """Return the eight digits for a bundle.

    The first 8 bytes of HMAC-SHA256(``ack_key``, ``<bundle_id>|imported``), as a big-endian number
    modulo 10^8. It proves opening, not reading; a guess is right once in 10^8, and callers allow few.
    """
    digest = hmac.new(ack_key, f"{bundle_id}|imported".encode(), sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def is_phone_code(typed: str, ack_key: bytes, bundle_id: str) -> bool:
    """Return whether ``typed`` is the code; full-width digits, spaces and dashes are forgiven."""
    said = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign.isalnum())
    return hmac.compare_digest(said.encode(errors="replace"), phone_code(ack_key, bundle_id).encode())
