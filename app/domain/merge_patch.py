"""JSON Merge Patch (RFC 7396), the form of each change in the change log."""

from collections.abc import Mapping
from typing import Any

from app.domain.canonical import dumps


def without_nulls(value: Any) -> Any:
    """Return ``value`` with every null member of its objects left out, at every depth but inside arrays.

    A merge patch cannot set a member to null, so in snapshots absent and null are the same.
    """
    if not isinstance(value, Mapping):
        return value
    return {key: without_nulls(member) for key, member in value.items() if member is not None}


def diff(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the patch that turns ``before`` into ``after`` (both without nulls)."""
    patch: dict[str, Any] = {key: None for key in before if key not in after}
    for key, new in after.items():
        old = before.get(key)
        if isinstance(new, Mapping) and isinstance(old, Mapping):
            inner = diff(old, new)
            if inner:
                patch[key] = inner
        elif key not in before or dumps(old) != dumps(new):  # Python takes 1 and True for the same
            patch[key] = new
    return patch


def apply(before: Any, patch: Any) -> Any:
    """Return ``before`` with ``patch`` applied (RFC 7396, section 2)."""
    if not isinstance(patch, Mapping):
        return patch
    result = dict(before) if isinstance(before, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = apply(result.get(key), value)
    return result
