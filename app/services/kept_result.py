"""A scale result as it is kept: the object of ``xinqiao score``, fractions as text."""

from typing import Any

from app.scales.result import Result


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
    if isinstance(value, float):
        return str(value)
    if isinstance(value, dict):
        return {key: _fractions_as_text(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_fractions_as_text(one) for one in value]
    return value
