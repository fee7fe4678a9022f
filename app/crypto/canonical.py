"""One spelling for one value: the JSON bytes that are authenticated, hashed and stored."""

import json
from collections.abc import Mapping


def canonical(value: object) -> bytes:
    """Return ``value`` as JSON: keys sorted by code point, no spaces, nothing escaped without need, UTF-8.

    Raises ``TypeError`` for floats (two programs may spell one number differently), for keys that are
    not text, and for whatever JSON does not know; ``ValueError`` for half a surrogate pair.
    """
    _refuse_ambiguity(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def _refuse_ambiguity(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("canonical JSON holds no floats")
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("canonical JSON has text keys only")
        for inner in value.values():
            _refuse_ambiguity(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_ambiguity(inner)
