"""A student's file: facts, people around, consents and what follows from them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import names
from app.domain.changes import Changes
from app.domain.left_behind import LeftBehind, Parent, left_behind
from app.domain.phone import mask
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.school_class import SchoolClass, Stage
from app.domain.student import Relation, Sex, Standing
from app.models.guardian import Guardian
from app.models.student import Student
from app.services.classes import class_on, schooling_of
from app.services.pinyin import normal, reading
from app.services.verb import verb
from app.storage import audit, changes, search


@dataclass(frozen=True, slots=True)
class StudentFacts:
    """The facts of one student, as entered. See ``app.models.student`` for their meaning."""

    number: str
    name: str
    sex: Sex | None = None
    birth_date: date | None = None
    stage: Stage | None = None
    entry_year: int | None = None
    grade_shift: int = 0
    class_no: int | None = None
    boarding: bool | None = None
    ethnicity: str = ""
    national_id: str = ""
    registration_no: str = ""
    address: str = ""
    health: str = ""


@dataclass(frozen=True, slots=True)
class GuardianView:
    """A person around the student; the phone number is masked until it is asked for."""

    id: UUID
    relation: Relation
    name: str
    phone_masked: str
    phone_checked_on: date | None
    is_guardian: bool
    is_carer: bool
    able: bool | None
    absent: bool
    can_read: bool | None
    away_since: date | None
    away_place: str
    outside_county: bool | None
    next_return: date | None
    note: str


@dataclass(frozen=True, slots=True)
class StudentFile:
    """What the head of a student's file shows."""

    id: UUID
    facts: StudentFacts
    school_class: SchoolClass | None
    pinyin: str
    standing: Standing
    left_on: date | None
    guardians: tuple[GuardianView, ...]
    left_behind: LeftBehind


@dataclass(frozen=True, slots=True)
class Saved:
    """A row that was written."""

    id: UUID
    changes: Changes


@verb(Action.READ_STUDENT)
def open_file(db: Session, student_id: UUID, *, by: Actor, now: datetime) -> StudentFile:
    """Return a student's file. Opening it is logged before its content is shown."""
    student = _get(db, student_id)
    audit.read(db, by, "student", student_id, now)
    people = list(db.scalars(select(Guardian).where(Guardian.student_id == student_id).order_by(Guardian.id)))
    parents = [
        Parent(p.away_since, p.outside_county, p.able, p.absent)
        for p in people
        if p.relation in {Relation.FATHER, Relation.MOTHER}
    ]
    return StudentFile(
        id=student.id,
        facts=_facts(student),
        school_class=class_on(student, now.date(), schooling_of(db)),
        pinyin=student.pinyin,
        standing=student.standing,
        left_on=student.left_on,
        guardians=tuple(guardian_view(p) for p in people),
        left_behind=left_behind(parents, student.birth_date, now.date()),
    )


@verb(Action.READ_STUDENT)
def by_number(db: Session, number: str, *, by: Actor) -> UUID:
    """Return the key of the student with ``number``; Problem("student_unknown_here") where none has it."""
    key = db.scalar(select(Student.id).where(Student.number == number.strip()))
    if key is None:
        raise Problem("student_unknown_here")
    return key


@verb(Action.WRITE_STUDENT)
def add(db: Session, facts: StudentFacts, *, by: Actor, now: datetime) -> Saved:
    """Add a student. Raises Problem("number_taken"), ("name_missing") or ("number_missing")."""
    facts = _checked(db, facts, None)
    read = reading(facts.name)
    student = Student(pinyin=read.syllables, initials=read.initials, created_at=now)
    _fill(student, facts)
    written = changes.write(db, [changes.created(student)], by=by, action=Action.WRITE_STUDENT, now=now)
    search.index(db, "student", student.id, facts.name)
    return Saved(student.id, written)


@verb(Action.WRITE_STUDENT)
def edit(db: Session, student_id: UUID, facts: StudentFacts, *, by: Actor, now: datetime) -> Changes:
    """Change a student's facts. A new name is read anew unless its pinyin was corrected by hand."""
    student = _get(db, student_id)
    facts = _checked(db, facts, student_id)
    renamed = facts.name != student.name
    _fill(student, facts)
    if renamed:
        search.index(db, "student", student.id, facts.name)
        if not student.pinyin_edited:
            read = reading(facts.name)
            student.pinyin, student.initials = read.syllables, read.initials
    return changes.write(db, [changes.changed(student)], by=by, action=Action.WRITE_STUDENT, now=now)


@verb(Action.WRITE_STUDENT)
def set_pinyin(db: Session, student_id: UUID, typed: str, *, by: Actor, now: datetime) -> Changes:
    """Correct how a name is read: syllables separated by spaces. Empty takes the program's reading."""
    student = _get(db, student_id)
    syllables = normal(typed).split()
    if syllables:
        student.pinyin, student.initials = " ".join(syllables), "".join(s[0] for s in syllables)
    else:
        read = reading(student.name)
        student.pinyin, student.initials = read.syllables, read.initials
    student.pinyin_edited = bool(syllables)
    return changes.write(db, [changes.changed(student)], by=by, action=Action.WRITE_STUDENT, now=now)


@verb(Action.WRITE_STUDENT)
def set_standing(
    db: Session, student_id: UUID, standing: Standing, *, left_on: date | None, by: Actor, now: datetime
) -> Changes:
    """Say that a student left, is suspended or is back. Nothing is deleted."""
    student = _get(db, student_id)
    student.standing = standing
    student.left_on = left_on if standing is Standing.LEFT else None
    return changes.write(db, [changes.changed(student)], by=by, action=Action.WRITE_STUDENT, now=now)


def _get(db: Session, student_id: UUID) -> Student:
    student = db.get(Student, student_id)
    if student is None:
        raise Problem("student_unknown_here")
    return student


def _checked(db: Session, facts: StudentFacts, own: UUID | None) -> StudentFacts:
    name, number = names.check(facts.name).text, facts.number.strip()
    if not number:
        raise Problem("number_missing")
    holder = db.scalar(select(Student.id).where(Student.number == number))
    if holder is not None and holder != own:
        raise Problem("number_taken", number=number)
    return replace(facts, name=name, number=number)


def _fill(student: Student, facts: StudentFacts) -> None:
    student.number = facts.number
    student.name = facts.name
    student.sex = facts.sex
    student.birth_date = facts.birth_date
    student.stage = facts.stage
    student.entry_year = facts.entry_year
    student.grade_shift = facts.grade_shift
    student.class_no = facts.class_no
    student.boarding = facts.boarding
    student.ethnicity = facts.ethnicity
    student.national_id = facts.national_id
    student.registration_no = facts.registration_no
    student.address = facts.address
    student.health = facts.health


def _facts(student: Student) -> StudentFacts:
    return StudentFacts(
        number=student.number,
        name=student.name,
        sex=student.sex,
        birth_date=student.birth_date,
        stage=student.stage,
        entry_year=student.entry_year,
        grade_shift=student.grade_shift,
        class_no=student.class_no,
        boarding=student.boarding,
        ethnicity=student.ethnicity,
        national_id=student.national_id,
        registration_no=student.registration_no,
        address=student.address,
        health=student.health,
    )


def guardian_view(person: Guardian) -> GuardianView:
    """Return a person as the windows show them, for other services."""
    return GuardianView(
        id=person.id,
        relation=person.relation,
        name=person.name,
        phone_masked=mask(person.phone),
        phone_checked_on=person.phone_checked_on,
        is_guardian=person.is_guardian,
        is_carer=person.is_carer,
        able=person.able,
        absent=person.absent,
        can_read=person.can_read,
        away_since=person.away_since,
        away_place=person.away_place,
        outside_county=person.outside_county,
        next_return=person.next_return,
        note=person.note,
    )
