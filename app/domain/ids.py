"""Identifiers: UUIDv7 (RFC 9562, section 5.7), so that keys sort by the time of their making."""

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = {"ms": 0, "counter": 0}


def new_id() -> UUID:
    """Return a UUIDv7, strictly increasing within one process.

    The 12 bits after the time hold a counter (RFC 9562, section 6.2, method 1), so that rows made
    within one millisecond keep their order even when the clock steps back.
    """
    with _lock:
        ms = time.time_ns() // 1_000_000
        if ms > _last["ms"]:
            _last["ms"], _last["counter"] = ms, 0
        elif _last["counter"] < 0xFFF:
            _last["counter"] += 1
        else:
            _last["ms"], _last["counter"] = _last["ms"] + 1, 0
        high = (_last["ms"] << 16) | 0x7000 | _last["counter"]
    low = (int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    return UUID(int=(high << 64) | low)
