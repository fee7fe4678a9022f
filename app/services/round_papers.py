"""Papers and tables of a round leaving the program: as bytes for the windows, each time logged."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app import messages
from app.domain.changes import Changes
from app.domain.rights import Action, Actor
from app.domain.school_class import display, display_grade
from app.letters import Rendered
from app.reports.workbook import Table, workbook
from app.services import queue_words, rounds
from app.services.distribution import Distribution, Line
from app.services.verb import verb
from app.storage import audit
from app.storage.files import telling, write_atomic


@dataclass(frozen=True, slots=True)
class Paper:
    """A rendered paper: the bytes that are shown, printed and saved."""

    pdf: bytes
    pages: int


def rendered(letter: Rendered) -> Paper:
    """Return what a window needs of a rendered letter."""
    return Paper(letter.pdf, letter.pages)


@verb(Action.ENTER_ANSWERS)
def printed(db: Session, round_id: UUID, code: str, *, by: Actor, now: datetime) -> Changes:
    """Log that a paper of the round was printed."""
    rounds.known(db, round_id)
    _log(db, round_id, "printed", code, by, now)
    return Changes()


@verb(Action.ENTER_ANSWERS)
def save(db: Session, round_id: UUID, code: str, data: bytes, path: Path, *, by: Actor, now: datetime) -> Changes:
    """Write a paper or a table of the round where the person wants it, then log that it left.

    Raises what ``app.storage.files.write_atomic`` raises; then nothing is logged.
    """
    rounds.known(db, round_id)
    with telling(path.parent):
        write_atomic(path, data)
    _log(db, round_id, "saved", code, by, now)
    return Changes()


@verb(Action.EXPORT)
def save_distribution(
    db: Session, round_id: UUID, found: Distribution, path: Path, *, by: Actor, now: datetime, language: str = "zh"
) -> Changes:
    """Write a distribution as .xlsx, with what is hidden left empty. Raises those of ``save``."""
    row = rounds.known(db, round_id)
    lines = [(place_name(one, language), *map(_count, (one.n, *one.counts))) for one in found.lines]
    headings = (messages.text("field_class", language), "n", *(one.name for one in found.columns))
    title = f"{row.name} {queue_words.form_name(found.form)}"
    notes = (f"{found.made_for} {found.source}", messages.text("small_cells_hidden", language))
    table = Table(messages.text("page_distribution", language), title, headings, lines, notes)
    return save(db, round_id, "distribution", workbook([table], now=now), path, by=by, now=now)


def place_name(line: Line, language: str) -> str:
    """Return the class, the grade or 「全校」."""
    place = line.school_class
    if not place.grade:
        return messages.text("whole_school", language)
    return display_grade(place.grade, language) if not place.number else display(place, language)


def _count(value: int | None) -> str:
    return "" if value is None else str(value)


def _log(db: Session, round_id: UUID, what: str, code: str, by: Actor, now: datetime) -> None:
    audit.append(
        db, by=by, action="round_paper", now=now, object_type="screening_round", object_id=round_id,
        reason=what, details={"paper": code},
    )  # fmt: skip
