"""A scale result as it is kept: the object of ``xinqiao score``, fractions as text."""

from collections.abc import Mapping
from typing import Any, Final

from app.scales.result import Result

_PLAIN: Final = frozenset({int, str, bool, type(None)})
"""Types that are kept as they are; told by type, since thousands of results are made at once."""


def whole(result: Result) -> dict[str, Any]:
    """Return the whole result with ``subscale_bands``, ``notes`` and ``asks_self_harm`` beside it."""
    kept: dict[str, Any] = _fractions_as_text(
        {
            **result.to_json(),
            "subscale_bands": {key: dict(bands) for key, bands in result.subscale_bands.items()},
            "notes": list(result.notes),
            "asks_self_harm": result.asks_self_harm,
        }
    )
    return kept


def critical_only(result: Result) -> dict[str, Any]:
    """Return what may be kept of a sheet that is not scored: its critical answers, on the emergency basis."""
    kept = whole(result)
    return {name: kept[name] for name in ("scale", "version", "critical", "asks_self_harm")}


def _fractions_as_text(value: Any) -> Any:
    """Return JSON without floats: history hashes text, and a fraction must hash the same everywhere."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is float:
        return str(value)
    if kind is list or kind is tuple:
        return [one if type(one) in _PLAIN else _fractions_as_text(one) for one in value]
    if isinstance(value, Mapping):
        return {key: one if type(one) in _PLAIN else _fractions_as_text(one) for key, one in value.items()}
    return value
