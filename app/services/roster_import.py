"""Taking a roster in: dry run first, then all of it as one batch that can be undone."""

from collections import defaultdict
from collections.abc import Mapping
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
from app.intake.roster import Merge, RosterPlan
from app.intake.roster_fields import RosterMapping
from app.intake.roster_row import ExistingStudent, RosterGuardian, RosterRow
from app.intake.sheet import Sheet
from app.models.guardian import Guardian
from app.models.import_batch import BatchKind, ImportBatch, ImportRow
from app.models.student import Student
from app.services import imports
from app.services.classes import schooling_of
from app.services.imports import Report
from app.services.pinyin import reading
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


@verb(Action.IMPORT)
def preview(db: Session, sheet: Sheet, *, mapping: RosterMapping | None = None, by: Actor, today: date) -> RosterPlan:
    """Return what importing the sheet would do. Nothing is written."""
    return _plan(db, sheet, mapping, today)


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
    plan = _plan(db, sheet, mapping, now.date())
    report = Report(
        None,
        len(plan.taken),
        len(plan.merged),
        len(plan.unchanged),
        tuple(plan.refused),
        tuple(plan.warned),
        Changes(),
    )
    if not plan.taken and not plan.merged:
        return report
    batch = imports.batch_values(BatchKind.ROSTER, report, sha256=sha256, by=by, now=now)
    written = _take_new(db, plan.taken, batch, by=by, now=now)
    if plan.merged:
        written |= _merge(db, plan.merged, batch["id"], by=by, now=now)
    return Report(
        batch["id"],
        report.taken,
        report.merged,
        report.unchanged,
        report.refused,
        report.warned,
        written,
    )


def _plan(db: Session, sheet: Sheet, mapping: RosterMapping | None, today: date) -> RosterPlan:
    return roster.plan(sheet, mapping=mapping, existing=_existing(db), today=today, schooling=schooling_of(db))


def _existing(db: Session) -> Mapping[str, ExistingStudent]:
    people: dict[UUID, list[RosterGuardian]] = defaultdict(list)
    for one in db.scalars(select(Guardian)):
        people[one.student_id].append(
            RosterGuardian(
                one.relation,
                one.name,
                one.phone,
                one.is_guardian,
                one.is_carer,
                None if one.away_since is None and not one.away_place else True,
                one.away_place,
            )
        )
    return {
        student.number: ExistingStudent(
            **{name: getattr(student, name) for name in _FACTS}, guardians=tuple(people[student.id])
        )
        for student in db.scalars(select(Student))
    }


def _take_new(db: Session, rows: list[RosterRow], batch: dict[str, Any], *, by: Actor, now: datetime) -> Changes:
    students, guardians, marks = [], [], []
    for row in rows:
        values = _student(row, now)
        students.append(values)
        marks.append(imports.row_values(batch["id"], Student, values["id"]))
        for person in row.guardians:
            guardian = _guardian(values["id"], person, now.date())
            guardians.append(guardian)
            marks.append(imports.row_values(batch["id"], Guardian, guardian["id"]))
    written = changes.write_many(
        db,
        [(ImportBatch, [batch]), (Student, students), (Guardian, guardians), (ImportRow, marks)],
        by=by,
        action=Action.IMPORT,
        now=now,
    )
    search.index_many(db, [("student", one["id"], one["name"]) for one in students])
    return written


def _student(row: RosterRow, now: datetime) -> dict[str, Any]:
    read = reading(row.name)
    values = {name: getattr(row, name) for name in _FACTS}
    return {
        **values,
        "id": new_id(),
        "pinyin": read.syllables,
        "initials": read.initials,
        "standing": Standing.ENROLLED,
        "created_at": now,
    }


def _guardian(student_id: UUID, person: RosterGuardian, today: date) -> dict[str, Any]:
    """Return a guardian's values. The roster's word "away" has no date: it holds from today on."""
    return {
        "id": new_id(),
        "student_id": student_id,
        "relation": person.relation,
        "name": person.name,
        "phone": person.phone,
        "is_guardian": person.is_guardian,
        "is_carer": person.is_carer,
        "away_since": today if person.away else None,
        "away_place": person.away_place,
    }


def _merge(db: Session, merges: list[Merge], batch_id: UUID, *, by: Actor, now: datetime) -> Changes:
    by_number = {
        student.number: student
        for student in db.scalars(select(Student).where(Student.number.in_([merge.number for merge in merges])))
    }
    entries, marks = [], []
    for merge in merges:
        student = by_number[merge.number]
        before = snapshots.of_row(student)
        for fact in merge.changed:
            if fact != "guardians":
                setattr(student, fact, getattr(merge.row, fact))
        if "name" in merge.changed and not student.pinyin_edited:
            read = reading(student.name)
            student.pinyin, student.initials = read.syllables, read.initials
        if "name" in merge.changed:
            search.index(db, "student", student.id, student.name)
        entries.append(changes.changed(student))
        after = snapshots.digest(student)
        mark = imports.row_values(batch_id, Student, student.id)
        marks.append(ImportRow(**mark, before=before, after_hash=after))
        if "guardians" in merge.changed:
            new = _merged_guardians(db, student.id, merge.row.guardians, now.date())
            entries += [changes.created(person) for person in new]
            marks += [ImportRow(**imports.row_values(batch_id, Guardian, one.id)) for one in new]
    entries += [changes.created(mark) for mark in marks]
    return changes.write(db, entries, by=by, action=Action.IMPORT, now=now)


def _merged_guardians(db: Session, student_id: UUID, people: tuple[RosterGuardian, ...], today: date) -> list[Guardian]:
    """Return a new row for each person the file names and the store does not know.

    What is on record of a person stays: a file never overwrites a phone number somebody has checked.
    """
    known = {
        (one.relation, one.name, one.phone)
        for one in db.scalars(select(Guardian).where(Guardian.student_id == student_id))
    }
    return [
        Guardian(**_guardian(student_id, person, today))
        for person in people
        if (person.relation, person.name, person.phone) not in known
    ]
