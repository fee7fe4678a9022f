"""One answer sheet of the self-service kiosk, as it is sealed into the incoming tray (docs/formats/tray.md)."""

import json
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain import closed_json
from app.domain.kiosk import NUMBER_LENGTH
from app.domain.problems import Problem

FORMAT = "xinqiao-sheet"
PAD = 4096
"""Sheets are filled up to a multiple of so many bytes: their length tells nothing about the answers."""
MOST_BYTES = 64 * 1024
MOST_ITEMS = 300
REFUSAL = "tray_sheet_refused"

_FIELDS: closed_json.Fields = {
    "format": str,
    "v": int,
    "id": str,
    "handover": str,
    "scale": str,
    "version": str,
    "form_version": str,
    "day": str,
    "answers": list,
    "end": str,
    "seconds": int,
    "ticket": str,
    "number": str,
    "adult": str,
    "paper": bool,
}


class End(StrEnum):
    """How a sheet ended. Only ``DONE`` is a whole one."""

    OPEN = "open"  # still being filled in, or cut off
    STOPPED = "stopped"  # the student stopped
    LEFT = "left"  # nobody was there any more
    DONE = "done"  # gone through to the last page


@dataclass(frozen=True, slots=True)
class TraySheet:
    """``answers`` are printed option values in item order, None for skipped or not reached.

    ``ticket`` or ``number`` says who; one of them is empty.
    """

    id: UUID
    handover: UUID
    scale: str
    version: str
    form_version: str
    day: date
    answers: tuple[int | None, ...]
    end: End
    seconds: int
    ticket: str
    number: str
    adult: str
    paper: bool

    @property
    def partial(self) -> bool:
        """Whether the student did not get to the last page."""
        return self.end is not End.DONE

    def to_bytes(self) -> bytes:
        """Return it as JSON, filled up with spaces."""
        value = {
            "format": FORMAT,
            "v": 1,
            "id": str(self.id),
            "handover": str(self.handover),
            "scale": self.scale,
            "version": self.version,
            "form_version": self.form_version,
            "day": self.day.isoformat(),
            "answers": list(self.answers),
            "end": self.end.value,
            "seconds": self.seconds,
            "ticket": self.ticket,
            "number": self.number,
            "adult": self.adult,
            "paper": self.paper,
        }
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return data + b" " * (-len(data) % PAD)


def from_bytes(data: bytes) -> TraySheet:
    """Return what ``to_bytes`` wrote. Raises Problem("tray_sheet_newer") or ("tray_sheet_refused")."""
    raw = closed_json.read(data, most=MOST_BYTES, refusal=REFUSAL)
    if isinstance(raw, dict) and raw.get("format") == FORMAT and type(raw.get("v")) is int and raw["v"] > 1:
        raise Problem("tray_sheet_newer")
    found = closed_json.closed(raw, _FIELDS, refusal=REFUSAL)
    if (found["format"], found["v"]) != (FORMAT, 1) or not _fits(found):
        raise Problem(REFUSAL)
    try:
        return TraySheet(
            id=UUID(found["id"]),
            handover=UUID(found["handover"]),
            scale=found["scale"],
            version=found["version"],
            form_version=found["form_version"],
            day=date.fromisoformat(found["day"]),
            answers=tuple(found["answers"]),
            end=End(found["end"]),
            seconds=found["seconds"],
            ticket=found["ticket"],
            number=found["number"],
            adult=found["adult"],
            paper=found["paper"],
        )
    except ValueError:
        raise Problem(REFUSAL) from None


def _fits(found: dict[str, object]) -> bool:
    answers, seconds = found["answers"], found["seconds"]
    return (
        isinstance(answers, list)
        and 1 <= len(answers) <= MOST_ITEMS
        and all(one is None or (type(one) is int and 0 <= one <= 99) for one in answers)
        and isinstance(seconds, int)
        and 0 <= seconds <= 7 * 24 * 3600
        and re.fullmatch(r"(?:[0-9a-f]{32})?", str(found["ticket"])) is not None
        and len(str(found["number"])) <= NUMBER_LENGTH
        and max(len(str(found[name])) for name in ("scale", "version", "form_version", "adult")) <= 200
    )
