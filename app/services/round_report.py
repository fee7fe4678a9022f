"""The report of a round as a workbook: progress, distributions, the second round. Numbers, no names."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import messages
from app.domain.rights import Action, Actor
from app.domain.school_class import SchoolClass, display
from app.domain.screening import SUICIDE_SCREEN, Outcome
from app.domain.small_cells import Sum, hidden
from app.models.screening import SecondRound
from app.reports.workbook import Table, workbook
from app.scales.load import load
from app.services import distribution, round_progress
from app.services.distribution import Distribution, Line
from app.services.queue_words import form_name
from app.services.round_progress import ClassProgress
from app.services.rounds import Form
from app.services.verb import verb

HIDDEN = "—"
_UNDECIDED = "undecided"


@verb(Action.EXPORT)
def make(db: Session, round_id: UUID, *, by: Actor, now: datetime, language: str = "zh") -> bytes:
    """Return the workbook. Small counts are hidden; no student is named. Raises Problem("round_unknown").

    Each form by one cut-off set only: two sets side by side would tell by their difference what each hides.
    """
    progress = round_progress.progress(db, round_id, by=by, now=now)
    name = progress.round.text.name
    tables = [_progress(name, progress, language)]
    for form in progress.round.text.forms:
        if distribution.sets_of(form.scale):
            spread = distribution.of_form(db, round_id, form, by=by, now=now, language=language)
            tables.append(_spread(name, spread, language))
    tables.append(_second_round(db, round_id, name, language))
    return workbook(tables, now=now)


def _progress(name: str, progress: round_progress.Progress, language: str) -> Table:
    keys = ("class", "students", "expected", "done", "missing", "unverified", "to_review", "excused", "no_consent")
    rows = [_counts(display(one.school_class, language), one) for one in progress.classes]
    rows.append(_counts(messages.text("report_school", language), progress.total))
    return Table(
        messages.text("report_progress", language),
        name,
        tuple(messages.text(f"report_{key}", language) for key in keys),
        rows,
        tuple(_warnings(progress, language)),
    )


def _warnings(progress: round_progress.Progress, language: str) -> Iterable[str]:
    for one in progress.warnings:
        params = {**one.params, "scale": form_name(Form(SUICIDE_SCREEN), language)}
        yield messages.text(one.code, language, **params)


def _counts(name: str, one: ClassProgress) -> tuple[str, ...]:
    numbers = (one.students, one.expected, one.done, one.missing, one.unverified, one.to_review)
    return (name, *("" if number is None else str(number) for number in (*numbers, one.excused, one.no_consent)))


def _spread(name: str, spread: Distribution, language: str) -> Table:
    title = f"{name} · {form_name(spread.form, language)} · {spread.made_for}"
    headings = (messages.text("report_class", language), "n", *(column.name for column in spread.columns))
    notes = [
        messages.text("report_source", language, source=spread.source),
        messages.text("report_small_cells", language),
    ]
    notes += [messages.text("note_no_self_harm_item", language)] if not load(spread.form.scale).asks_self_harm else []
    rows = [(_place(line, language), *map(_told, (line.n, *line.counts))) for line in spread.lines]
    return Table(f"{spread.form.scale} {spread.cutoffs}", title, headings, rows, tuple(notes))


def _place(line: Line, language: str) -> str:
    if line.school_class == SchoolClass(0):
        return messages.text("report_school", language)
    return display(line.school_class, language)


def _told(count: int | None) -> str:
    return HIDDEN if count is None else str(count)


def _second_round(db: Session, round_id: UUID, name: str, language: str) -> Table:
    """Return how many were talked to and what came of it, small numbers hidden."""
    found = db.execute(
        select(SecondRound.outcome, func.count()).where(SecondRound.round_id == round_id).group_by(SecondRound.outcome)
    )
    counts = Counter({outcome.value if outcome else _UNDECIDED: count for outcome, count in found})
    codes = [_UNDECIDED, *(outcome.value for outcome in Outcome)]
    full = {code: counts[code] for code in codes} | {distribution.ALL: counts.total()}
    secret = hidden(full, [Sum(distribution.ALL, tuple(codes))])
    told = {code: None if secret is None or code in secret else count for code, count in full.items()}
    rows = [(messages.text(f"outcome_{code}", language), _told(told[code])) for code in (*codes, distribution.ALL)]
    headings = (messages.text("report_outcome", language), messages.text("report_students", language))
    notes = (messages.text("report_small_cells", language),)
    return Table(messages.text("report_second_round", language), name, headings, rows, notes)
