"""The incoming tray: sheets of the self-service kiosk become assessments, with their alerts, in one transaction.

Nothing is lost: a file goes only when its answers are seen in the store, and what cannot be taken is put aside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto.errors import Damaged, NotForUs
from app.crypto.sealing import unseal_bytes
from app.domain import kiosk, tray_sheet
from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.risk import Level
from app.domain.screening import MADE_UP, RoundState
from app.domain.tray_sheet import End, TraySheet
from app.models.assessment import AnswerSource, Assessment
from app.models.screening import RoundScale, RoundTarget, ScreeningRound
from app.models.student import Student
from app.scales.load import load, made_up
from app.services import assessments, nodes, policy, round_gate
from app.services import kiosk as handing
from app.services.assessments import Scored, SheetText
from app.services.classes import class_on, schooling_of
from app.services.scales import named
from app.services.verb import verb
from app.storage import audit, home
from app.storage import tray as folder_of

STUDENT = "student"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One sheet that waits. ``number`` is what the student typed, ``level`` the highest alert it will raise.

    ``student_id`` is None where a person has to say whose it is. ``again``: there is a sheet of the same
    scale and day already.
    """

    id: UUID
    scale: str
    name: str
    arrived: datetime
    end: End
    answered: int
    items: int
    number: str
    student_id: UUID | None
    student: str
    level: Level | None
    again: bool
    adult: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A sheet that cannot be taken, and the code of the sentence that says why."""

    file: str
    code: str


@dataclass(frozen=True, slots=True)
class Tray:
    """What waits, red ones on top; what was refused just now; how many lie aside."""

    sheets: tuple[Incoming, ...]
    refused: tuple[Refused, ...]
    aside: int

    @property
    def red(self) -> int:
        """How many sheets will raise a red alert."""
        return sum(one.level is Level.RED for one in self.sheets)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was taken in. ``unmatched`` sheets wait on, until somebody says whose they are."""

    taken: int
    already: int
    unmatched: int
    refused: int
    alerts: tuple[UUID, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class _Read:
    path: Path
    sheet: TraySheet
    arrived: datetime


@verb(Action.SCREENING)
def waiting(db: Session, *, by: Actor) -> int:
    """Return how many sheets lie in the tray, without opening them."""
    return folder_of.waiting(home.of(db).folder).count


@verb(Action.SCREENING)
def listing(db: Session, *, by: Actor, now: datetime, language: str = "zh") -> Tray:
    """Open the waiting sheets and return them, the most urgent first. Nothing is written or moved.

    Sheets whose answers are in the store already are not listed.
    """
    read, refused = _read(db)
    known = _taken(db, [one.sheet.id for one in read])
    finder = _Finder(db)
    rows = []
    for one in read:
        if one.sheet.id in known:
            continue
        try:
            rows.append(_incoming(db, one, finder, by=by, now=now, language=language))
        except Problem as problem:
            refused.append(Refused(one.path.name, problem.code))
    rows.sort(key=lambda row: (len(Level) if row.level is None else row.level.rank, row.arrived, row.id))
    return Tray(tuple(rows), tuple(refused), len(folder_of.aside(home.of(db).folder)))


@verb(Action.SCREENING)
def accept(
    db: Session,
    *,
    only: Sequence[UUID] | None = None,
    students: Mapping[UUID, UUID] | None = None,
    by: Actor,
    now: datetime,
) -> Accepted:
    """Take sheets in: all, or ``only`` some. ``students`` says whose a sheet is, where it does not itself.

    A sheet that was taken before adds nothing. What cannot be read is put aside, never deleted.
    Raises Problem("student_unknown_here").
    """
    told = dict(students or {})
    for student in told.values():
        if db.get(Student, student) is None:
            raise Problem("student_unknown_here")
    read, refused = _read(db)
    known = _taken(db, [one.sheet.id for one in read])
    finder = _Finder(db)
    scored: list[Scored] = []
    already = unmatched = 0
    for one in read:
        key = one.sheet.id
        if only is not None and key not in only:
            continue
        if key in known:
            already += 1
            continue
        student_id = told.get(key) or finder.student(one.sheet)
        if student_id is None:
            unmatched += 1
            continue
        try:
            scored.append(_scored(db, one, student_id, by=by, now=now))
        except Problem as problem:
            refused.append(Refused(one.path.name, problem.code))
    written = assessments.write(db, scored, by=by, now=now) if scored else Changes()
    audit.append(db, by=by, action="tray_accepted", now=now, details={"taken": len(scored), "refused": len(refused)})
    _put_aside(db, refused)
    alerts = tuple(alert["id"] for one in scored for alert in one.alerts)
    return Accepted(len(scored), already, unmatched, len(refused), alerts, written)


@verb(Action.SCREENING)
def tidy(db: Session, *, by: Actor) -> int:
    """Remove the files whose answers are in the store; return how many. Call after the transaction of ``accept``."""
    read, _ = _read(db)
    known = _taken(db, [one.sheet.id for one in read])
    for one in read:
        if one.sheet.id in known:
            folder_of.remove(one.path)
    return len(known)


@verb(Action.SCREENING)
def put_back(db: Session, *, by: Actor) -> int:
    """Let the sheets that were put aside wait again, for example after an update; return how many."""
    found = folder_of.aside(home.of(db).folder)
    for path in found:
        folder_of.put_back(path)
    return len(found)


class _Finder:
    """Whose sheet it is: by ticket, else by the typed number."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._tickets: dict[UUID, dict[str, UUID]] = {}

    @cached_property
    def _numbers(self) -> dict[str, UUID]:
        """Every student, read when the first sheet asks: most days the tray is empty."""
        rows = self._db.execute(select(Student.id, Student.number)).all()
        return {kiosk.normal_number(row.number): row.id for row in rows}

    def student(self, sheet: TraySheet) -> UUID | None:
        if sheet.ticket:
            return self._of(sheet.handover).get(sheet.ticket)
        return self._numbers.get(kiosk.normal_number(sheet.number)) if sheet.number else None

    def _of(self, handover: UUID) -> dict[str, UUID]:
        if handover not in self._tickets:
            self._tickets[handover] = {
                handing.ticket(self._db, handover, student): student for student in self._numbers.values()
            }
        return self._tickets[handover]


def _read(db: Session) -> tuple[list[_Read], list[Refused]]:
    """Open every sheet. One that the disk does not give is left where it is and raises the disk's Problem."""
    identities = [one.secret for one in nodes.identities(db)]
    read, refused = [], []
    for path in folder_of.files(home.of(db).folder):
        try:
            read.append(_open(path, identities))
        except Problem as problem:
            refused.append(Refused(path.name, problem.code))
    return read, refused


def _open(path: Path, identities: Sequence[str]) -> _Read:
    sealed, arrived = folder_of.content(path)
    try:
        sheet = tray_sheet.from_bytes(unseal_bytes(sealed, identities))
    except NotForUs:
        raise Problem("tray_sheet_foreign") from None
    except Damaged:
        raise Problem("tray_sheet_damaged") from None
    if folder_of.name_of(sheet.id) != path.name:
        raise Problem("tray_sheet_refused")
    return _Read(path, sheet, arrived)


def _taken(db: Session, ids: Sequence[UUID]) -> set[UUID]:
    found = db.scalars(select(Assessment.tray_id).where(Assessment.tray_id.in_(ids)))
    return {one for one in found if one is not None}


def _incoming(db: Session, one: _Read, finder: _Finder, *, by: Actor, now: datetime, language: str) -> Incoming:
    sheet = one.sheet
    student_id = finder.student(sheet)
    student = db.get(Student, student_id) if student_id else None
    scored = _scored(db, one, student_id, by=by, now=now)
    levels = [alert["level"] for alert in scored.alerts]
    again = student_id is not None and _again(db, student_id, scored)
    return Incoming(
        id=sheet.id,
        scale=sheet.scale,
        name=named(load(sheet.scale), language),
        arrived=one.arrived,
        end=sheet.end,
        answered=sum(answer is not None for answer in sheet.answers),
        items=len(sheet.answers),
        number=sheet.number,
        student_id=student_id,
        student=student.name if student else "",
        level=min(levels, key=lambda level: level.rank) if levels else None,
        again=again,
        adult=sheet.adult,
    )


def _again(db: Session, student_id: UUID, scored: Scored) -> bool:
    there = select(Assessment.id).where(
        Assessment.student_id == student_id,
        Assessment.scale == scored.assessment["scale"],
        Assessment.taken_on == scored.assessment["taken_on"],
        Assessment.withdrawn_at.is_(None),
    )
    return db.scalar(there.limit(1)) is not None


def _scored(db: Session, one: _Read, student_id: UUID | None, *, by: Actor, now: datetime) -> Scored:
    """Score a sheet; without a student only to see how urgent it is. Raises Problem for what does not fit."""
    sheet = one.sheet
    definition = load(sheet.scale)
    if sheet.form_version != definition.form_version:
        raise Problem("tray_sheet_form")
    taken_on = min(sheet.day, now.date())  # the clock was wrong; an alert does not wait for it
    student = db.get(Student, student_id) if student_id else None
    school_class = class_on(student, taken_on, schooling_of(db)) if student else None
    text = SheetText(sheet.scale, sheet.answers, taken_on, STUDENT, seconds=sheet.seconds or None)
    round_id, unscored = _round(db, student_id, sheet) if student_id else (None, None)
    return assessments.prepare(
        student_id or one.sheet.id,
        text,
        definition,
        policy.of(db),
        sex=student.sex.value if student and student.sex else None,
        grade=school_class.grade if school_class else None,
        source=AnswerSource.KIOSK,
        by=by,
        now=now,
        round_id=round_id,
        tray_id=sheet.id,
        unscored=MADE_UP if sheet.scale in made_up() else unscored,
    )


def _round(db: Session, student_id: UUID, sheet: TraySheet) -> tuple[UUID | None, str | None]:
    """Return the newest open round that waits for this form from this student, and why it may not be scored."""
    round_id = db.scalar(
        select(ScreeningRound.id)
        .join(RoundScale, RoundScale.round_id == ScreeningRound.id)
        .join(RoundTarget, RoundTarget.round_id == ScreeningRound.id)
        .where(ScreeningRound.state == RoundState.OPEN, ScreeningRound.starts_on <= sheet.day)
        .where(RoundScale.scale == sheet.scale, RoundScale.respondent == STUDENT)
        .where(RoundTarget.student_id == student_id)
        .order_by(ScreeningRound.starts_on.desc(), ScreeningRound.id.desc())
        .limit(1)
    )
    if round_id is None:
        return None, None
    gate = round_gate.gate(db, round_id, student_id=student_id)
    return round_id, gate.unscored(student_id, sheet.scale, STUDENT)


def _put_aside(db: Session, refused: Sequence[Refused]) -> None:
    folder = home.of(db).folder
    named_so = {one.file for one in refused}
    for path in folder_of.files(folder):
        if path.name in named_so:
            folder_of.put_aside(path)
