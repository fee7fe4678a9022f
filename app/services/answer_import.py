"""Taking a questionnaire export in: mapped, dry run, scored, alerts and all, one batch that can be undone."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.limits import SHEET_ROWS
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.school_class import SchoolClass
from app.domain.student import Sex
from app.intake import answers
from app.intake.answers import AnswerRow, AnswersPlan
from app.intake.answers_mapping import AnswersMapping
from app.intake.answers_roster import AnswersRoster, KnownStudent
from app.intake.answers_shape import ScaleShape
from app.intake.reasons import RowReason
from app.intake.sheet import Sheet
from app.models.alert import Alert
from app.models.assessment import AnswerSheet, AnswerSource, Assessment
from app.models.import_batch import AnswerMapping, BatchKind, ImportRow
from app.models.student import Student
from app.scales.definition import Definition
from app.scales.load import load
from app.services import assessments, imports, policy
from app.services.assessments import Scored, SheetText
from app.services.classes import class_on, schooling_of
from app.services.imports import Report
from app.services.verb import verb
from app.storage import changes

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Known:
    id: UUID
    sex: Sex | None
    school_class: SchoolClass | None


@verb(Action.IMPORT)
def guess(db: Session, sheet: Sheet, scale: str, *, by: Actor) -> tuple[AnswersMapping, bool]:
    """Return the mapping remembered for this kind of file, else a guessed one; and which it was."""
    guessed = answers.guess(sheet, shape(load(scale)))
    kept = db.scalar(
        select(AnswerMapping.mapping).where(
            AnswerMapping.fingerprint == guessed.fingerprint, AnswerMapping.scale == scale
        )
    )
    if kept is None:
        return guessed, False
    return AnswersMapping.from_json(json.dumps(kept)), True


@verb(Action.IMPORT)
def preview(
    db: Session,
    sheet: Sheet,
    mapping: AnswersMapping,
    *,
    chosen: Mapping[int, str] | None = None,
    by: Actor,
    now: datetime,
) -> AnswersPlan:
    """Return what importing the sheet would do. Nothing is written."""
    roster, _ = _roster(db, now.date())
    return _plan(db, sheet, mapping, roster, chosen, now)


@verb(Action.IMPORT)
def take(
    db: Session,
    sheet: Sheet,
    mapping: AnswersMapping,
    *,
    sha256: str,
    chosen: Mapping[int, str] | None = None,
    by: Actor,
    now: datetime,
    progress: Progress | None = None,
) -> Report:
    """Import the sheet in one transaction and remember the mapping. Sheets already there add nothing."""
    roster, known = _roster(db, now.date())
    plan = _plan(db, sheet, mapping, roster, chosen, now)
    definition = load(mapping.scale)
    fresh, refused, unchanged = _score(db, plan, definition, known, by=by, now=now, progress=progress)
    refused = sorted([*plan.refused, *refused], key=lambda one: one.row)
    report = Report(None, len(fresh), 0, unchanged, tuple(refused), tuple(plan.warned), Changes())
    if not fresh:
        return report
    batch = imports.batch_values(BatchKind.ANSWERS, report, sha256=sha256, scale=mapping.scale, by=by, now=now)
    for one in fresh:
        one.assessment["batch_id"] = batch["id"]
    written = assessments.write(db, fresh, by=by, now=now, batch=batch)
    marks = []
    for one in fresh:
        rows = ((Assessment, [one.assessment]), (AnswerSheet, [one.sheet]), (Alert, one.alerts))
        marks += [imports.row_values(batch["id"], model, v["id"]) for model, some in rows for v in some]
    written |= changes.write_many(db, [(ImportRow, marks)], by=by, action=Action.IMPORT, now=now)
    written |= _remember(db, mapping, by=by, now=now)
    return Report(batch["id"], report.taken, 0, unchanged, report.refused, report.warned, written)


def shape(definition: Definition) -> ScaleShape:
    """Return what the intake needs to know of a scale."""
    values = tuple(definition.options_of(item.n) for item in definition.items)
    return ScaleShape(definition.key, values, extra=len(values) - definition.scored_items)


def _plan(
    db: Session,
    sheet: Sheet,
    mapping: AnswersMapping,
    roster: AnswersRoster,
    chosen: Mapping[int, str] | None,
    now: datetime,
) -> AnswersPlan:
    scale = shape(load(mapping.scale))
    schooling = schooling_of(db)
    return answers.plan(sheet, mapping, scale, roster, schooling=schooling, today=now, chosen=chosen)


def _roster(db: Session, today: date) -> tuple[AnswersRoster, dict[str, _Known]]:
    schooling = schooling_of(db)
    known: dict[str, _Known] = {}
    listed = []
    for student in db.scalars(select(Student)):
        school_class = class_on(student, today, schooling)
        known[student.number] = _Known(student.id, student.sex, school_class)
        listed.append(KnownStudent(student.number, student.name, school_class))
    return AnswersRoster(listed), known


def _score(
    db: Session,
    plan: AnswersPlan,
    definition: Definition,
    known: dict[str, _Known],
    *,
    by: Actor,
    now: datetime,
    progress: Progress | None,
) -> tuple[list[Scored], list[RowReason], int]:
    """Score every row; return the new ones, those the scale refuses, and how many are there already."""
    alert_policy = policy.of(db)
    there = _there(db, definition.key)
    fresh: list[Scored] = []
    refused: list[RowReason] = []
    unchanged = 0
    for position, row in enumerate(plan.taken):
        if progress is not None and position % 100 == 0:
            progress(position, min(len(plan.taken), SHEET_ROWS))
        student = known[row.student_number]
        day = _day(row, now)
        if (student.id, day, row.answers) in there:
            unchanged += 1
            continue
        text = SheetText(definition.key, row.answers, day, seconds=row.seconds)
        try:
            fresh.append(
                assessments.prepare(
                    student.id,
                    text,
                    definition,
                    alert_policy,
                    sex=student.sex.value if student.sex else None,
                    grade=student.school_class.grade if student.school_class else None,
                    source=AnswerSource.IMPORT,
                    by=by,
                    now=now,
                )
            )
        except Problem as problem:
            refused.append(RowReason(row.row, problem.code, problem.params))
    return fresh, refused, unchanged


def _there(db: Session, scale: str) -> set[tuple[UUID, date, tuple[int | None, ...]]]:
    rows = db.execute(
        select(Assessment.student_id, Assessment.taken_on, AnswerSheet.answers)
        .join(AnswerSheet, AnswerSheet.assessment_id == Assessment.id)
        .where(Assessment.scale == scale, AnswerSheet.pass_no == 1)
    )
    return {(student, day, tuple(given)) for student, day, given in rows}


def _day(row: AnswerRow, now: datetime) -> date:
    return min(row.submitted_at, now).astimezone(now.tzinfo).date() if row.submitted_at else now.date()


def _remember(db: Session, mapping: AnswersMapping, *, by: Actor, now: datetime) -> Changes:
    row = db.scalar(
        select(AnswerMapping).where(
            AnswerMapping.fingerprint == mapping.fingerprint, AnswerMapping.scale == mapping.scale
        )
    )
    values = json.loads(mapping.to_json())
    if row is None:
        row = AnswerMapping(fingerprint=mapping.fingerprint, scale=mapping.scale, mapping=values, saved_at=now)
        return changes.write(db, [changes.created(row)], by=by, action=Action.IMPORT, now=now)
    if row.mapping == values:
        return Changes()
    row.mapping, row.saved_at = values, now
    return changes.write(db, [changes.changed(row)], by=by, action=Action.IMPORT, now=now)
