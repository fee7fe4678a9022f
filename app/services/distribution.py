"""How the answers of a round spread over the bands, by class, by grade and in the whole school.

Small counts are hidden (``app.domain.small_cells``): a class list next to such a table would name children.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import messages
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.school_class import SchoolClass
from app.domain.small_cells import Sum, hidden
from app.models.assessment import Assessment
from app.models.student import Student
from app.scales.definition import CutoffSet, Definition
from app.scales.flags import table
from app.scales.load import load
from app.services import round_seen, rounds
from app.services.classes import class_on, schooling_of
from app.services.rounds import Form
from app.services.verb import verb
from app.storage import audit

OPEN = "open"
"""The column of forms whose band cannot be said because answers are missing."""

ALL = "all"
SCHOOL = SchoolClass(0, 0)
Cell = tuple[SchoolClass, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One band: its code and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One class (with a number), grade (number 0) or the school (grade 0). None: not shown."""

    school_class: SchoolClass
    n: int | None
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Distribution:
    """One form by one cut-off set. ``lines`` run classes, then their grade, at last the school.

    ``void`` forms are not counted; their number is None where it is small. ``withheld``: so few forms that
    nothing may be shown.
    """

    form: Form
    cutoffs: str
    made_for: str
    source: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    withheld: bool


@verb(Action.READ_SCORE)
def of_form(
    db: Session,
    round_id: UUID,
    form: Form,
    *,
    cutoffs: str | None = None,
    by: Actor,
    now: datetime,
    language: str = "zh",
) -> Distribution:
    """Return the distribution of one form of a round by a cut-off set, else by the one that flags in rounds.

    Forms that are void, withdrawn, set aside or not scored do not count. Logged as reading the round's
    results. Raises Problem("round_form_unknown") or ("cutoffs_unknown").
    """
    if form not in rounds.forms_of(db, rounds.known(db, round_id).id):
        raise Problem("round_form_unknown")
    chosen = _set(load(form.scale), cutoffs, form.respondent)
    audit.read(db, by, "screening_round", round_id, now)
    round_seen.mark(db, round_id, by=by, now=now)
    bands = _bands(db, round_id, form, chosen.key, now)
    codes = [band.code for band in chosen.bands] + ([OPEN] if any(band == OPEN for _, band in bands) else [])
    lines = shown(bands, codes)
    return Distribution(
        form,
        chosen.key,
        messages.text(f"population_{chosen.population or chosen.key}", language),
        chosen.source,
        tuple(Column(code, _name(chosen, code, language)) for code in codes),
        tuple(lines or ()),
        lines is None,
    )


def sets_of(scale: str) -> list[str]:
    """Return the keys of the cut-off sets on the whole form, each once."""
    return list(dict.fromkeys(one.key for one in load(scale).cutoffs))


def shown(bands: Mapping[Cell, int], codes: list[str]) -> list[Line] | None:
    """Return the lines that may be shown, from counts by class and band; None where none may be."""
    classes = sorted({school_class for school_class, _ in bands})
    grades = sorted({one.grade for one in classes})
    counts: Counter[Cell] = Counter()
    for (school_class, code), count in bands.items():
        for place in (school_class, SchoolClass(school_class.grade, -1), SCHOOL):
            counts[place, code] += count
            counts[place, ALL] += count
    of_grade = {grade: [one for one in classes if one.grade == grade] for grade in grades}
    places = [*classes, *(SchoolClass(grade, -1) for grade in grades), SCHOOL]
    full = {(place, code): counts[place, code] for place in places for code in (*codes, ALL)}
    sums = [Sum((place, ALL), tuple((place, code) for code in codes)) for place in places]
    for code in (*codes, ALL):
        sums += [Sum((SchoolClass(grade, -1), code), tuple((one, code) for one in of_grade[grade])) for grade in grades]
        sums.append(Sum((SCHOOL, code), tuple((SchoolClass(grade, -1), code) for grade in grades)))
    secret = hidden(full, sums)
    if secret is None:
        return None
    ordered = [place for grade in grades for place in (*of_grade[grade], SchoolClass(grade, -1))]
    return [_line(place, full, secret, codes) for place in (*ordered, SCHOOL)]


def _line(place: SchoolClass, counts: Mapping[Cell, int], secret: frozenset[Cell], codes: list[str]) -> Line:
    """Return one line. Where even its number is hidden, so are its zeros: they would say where the few are."""
    shown_as = SchoolClass(place.grade, max(place.number, 0))
    if (place, ALL) in secret:
        return Line(shown_as, None, (None,) * len(codes))
    told = tuple(None if (place, code) in secret else counts[place, code] for code in codes)
    return Line(shown_as, counts[place, ALL], told)


def _bands(db: Session, round_id: UUID, form: Form, cutoffs: str, now: datetime) -> Counter[Cell]:
    schooling, day = schooling_of(db), rounds.class_day(rounds.known(db, round_id), now.date())
    rows = db.execute(
        select(Student, Assessment.result)
        .join(Assessment, Assessment.student_id == Student.id)
        .where(Assessment.round_id == round_id)
        .where(Assessment.scale == form.scale, Assessment.respondent == form.respondent)
        .where(Assessment.withdrawn_at.is_(None), Assessment.set_aside_at.is_(None))
        .where(Assessment.unscored.is_(None), Assessment.validity != "void")
        .order_by(Assessment.entered_at, Assessment.id)
    )
    newest = {student.id: (student, result) for student, result in rows}
    counts: Counter[Cell] = Counter()
    for student, result in newest.values():
        place = class_on(student, day, schooling) or SCHOOL
        counts[SchoolClass(place.grade, place.number or 99), result["band"].get(cutoffs) or OPEN] += 1
    return counts


def _set(definition: Definition, key: str | None, respondent: str) -> CutoffSet:
    """Return the named set; without a name the first that flags, else the first of all, for this informant."""
    sets = [one for one in definition.cutoffs if one.respondents is None or respondent in one.respondents]
    flagging = table().scales[definition.key].whole
    wanted = [one for one in sets if one.key == key] if key else [one for one in sets if one.key in flagging] or sets
    if not wanted:
        raise Problem("cutoffs_unknown")
    return wanted[0]


def _name(cutoffs: CutoffSet, code: str, language: str) -> str:
    own = next((band.names for band in cutoffs.bands if band.code == code), None)
    if own is not None:
        return own.en if language == "en" else own.zh
    return messages.text(f"band_{code}", language)
