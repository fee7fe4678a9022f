"""Preparing student self-service: what the kiosk is handed, and what may be kept for the locked screen."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import kiosk
from app.domain.ids import new_id
from app.domain.kiosk import Choice, Handover, Question
from app.domain.problems import Problem
from app.domain.rights import Action, Actor, may
from app.domain.school_class import SchoolClass
from app.domain.student import Standing
from app.models.student import Student
from app.models.user import User
from app.scales.definition import Definition
from app.scales.load import keys, load, made_up
from app.services import nodes, pack_text, text_packs
from app.services.classes import in_grade, schooling_of
from app.services.pack_text import Pack
from app.services.scales import named
from app.services.verb import verb
from app.storage import audit, home
from app.storage.files import telling, write_atomic
from app.storage.tray import PREPARED

TEXTS: Final = Path(__file__).parents[2] / "resources" / "demo" / "texts"
TICKET_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Offer:
    """A form that students can fill in at the kiosk. Without ``wording`` they read it from paper."""

    scale: str
    name: str
    items: int
    wording: bool
    licence: str
    made_up: bool


@dataclass(frozen=True, slots=True)
class Adult:
    """Somebody who can open the tray."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A student as the page shows whom it hands the computer to."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted. ``adult`` is who can open the tray today. ``keep``: also from the locked screen, today."""

    scale: str
    adult: UUID | None
    students: tuple[UUID, ...] = ()
    classes: tuple[SchoolClass, ...] = ()
    keep: bool = False
    language: str = "zh"


@verb(Action.SCREENING)
def offers(db: Session, *, by: Actor, language: str = "zh") -> list[Offer]:
    """Return the students' forms: the made-up check, those with wording, then those on paper, each by name."""
    found = []
    for key in [*made_up(), *keys()]:
        scale = load(key)
        if "student" in scale.respondents:
            pack = _wording(db, key, language, by)
            licence = scale.licence.licence_class
            found.append(
                Offer(key, named(scale, language), len(scale.items), pack is not None, licence, key in made_up())
            )
    return sorted(found, key=lambda one: (not one.made_up, not one.wording, one.name))


@verb(Action.SCREENING)
def adults(db: Session, *, by: Actor) -> list[Adult]:
    """Return who can open the tray: active users who may screen, by name."""
    rows = db.scalars(select(User).where(User.active.is_(True)).order_by(User.name, User.id))
    return [Adult(row.id, row.name) for row in rows if may(row.role, Action.SCREENING)]


@verb(Action.SCREENING)
def chosen(db: Session, student_id: UUID, *, by: Actor) -> Chosen:
    """Return name and number of a student. Raises Problem("student_unknown_here")."""
    student = db.get(Student, student_id)
    if student is None:
        raise Problem("student_unknown_here")
    return Chosen(student.name, student.number)


@verb(Action.SCREENING)
def hand_over(db: Session, wish: Wish, *, by: Actor, now: datetime) -> Handover:
    """Return what the kiosk is handed, log it, and keep the part without students where that is wanted.

    Raises Problem("kiosk_adult_missing") where nobody, or nobody who may open the tray, is named,
    ("unknown_scale"), ("kiosk_form_not_for_students"), ("student_unknown_here"), and the disk's.
    """
    adult = next((one for one in adults(db, by=by) if one.id == wish.adult), None)
    if adult is None:
        raise Problem("kiosk_adult_missing")
    scale = load(wish.scale)
    if "student" not in scale.respondents:
        raise Problem("kiosk_form_not_for_students")
    pack = _wording(db, wish.scale, wish.language, by)
    key, salt = new_id(), secrets.token_hex(16)
    numbers = _numbers(db, wish, now)
    made = Handover(
        id=key,
        day=now.date(),
        scale=scale.key,
        version=scale.version,
        form_version=scale.form_version,
        title=named(scale, wish.language),
        instructions=pack.instructions if pack else "",
        questions=_questions(scale, pack),
        paper=pack is None,
        recipient=nodes.public_of(db).recipient,
        adult=adult.name,
        language=wish.language,
        salt=salt,
        expected={kiosk.digest(salt, number): ticket(db, key, student) for student, number in numbers.items()},
    )
    details = {"scale": scale.key, "expected": len(numbers), "adult": str(adult.id), "kept": wish.keep}
    audit.append(db, by=by, action="kiosk_handed_over", now=now, object_id=key, details=details)
    _keep(home.of(db).folder / PREPARED, made if wish.keep else None)
    return made


def ticket(db: Session, handover: UUID, student: UUID) -> str:
    """Return the ticket of one student in one hand-over: it tells nothing without the store's key."""
    return home.of(db).master.derive(f"kiosk-ticket {handover} {student}", TICKET_BYTES).hex()


def _numbers(db: Session, wish: Wish, now: datetime) -> dict[UUID, str]:
    schooling = schooling_of(db)
    found: dict[UUID, str] = {}
    for one in wish.classes:
        wanted = select(Student.id, Student.number).where(
            Student.standing == Standing.ENROLLED, in_grade(one.grade, now.date(), schooling)
        )
        if one.number:
            wanted = wanted.where(Student.class_no == one.number)
        found.update((row.id, row.number) for row in db.execute(wanted))
    for student_id in wish.students:
        student = db.get(Student, student_id)
        if student is None:
            raise Problem("student_unknown_here")
        found[student_id] = student.number
    return found


def _wording(db: Session, key: str, language: str, by: Actor) -> Pack | None:
    if key in made_up():
        return pack_text.from_json((TEXTS / f"{key}.{language}.json").read_bytes())
    return text_packs.wording(db, key, language=language, by=by)


def _questions(scale: Definition, pack: Pack | None) -> tuple[Question, ...]:
    if pack is None:
        return tuple(
            Question(item.n, tuple(Choice(value) for value in scale.options_of(item.n))) for item in scale.items
        )
    return tuple(
        Question(item.n, tuple(Choice(one.value, one.text) for one in pack.options_of(item.n)), item.text)
        for item in pack.items
    )


def _keep(path: Path, made: Handover | None) -> None:
    if made is not None:
        write_atomic(path, made.without_students().to_bytes())
        return
    with telling(path.parent):
        path.unlink(missing_ok=True)
