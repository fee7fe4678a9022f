"""Keying in one answer sheet: what each key does. Knows nothing of Qt.

Answers are the printed option values, 0 to 9. On many forms 0 is an answer ("not at all"), so no digit
ever means "left out": that is the decimal point, on every form (docs/decisions/0009-keypad.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

BLANK = -2
"""The person left the item out. Its key is the decimal point beside the 0."""
ILLEGIBLE = -1
"""Two crosses, or none that can be read."""

RUN = 10
"""So many equal answers in a row are worth a second look at the sheet."""

ROW = 10

_MARKS = {".": BLANK, "*": ILLEGIBLE}
_STEPS = {"back": -1, "left": -1, "right": 1, "up": -ROW, "down": ROW}


class Event(StrEnum):
    """What came of a key."""

    MOVED = "moved"  # the cursor went elsewhere, or a row was cleared
    ANSWERED = "answered"
    REFUSED = "refused"  # not an answer of this item: beep, stay
    MISMATCH = "mismatch"  # the second pass differs from the first
    JUMPING = "jumping"  # typing a number to jump to
    UNFINISHED = "unfinished"  # items without a key; the next Enter leaves them blank
    FINISHED = "finished"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Summary:
    """What the person should know before the sheet is put aside."""

    answered: int
    blank: int
    illegible: int
    longest_run: int

    @property
    def straight(self) -> bool:
        """Whether the answers repeat so long that the sheet deserves a look."""
        return self.longest_run >= RUN


class SheetKeys:
    """The state of one sheet. ``allowed`` holds for each item the values that can be ticked."""

    def __init__(self, allowed: Sequence[Sequence[int]], *, first_pass: Sequence[int | None] | None = None) -> None:
        """With ``first_pass`` this is the second pass: a key that differs stops at that item."""
        if not allowed:
            raise ValueError("a sheet needs at least one item")
        self.allowed = tuple(frozenset(one) for one in allowed)
        self.answers: list[int | None] = [None] * len(self.allowed)
        self.first_pass = tuple(first_pass) if first_pass is not None else None
        if self.first_pass is not None and len(self.first_pass) != len(self.allowed):
            raise ValueError("the first pass has another number of items")
        self.cursor = 0
        self.jump: str | None = None
        self.mismatch: tuple[int, int] | None = None
        """(first, now) while the second pass waits for a decision."""
        self._enter_again = False

    @property
    def count(self) -> int:
        """The number of items."""
        return len(self.allowed)

    @property
    def at_end(self) -> bool:
        """Whether the cursor stands behind the last item."""
        return self.cursor >= self.count

    def summary(self) -> Summary:
        """Return the counts of the sheet as keyed so far."""
        longest = run = 0
        before: int | None = None
        for answer in self.answers:
            run = run + 1 if answer == before and answer is not None and answer >= 0 else 1
            before = answer
            if answer is not None and answer >= 0:
                longest = max(longest, run)
        return Summary(
            answered=sum(answer is not None and answer >= 0 for answer in self.answers),
            blank=sum(answer == BLANK for answer in self.answers),
            illegible=sum(answer == ILLEGIBLE for answer in self.answers),
            longest_run=longest,
        )

    def press(self, key: str) -> Event:
        """Take one key: a digit, ``.``, ``*``, ``+``, ``-``, ``back``, ``enter`` or an arrow (``left``, ``up`` …)."""
        again, self._enter_again = self._enter_again, False
        if self.mismatch is not None:
            return self._decide(key)
        if self.jump is not None:
            return self._jump(key)
        if key.isdigit() or key in _MARKS:
            return self._answer(_MARKS[key] if key in _MARKS else int(key))
        if key == "+":
            self.jump = ""
            return Event.JUMPING
        if key == "-":
            return self._redo_row()
        if key == "enter":
            return self._finish(again=again)
        return self._move(_STEPS[key]) if key in _STEPS else Event.NONE

    def go_to(self, item: int) -> None:
        """Put the cursor on an item (from 0), for example after a click."""
        if self.mismatch is None:
            self.jump = None
            self.cursor = max(0, min(item, self.count - 1))

    def _answer(self, answer: int) -> Event:
        if self.at_end or (answer >= 0 and answer not in self.allowed[self.cursor]):
            return Event.REFUSED
        first = self.first_pass[self.cursor] if self.first_pass is not None else None
        if first is not None and first != answer:
            self.mismatch = (first, answer)
            return Event.MISMATCH
        self.answers[self.cursor] = answer
        self.cursor += 1
        return Event.ANSWERED

    def _decide(self, key: str) -> Event:
        """1 keeps the first pass, 2 takes this one; the last step back types anew."""
        if self.mismatch is None or key not in ("1", "2", "back"):
            return Event.REFUSED
        first, now = self.mismatch
        self.mismatch = None
        if key == "back":
            return Event.MOVED
        self.answers[self.cursor] = first if key == "1" else now
        self.cursor += 1
        return Event.ANSWERED

    def _jump(self, key: str) -> Event:
        typed = self.jump or ""
        if key.isdigit() and len(typed) < 3:
            self.jump = typed + key
            return Event.JUMPING
        if key == "back":
            self.jump = typed[:-1] if typed else None
            return Event.JUMPING if typed else Event.MOVED
        if key in ("enter", "+"):
            self.jump = None
            if not typed:
                return Event.MOVED
            if not 1 <= int(typed) <= self.count:
                return Event.REFUSED
            self.cursor = int(typed) - 1
            return Event.MOVED
        return Event.REFUSED

    def _redo_row(self) -> Event:
        start = (min(self.cursor, self.count - 1) // ROW) * ROW
        if self.cursor == start and start > 0 and (self.at_end or self.answers[start] is None):
            start -= ROW  # just stepped into a new row: the one that was finished is meant
        for item in range(start, min(start + ROW, self.count)):
            self.answers[item] = None
        self.cursor = start
        return Event.MOVED

    def _move(self, step: int) -> Event:
        target = self.cursor + step
        if not 0 <= target <= self.count:
            return Event.NONE
        self.cursor = target
        return Event.MOVED

    def _finish(self, *, again: bool) -> Event:
        missing = [item for item, answer in enumerate(self.answers) if answer is None]
        if missing and not again:
            self.cursor = missing[0]
            self._enter_again = True
            return Event.UNFINISHED
        for item in missing:
            self.answers[item] = BLANK
        self.cursor = self.count
        return Event.FINISHED
