"""One thing wrong with a definition file: where, and why."""

from dataclasses import dataclass

from app.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """``place`` is a path in the file such as ``items[3].options``; ``code`` has a sentence in messages."""

    place: str
    code: str
    detail: str = ""

    def problem(self) -> Problem:
        """Return the fault as a Problem to raise."""
        return Problem(self.code, place=self.place, detail=self.detail)
