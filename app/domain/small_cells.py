"""Tables of counts that tell nothing about one child: small counts hidden, and what would give them away.

A count of 1 to 4 is hidden, and so are further counts until no hidden one follows from those that are
shown: neither from its row nor from its column, nor across the levels (class, grade, school). Zeros are shown.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

SMALL = 5
_PRIME = (1 << 61) - 1
"""Sums are compared modulo a prime: all coefficients are 1 or -1, so nothing is lost and numbers stay small."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sum(Generic[K]):
    """One sum that a reader can check: the parts add up to the whole."""

    whole: K
    parts: tuple[K, ...]


def hidden(counts: Mapping[K, int], sums: Sequence[Sum[K]]) -> frozenset[K] | None:
    """Return which cells are not to be shown; None where only a table without any number would do.

    Every cell of ``sums`` must be in ``counts``, and the sums must hold.
    """
    secret = {key for key, count in counts.items() if 0 < count < SMALL}
    partners = _partners(sums)
    while told := _derivable(secret, sums):
        before = len(secret)
        for cell in told:
            near = [key for key in partners[cell] if counts[key] and key not in secret]
            if near:
                secret.add(min(near, key=lambda key: (counts[key], repr(key))))
        if len(secret) == before:
            rest = [key for key, count in counts.items() if count and key not in secret]
            if not rest:
                return None
            secret.add(min(rest, key=lambda key: (counts[key], repr(key))))
    return frozenset(secret)


def _partners(sums: Iterable[Sum[K]]) -> dict[K, list[K]]:
    """Return for each cell those that share a sum with it."""
    partners: dict[K, dict[K, None]] = {}
    for one in sums:
        line = (one.whole, *one.parts)
        for cell in line:
            partners.setdefault(cell, {}).update(dict.fromkeys(key for key in line if key != cell))
    return {cell: list(found) for cell, found in partners.items()}


def _derivable(secret: set[K], sums: Sequence[Sum[K]]) -> list[K]:
    """Return the hidden cells that the shown ones determine, by elimination.

    Each sum is an equation in the hidden cells; one that is left with a single unknown gives it away. As the
    levels nest, every direction that is left free has steps of one, and a hidden count is at least 1: another
    table of whole numbers with the same shown counts exists, and the reader cannot tell.
    """
    rows: dict[K, dict[K, int]] = {}
    for one in sums:
        line = {key: 1 for key in one.parts if key in secret}
        if one.whole in secret:
            line[one.whole] = _PRIME - 1
        _reduce(line, rows)
    return [pivot for pivot, row in rows.items() if len(row) == 1]


def _reduce(line: dict[K, int], rows: dict[K, dict[K, int]]) -> None:
    """Take one equation into the reduced system ``rows`` (pivot -> equation, the pivot's coefficient 1)."""
    for pivot in [key for key in line if key in rows]:
        _subtract(line, rows[pivot], line[pivot])
    if not line:
        return
    pivot = next(iter(line))
    inverse = pow(line[pivot], -1, _PRIME)
    fresh = {key: value * inverse % _PRIME for key, value in line.items()}
    for row in rows.values():
        if pivot in row:
            _subtract(row, fresh, row[pivot])
    rows[pivot] = fresh


def _subtract(line: dict[K, int], other: Mapping[K, int], times: int) -> None:
    for key, value in other.items():
        left = (line.get(key, 0) - times * value) % _PRIME
        if left:
            line[key] = left
        else:
            line.pop(key, None)
