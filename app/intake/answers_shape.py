"""What an import of answers needs to know of a scale; services make it from the scale's definition."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ScaleShape:
    """``values[n]`` are the printed option values of item n + 1, in the order of the form.

    The last ``extra`` items may be left off a sheet. ``labels`` maps option words to values where they are known.
    """

    key: str
    values: tuple[tuple[int, ...], ...]
    extra: int = 0
    labels: Mapping[str, int] = field(default_factory=dict)

    @property
    def item_count(self) -> int:
        """Return how many items the form has, extra ones included."""
        return len(self.values)

    def fits(self, columns: int) -> bool:
        """Return whether a sheet with so many item columns may be of this scale."""
        return self.item_count - self.extra <= columns <= self.item_count
