"""Taking a roster in: dry run first, then all of it as one batch that can be undone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.ids import new_id
from app.domain.rights import Action, Actor
from app.domain.student import Standing
from app.intake import roster
from app.intake.reasons import RowReason
from app.intake.roster import Merge, RosterPlan
from app.intake.roster_fields import HeaderGuess, RosterMapping
from app.intake.roster_row import ExistingStudent, RosterGuardian, RosterRow
from app.intake.sheet import Sheet
from app.models.base import Record
from app.models.guardian import Guardian
from app.models.import_batch import BatchKind, ImportBatch, ImportRow
from app.models.student import Student
from app.services import imports
from app.services.classes import schooling_of
from app.services.imports import Report
from app.services.pinyin import reading
from app.services.roster_people import Effects, effects
from app.services.verb import verb
from app.storage import changes, search, snapshots

_FACTS = (
    "number",
    "name",
    "sex",
    "birth_date",
    "stage",
    "entry_year",
    "grade_shift",
    "class_no",
    "boarding",
    "national_id",
    "registration_no",
    "ethnicity",
    "address",
)


@dataclass(slots=True)
class _Plan:
    """The dry run with the rows it is about. ``people`` holds, by number, what a merge does to guardians."""

    plan: RosterPlan
    students: dict[str, Student]
    guardians: dict[UUID, list[Guardian]]
    people: dict[str, Effects]


@verb(Action.IMPORT)
def guess(sheet: Sheet, *, by: Actor) -> HeaderGuess:
    """Return the header as guessed, to be shown and corrected. Raises Problem("header_not_found")."""
    return roster.guess(sheet)


@verb(Action.IMPORT)
def preview(db: Session, sheet: Sheet, *, mapping: RosterMapping | None = None, by: Actor, today: date) -> RosterPlan:
    """Return what importing the sheet would do. Nothing is written."""
    return _plan(db, sheet, mapping, today).plan


@verb(Action.IMPORT)
def take(
    db: Session,
    sheet: Sheet,
    *,
    sha256: str,
    mapping: RosterMapping | None = None,
    by: Actor,
    now: datetime,
) -> Report:
    """Import the sheet: new students, and changed facts of known ones, all in one transaction."""
    found = _plan(db, sheet, mapping, now.date())
    plan = found.plan
    refused, warned = tuple(plan.refused), tuple(plan.warned)
    report = Report(None, len(plan.taken), len(plan.merged), len(plan.unchanged), refused, warned, Changes())
    if not plan.taken and not plan.merged:
        return report
    batch = imports.batch_values(BatchKind.ROSTER, report, sha256=sha256, by=by, now=now)
    rows = _Rows(batch["id"], now)
    for row in plan.taken:
        rows.add(row)
    for merge in plan.merged:
        student = found.students[merge.number]
        rows.merge(merge, student, found.guardians[student.id], found.people.get(merge.number, Effects()))
    written = changes.write_many(
        db,
        [(ImportBatch, [batch]), (Student, rows.students), (Guardian, rows.guardians), (ImportRow, rows.marks)],
        by=by,
        action=Action.IMPORT,
        now=now,
    )
    search.index_many(db, [("student", one["id"], one["name"]) for one in rows.students])
    if rows.changed:
        entries = [changes.changed(one) for one in rows.changed]
        written |= changes.write(db, entries, by=by, action=Action.IMPORT, now=now)
    for student in rows.renamed:
        search.index(db, "student", student.id, student.name)
    return Report(batch["id"], report.taken, report.merged, report.unchanged, refused, warned, written)


def _plan(db: Session, sheet: Sheet, mapping: RosterMapping | None, today: date) -> _Plan:
    """Plan the sheet; a row whose people are all on file as it says is no merge."""
    students = {student.number: student for student in db.scalars(select(Student))}
    guardians: dict[UUID, list[Guardian]] = defaultdict(list)
    for one in db.scalars(select(Guardian).order_by(Guardian.id)):
        guardians[one.student_id].append(one)
    existing = {number: _existing(student, guardians[student.id]) for number, student in students.items()}
    plan = roster.plan(sheet, mapping=mapping, existing=existing, today=today, schooling=schooling_of(db))
    people: dict[str, Effects] = {}
    merged: list[Merge] = []
    for merge in plan.merged:
        changed = merge.changed
        if "guardians" in changed:
            effect = effects(guardians[students[merge.number].id], merge.row.guardians, today)
            if effect.phones_kept:
                plan.warned.append(RowReason(merge.row.row, "phone_kept_checked", {"number": merge.number}))
            if effect:
                people[merge.number] = effect
            else:
                changed = tuple(fact for fact in changed if fact != "guardians")
        if changed:
            merged.append(Merge(merge.row, merge.number, changed))
        else:
            plan.unchanged.append(merge.row)
    plan.merged[:] = merged
    plan.warned.sort(key=lambda reason: reason.row)
    return _Plan(plan, students, guardians, people)


def _existing(student: Student, people: list[Guardian]) -> ExistingStudent:
    return ExistingStudent(
        **{name: getattr(student, name) for name in _FACTS},
        guardians=tuple(
            RosterGuardian(
                one.relation,
                one.name,
                one.phone,
                one.is_guardian,
                one.is_carer,
                True if one.away_since or one.away_place else None,
                one.away_place,
            )
            for one in people
        ),
    )


class _Rows:
    """The rows that an import writes, and what its batch remembers of them."""

    def __init__(self, batch_id: UUID, now: datetime) -> None:
        self._batch_id, self._now = batch_id, now
        self.students: list[dict[str, Any]] = []
        self.guardians: list[dict[str, Any]] = []
        self.marks: list[dict[str, Any]] = []
        self.changed: list[Record] = []
        self.renamed: list[Student] = []

    def add(self, row: RosterRow) -> None:
        """Take a new student with the people around her."""
        read = reading(row.name)
        values = {
            **{name: getattr(row, name) for name in _FACTS},
            "id": new_id(),
            "pinyin": read.syllables,
            "initials": read.initials,
            "standing": Standing.ENROLLED,
            "created_at": self._now,
        }
        self.students.append(values)
        self.marks.append(imports.row_values(self._batch_id, Student, values["id"]))
        for person in row.guardians:
            self._add_guardian(values["id"], person)

    def merge(self, merge: Merge, student: Student, people: list[Guardian], effect: Effects) -> None:
        """Write the changed facts of a known student. What is on file of a person stays."""
        facts = [fact for fact in merge.changed if fact != "guardians"]
        if facts:
            before = snapshots.of_row(student)
            for fact in facts:
                setattr(student, fact, getattr(merge.row, fact))
            if "name" in facts:
                self.renamed.append(student)
                if not student.pinyin_edited:
                    read = reading(student.name)
                    student.pinyin, student.initials = read.syllables, read.initials
            self._note(student, before)
        for place, values in effect.filled:
            person = people[place]
            before = snapshots.of_row(person)
            for name, value in values.items():
                setattr(person, name, value)
            self._note(person, before)
        for one in effect.new:
            self._add_guardian(student.id, one)

    def _note(self, row: Record, before: dict[str, Any]) -> None:
        mark = imports.row_values(self._batch_id, type(row), row.id)
        self.marks.append({**mark, "before": before, "after_hash": snapshots.digest(row)})
        self.changed.append(row)

    def _add_guardian(self, student_id: UUID, person: RosterGuardian) -> None:
        """Add a person. The roster's word "away" has no date: it holds from today on."""
        values: dict[str, Any] = {
            "id": new_id(),
            "student_id": student_id,
            "relation": person.relation,
            "name": person.name,
            "phone": person.phone,
            "is_guardian": person.is_guardian,
            "is_carer": person.is_carer,
            "away_since": self._now.date() if person.away else None,
            "away_place": person.away_place,
        }
        self.guardians.append(values)
        self.marks.append(imports.row_values(self._batch_id, Guardian, values["id"]))
