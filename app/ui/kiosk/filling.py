"""One student filling in one sheet: what is answered, where she is, and sealing it after every answer."""

import secrets
from collections.abc import Callable
from datetime import date
from uuid import UUID

from app.crypto.sealing import seal_bytes
from app.domain.kiosk import Handover, Question
from app.domain.tray_sheet import End, TraySheet

Put = Callable[[str, bytes], None]
"""Writes or replaces a file of this name in the tray, whole or not at all. May raise ``Problem``."""


class Filling:
    """Positions count from 0. Nothing is written before the first answer; a sheet without answers is none."""

    def __init__(
        self, handover: Handover, day: date, put: Put, *, ticket: str, number: str, steady: Callable[[], float]
    ) -> None:
        self._handover, self._day, self._put = handover, day, put
        self._ticket, self._number = ticket, number
        self._id = UUID(bytes=secrets.token_bytes(16), version=4)
        self._steady, self._began = steady, steady()
        self._answers: list[int | None] = [None] * len(handover.questions)
        self._written = False
        self.at = 0

    @property
    def question(self) -> Question:
        """The question in front."""
        return self._handover.questions[self.at]

    @property
    def answer(self) -> int | None:
        """What is answered to it so far: the printed value."""
        return self._answers[self.at]

    @property
    def last(self) -> bool:
        """Whether it is the last question."""
        return self.at == len(self._answers) - 1

    def choose(self, value: int) -> None:
        """Answer the question in front; sealed before this returns."""
        self._answers[self.at] = value
        self._seal(End.OPEN)

    def clear(self) -> None:
        """Leave the question in front unanswered; an answer given before goes."""
        if self._answers[self.at] is not None:
            self._answers[self.at] = None
            self._seal(End.OPEN)

    def move(self, step: int) -> None:
        """Go to a question beside."""
        self.at = max(0, min(len(self._answers) - 1, self.at + step))

    def end(self, how: End) -> None:
        """Seal the sheet for the last time. One that was stopped without any answer leaves nothing."""
        if how is End.DONE or self._written:
            self._seal(how)

    def forget(self) -> None:
        """Let go of what the student said."""
        self._answers = [None] * len(self._answers)
        self._ticket = self._number = ""

    def _seal(self, how: End) -> None:
        sheet = TraySheet(
            id=self._id,
            handover=self._handover.id,
            scale=self._handover.scale,
            version=self._handover.version,
            form_version=self._handover.form_version,
            day=self._day,
            answers=tuple(self._answers),
            end=how,
            seconds=int(self._steady() - self._began),
            ticket=self._ticket,
            number=self._number,
            adult=self._handover.adult,
            paper=self._handover.paper,
        )
        self._put(f"{self._id.hex}.age", seal_bytes(sheet.to_bytes(), [self._handover.recipient]))
        self._written = True
