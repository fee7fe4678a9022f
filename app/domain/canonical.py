"""Canonical JSON for hashes: sorted keys, UTF-8, no spaces, no floats."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


def dumps(value: Any) -> str:
    """Return the canonical text of a JSON value."""
    return _encoder.encode(value)


def plain(value: Any) -> Any:  # noqa: PLR0911 - one line per type
    """Return ``value`` as JSON: moments in UTC and dates as ISO 8601, keys and decimals as text, bytes as hex.

    Raises TypeError for floats, whose text differs between programs.
    """
    if value is None or (isinstance(value, bool | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(key): plain(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [plain(member) for member in value]
    raise TypeError(f"{type(value).__name__} has no place in history")
