"""The chain of the access log: each entry's MAC covers the MAC before it."""

import hmac
from collections.abc import Mapping
from hashlib import sha256

from app.crypto.canonical import canonical


def link(key: bytes, prev_mac: bytes, record: Mapping[str, object]) -> bytes:
    """Return the 32-byte MAC of ``record`` in its place after ``prev_mac``.

    HMAC-SHA256 over the canonical JSON ``{"prev": <hex>, "record": …}``. Edited, removed, inserted
    or exchanged entries break the chain; entries cut off its end do not, which is why heads are also
    written down elsewhere.
    """
    return hmac.new(key, canonical({"prev": prev_mac.hex(), "record": dict(record)}), sha256).digest()
