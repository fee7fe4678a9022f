"""One assessment as a person reads it: scores, where published cut-offs put them, critical answers.

Bands say where a number lies in somebody's published set, with the source beside it. Nothing here
names a disorder: what the numbers mean for this child is a person's judgement.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app import messages
from app.domain.rights import Action, Actor
from app.domain.school_class import SchoolClass
from app.domain.screening import NO_CONSENT
from app.models.assessment import AnswerSource
from app.models.student import Student
from app.scales.definition import CutoffSet, Definition
from app.scales.load import load
from app.services import assessments
from app.services.assessments import AssessmentView
from app.services.classes import class_on, schooling_of
from app.services.scales import named
from app.services.verb import verb


@dataclass(frozen=True, slots=True)
class Score:
    """One number. ``value`` is None while answers are missing; then ``low`` and ``high`` bound it."""

    name: str
    value: str | None
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True, slots=True)
class BandLine:
    """Where a published set puts a number, and what the set is. ``band`` None: cannot be said."""

    on: str
    band: str | None
    made_for: str
    source: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One item with the printed value that was ticked. ``critical``: a person must look at it."""

    number: int
    label: str
    value: int | None
    illegible: bool
    critical: bool


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """Everything the panel shows. Codes in ``validity``, ``doubts`` and ``notes`` have sentences."""

    id: UUID
    student_id: UUID
    student: str
    school_class: SchoolClass | None
    scale: str
    name: str
    version: str
    respondent: str
    informant: str
    taken_on: date
    source: AnswerSource
    passes: int
    verified_at: datetime | None
    withdrawn_at: datetime | None
    key_verified: bool
    total: Score
    scores: tuple[Score, ...]
    bands: tuple[BandLine, ...]
    critical: tuple[AnswerLine, ...]
    missing: tuple[int, ...]
    validity: str
    doubts: tuple[str, ...]
    notes: tuple[str, ...]
    answers: tuple[AnswerLine, ...]


_UNSCORED: Mapping[str, Any] = {
    "total": None,
    "possible_range": (None, None),
    "missing": (),
    "validity": {"status": "unscored", "reasons": ()},
}
"""What stands in the place of a score that may not be made."""


@verb(Action.READ_SCORE)
def open_result(db: Session, assessment_id: UUID, *, by: Actor, now: datetime, language: str = "zh") -> ScaleResult:
    """Return one assessment in words. Opening it is logged."""
    view = assessments.open_assessment(db, assessment_id, by=by, now=now)
    student = db.get_one(Student, view.student_id)
    scale = load(view.scale)
    kept = {**_UNSCORED, **view.result, "notes": (f"unscored_{view.unscored}",)} if view.unscored else view.result
    called_for = {int(one["item"]) for one in kept["critical"]}
    lines = tuple(_lines(scale, view, called_for, language))
    critical = tuple(line for line in lines if line.critical)
    low, high = kept["possible_range"]
    return ScaleResult(
        id=view.id,
        student_id=view.student_id,
        student=student.name,
        school_class=class_on(student, view.taken_on, schooling_of(db)),
        scale=view.scale,
        name=named(scale, language),
        version=view.definition_version,
        respondent=view.respondent,
        informant=view.informant,
        taken_on=view.taken_on,
        source=view.source,
        passes=view.passes,
        verified_at=view.verified_at,
        withdrawn_at=view.withdrawn_at,
        key_verified=scale.verified.done,
        total=Score(messages.text("score_total", language), _number(kept["total"]), _number(low), _number(high)),
        scores=() if view.unscored else tuple(_scores(scale, kept, language)),
        bands=() if view.unscored else tuple(_bands(scale, kept, language)),
        critical=critical,
        missing=tuple(kept["missing"]),
        validity=kept["validity"]["status"],
        doubts=tuple(f"doubt_{reason}" for reason in kept["validity"]["reasons"]),
        notes=tuple(f"note_{code}" for code in kept.get("notes", ())),
        answers=critical if view.unscored == NO_CONSENT else lines,
    )


def _number(value: object) -> str | None:
    return None if value is None else str(value)


def _lines(scale: Definition, view: AssessmentView, critical: set[int], language: str) -> Iterable[AnswerLine]:
    for item, value in zip(scale.items, view.answers, strict=False):
        label = item.label.en if language == "en" else item.label.zh
        yield AnswerLine(item.n, label, value, item.n in view.illegible, item.n in critical)


def _scores(scale: Definition, kept: Mapping[str, Any], language: str) -> Iterable[Score]:
    """Yield subscales and derived numbers. Derived judgements are left out: they name conditions."""
    for part in scale.subscales:
        name = part.names.en if language == "en" else part.names.zh
        yield Score(name, _number(kept["subscales"].get(part.key)))
    for each in scale.derived:
        if each.kind != "ladder":
            yield Score(messages.text(f"derived_{each.key}", language), _number(kept["derived"].get(each.key)))


def _bands(scale: Definition, kept: Mapping[str, Any], language: str) -> Iterable[BandLine]:
    yield from _of_sets(scale.cutoffs, kept["band"], messages.text("score_total", language), language)
    for part in scale.subscales:
        name = part.names.en if language == "en" else part.names.zh
        yield from _of_sets(part.cutoffs, kept.get("subscale_bands", {}).get(part.key, {}), name, language)


def _of_sets(
    sets: Iterable[CutoffSet], bands: Mapping[str, str | None], name: str, language: str
) -> Iterable[BandLine]:
    """Yield one line per set that was applied; sets of one key for other ages or sexes were ruled out."""
    told: set[str] = set()
    for each in sets:
        if each.key not in bands or each.key in told:
            continue
        told.add(each.key)
        code = bands[each.key]
        yield BandLine(
            on=name if each.on == "total" else messages.text(f"derived_{each.on}", language),
            band=None if code is None else _band_name(each, code, language),
            made_for=each.population or each.key,
            source=each.source,
            confidence=each.confidence,
            note=each.note or "",
        )


def _band_name(cutoffs: CutoffSet, code: str, language: str) -> str:
    own = next((band.names for band in cutoffs.bands if band.code == code), None)
    if own is not None:
        return own.en if language == "en" else own.zh
    return messages.text(f"band_{code}", language)
