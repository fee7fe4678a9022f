"""How far a round is: by class and by source, who is missing, and what to mind before it starts."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.consent import ScaleConsent
from app.domain.rights import Action, Actor, may
from app.domain.school_class import FIRST_GRADE, SchoolClass, Schooling, Stage, grade_on
from app.domain.screening import CRITICAL_ONLY, SUICIDE_SCREEN
from app.models.assessment import AnswerSource, Assessment
from app.models.screening import RoundTarget
from app.models.student import Student
from app.scales.load import load
from app.services import round_gate, rounds
from app.services.classes import schooling_of
from app.services.rounds import Form
from app.services.verb import verb


@dataclass(frozen=True, slots=True)
class ClassProgress:
    """One class. Counted in forms: a student of two forms is expected twice.

    ``by_source`` are those done. ``unverified``: keyed in once only. ``to_review``: void, doubtful, or
    handed in twice; None for a role that sees no scores. ``excused`` and ``no_consent`` count students.
    """

    school_class: SchoolClass
    students: int
    expected: int
    done: int
    missing: int
    by_source: dict[AnswerSource, int]
    unverified: int
    to_review: int | None
    excused: int
    no_consent: int


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - it is what the page calls it, and Python's own is not used here
    """Something to mind, as a code with parameters."""

    code: str
    params: dict[str, object]


@dataclass(frozen=True, slots=True)
class Progress:
    """A whole round. ``total`` adds up ``classes`` (its class is the lowest grade, number 0)."""

    round: rounds.RoundRow
    classes: tuple[ClassProgress, ...]
    total: ClassProgress
    warnings: tuple[Warning, ...]


@dataclass(frozen=True, slots=True)
class MissingRow:
    """One student with forms outstanding."""

    student_id: UUID
    number: str
    name: str
    school_class: SchoolClass
    forms: tuple[Form, ...]
    consent: ScaleConsent


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One student of a round: which forms are done, and whether they may be scored."""

    student_id: UUID
    number: str
    name: str
    school_class: SchoolClass
    consent: ScaleConsent
    excused: str
    done: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class RetestRow:
    """A student who filled in the same form too short a time ago."""

    student_id: UUID
    number: str
    name: str
    form: Form
    last_on: date
    earliest: date


@verb(Action.ENTER_ANSWERS)
def progress(db: Session, round_id: UUID, *, by: Actor, now: datetime) -> Progress:
    """Return how far a round is. Raises Problem("round_unknown")."""
    row = rounds.get(db, round_id, by=by)
    targets = _targets(db, round_id, now.date())
    sheets = _sheets(db, round_id)
    counted: dict[SchoolClass, _Tally] = defaultdict(_Tally)
    for one in targets:
        counted[one.school_class].count(one, row.text.forms, sheets.get(one.student_id, {}))
    sees = may(by.role, Action.READ_SCORE)
    total = _Tally()
    for tally in counted.values():
        total.add(tally)
    classes = tuple(counted[each].told(each, sees) for each in sorted(counted))
    warnings = tuple(_warnings(db, row, total, now.date()))
    return Progress(row, classes, total.told(SchoolClass(FIRST_GRADE), sees), warnings)


@verb(Action.ENTER_ANSWERS)
def missing(
    db: Session, round_id: UUID, *, school_class: SchoolClass | None = None, by: Actor, now: datetime
) -> list[MissingRow]:
    """Return who has forms outstanding, in class order. Who is excused is not in it."""
    forms = rounds.get(db, round_id, by=by).text.forms
    sheets = _sheets(db, round_id)
    found = []
    for one in _targets(db, round_id, now.date()):
        done = sheets.get(one.student_id, {})
        open_forms = tuple(form for form in forms if form not in done)
        if open_forms and not one.excused and school_class in {None, one.school_class}:
            found.append(MissingRow(one.student_id, one.number, one.name, one.school_class, open_forms, one.consent))
    return found


@verb(Action.ENTER_ANSWERS)
def targets(
    db: Session, round_id: UUID, *, school_class: SchoolClass | None = None, by: Actor, now: datetime
) -> list[TargetRow]:
    """Return the students of a round (or of one class in it) in class order. No score is in here."""
    rounds.known(db, round_id)
    sheets = _sheets(db, round_id)
    return [
        TargetRow(
            one.student_id,
            one.number,
            one.name,
            one.school_class,
            one.consent,
            one.excused,
            tuple(sorted(sheets.get(one.student_id, {}))),
        )
        for one in _targets(db, round_id, now.date())
        if school_class in {None, one.school_class}
    ]


@verb(Action.SCREENING)
def retest(db: Session, round_id: UUID, *, by: Actor) -> list[RetestRow]:
    """Return who filled in a form of this round too short a time before it starts, by number.

    The shortest time is that of the scale's definition; a warning only, a person decides.
    """
    row = rounds.known(db, round_id)
    found = []
    for form in rounds.forms_of(db, round_id):
        days = load(form.scale).retest_days
        if not days:
            continue
        last = db.execute(
            select(Student.id, Student.number, Student.name, Assessment.taken_on)
            .join(RoundTarget, RoundTarget.student_id == Student.id)
            .join(Assessment, Assessment.student_id == Student.id)
            .where(RoundTarget.round_id == round_id, Assessment.round_id.is_distinct_from(round_id))
            .where(Assessment.scale == form.scale, Assessment.respondent == form.respondent)
            .where(Assessment.withdrawn_at.is_(None), Assessment.taken_on > row.starts_on - timedelta(days=days))
            .where(Assessment.taken_on <= row.ends_on)
            .order_by(Assessment.taken_on)
        )
        newest = {student: (number, name, day) for student, number, name, day in last}
        found += [
            RetestRow(student, number, name, form, day, day + timedelta(days=days))
            for student, (number, name, day) in newest.items()
        ]
    return sorted(found, key=lambda one: (one.number, one.form))


@dataclass(frozen=True, slots=True)
class _Target:
    student_id: UUID
    number: str
    name: str
    school_class: SchoolClass
    consent: ScaleConsent
    excused: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    source: AnswerSource
    verified: bool
    sound: bool
    informant: str


class _Tally:
    """Running counts of one class."""

    def __init__(self) -> None:
        self.students = self.expected = self.done = self.missing = 0
        self.unverified = self.to_review = self.excused = self.no_consent = 0
        self.by_source: Counter[AnswerSource] = Counter()

    def count(self, target: _Target, forms: tuple[Form, ...], sheets: dict[Form, list[_Sheet]]) -> None:
        """Count one student in. What an excused student handed in all the same counts as expected and done."""
        self.students += 1
        self.excused += bool(target.excused)
        self.no_consent += target.consent is not ScaleConsent.GIVEN
        for form in forms:
            handed_in = sheets.get(form)
            if handed_in:
                newest = handed_in[-1]
                self.expected += 1
                self.done += 1
                self.by_source[newest.source] += 1
                self.unverified += newest.source is AnswerSource.KEYPAD and not newest.verified
                voices = {one.informant for one in handed_in}
                self.to_review += not newest.sound or len(handed_in) > len(voices)
            elif not target.excused:
                self.expected += 1
                self.missing += 1

    def add(self, other: "_Tally") -> None:
        """Add another class."""
        for name in ("students", "expected", "done", "missing", "unverified", "to_review", "excused", "no_consent"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.by_source += other.by_source

    def told(self, school_class: SchoolClass, sees_scores: bool) -> ClassProgress:
        """Return the counts as a value."""
        return ClassProgress(
            school_class,
            self.students,
            self.expected,
            self.done,
            self.missing,
            dict(self.by_source),
            self.unverified,
            self.to_review if sees_scores else None,
            self.excused,
            self.no_consent,
        )


def _targets(db: Session, round_id: UUID, today: date) -> list[_Target]:
    """Return the students of a round in class order, each in the class of the round's days."""
    day = rounds.class_day(rounds.known(db, round_id), today)
    schooling = schooling_of(db)
    states = round_gate.consents(db, round_id)
    rows = db.execute(
        select(
            Student.id,
            Student.number,
            Student.name,
            Student.stage,
            Student.entry_year,
            Student.grade_shift,
            Student.class_no,
            RoundTarget.excused,
        )
        .join(RoundTarget, RoundTarget.student_id == Student.id)
        .where(RoundTarget.round_id == round_id)
    )
    known: dict[tuple[Stage | None, int | None, int, int | None], SchoolClass] = {}
    found = []
    for key, number, name, stage, entered, shift, class_no, excused in rows:
        facts = (stage, entered, shift, class_no)
        if facts not in known:
            known[facts] = _class(facts, day, schooling)
        found.append(_Target(key, number, name, known[facts], states.get(key, ScaleConsent.MISSING), excused))
    return sorted(found, key=lambda one: (one.school_class, len(one.number), one.number))


def _class(facts: tuple[Stage | None, int | None, int, int | None], day: date, schooling: Schooling) -> SchoolClass:
    """Return the class, grade 0 where the facts do not say it."""
    stage, entered, shift, class_no = facts
    if stage is None or entered is None:
        return SchoolClass(0)
    grade = grade_on(day, stage=stage, entry_year=entered, schooling=schooling, shift=shift)
    return SchoolClass(grade or 0, class_no or 0)


def _sheets(db: Session, round_id: UUID) -> dict[UUID, dict[Form, list[_Sheet]]]:
    """Return the sheets that count, by student and form, oldest first."""
    rows = db.execute(
        select(
            Assessment.student_id,
            Assessment.scale,
            Assessment.respondent,
            Assessment.source,
            Assessment.verified_at.is_not(None),
            Assessment.validity,
            Assessment.informant,
        )
        .where(Assessment.round_id == round_id)
        .where(Assessment.withdrawn_at.is_(None), Assessment.set_aside_at.is_(None))
        .where(Assessment.unscored.is_distinct_from(CRITICAL_ONLY))
        .order_by(Assessment.entered_at, Assessment.id)
    )
    forms: dict[tuple[str, str], Form] = {}
    found: dict[UUID, dict[Form, list[_Sheet]]] = {}
    for student, scale, respondent, source, verified, validity, informant in rows:
        form = forms.setdefault((scale, respondent), Form(scale, respondent))
        sheet = _Sheet(source, verified, validity not in {"void", "doubtful"}, informant)
        found.setdefault(student, {}).setdefault(form, []).append(sheet)
    return found


def _warnings(db: Session, row: rounds.RoundRow, total: _Tally, today: date) -> list[Warning]:
    found = []
    if not row.asks_self_harm:
        found.append(Warning("round_without_self_harm", {"scale": SUICIDE_SCREEN}))
    if total.no_consent:
        found.append(Warning("round_no_consent", {"count": total.no_consent}))
    if row.state == "open" and today > row.text.ends_on:
        found.append(Warning("round_over", {}))
    return found
