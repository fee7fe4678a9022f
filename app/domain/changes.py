"""What a mutation touched, so that each page can decide whether to refresh."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds (table names) and keys of the rows that a mutation wrote."""

    kinds: frozenset[str] = frozenset()
    ids: frozenset[UUID] = frozenset()

    def __or__(self, other: "Changes") -> "Changes":
        """Return both together."""
        return Changes(self.kinds | other.kinds, self.ids | other.ids)
