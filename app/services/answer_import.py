"""Taking a questionnaire export in: mapped, dry run, scored, alerts and all, one batch that can be undone."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.domain.school_class import SchoolClass
from app.intake import answers
from app.intake.answers import AnswerRow, AnswersPlan
from app.intake.answers_mapping import AnswersMapping
from app.intake.answers_roster import AnswersRoster, KnownStudent
from app.intake.answers_shape import ScaleShape
from app.intake.reasons import RowReason
from app.intake.sheet import Sheet
from app.models.alert import Alert
from app.models.assessment import AnswerSheet, AnswerSource, Assessment
from app.models.import_batch import AnswerMapping, BatchKind, ImportBatch, ImportRow
from app.models.student import Student
from app.scales.definition import Definition
from app.scales.load import load
from app.services import assessments, imports, policy, round_gate
from app.services.assessments import Scored, SheetText
from app.services.classes import class_on, schooling_of
from app.services.imports import Report
from app.services.verb import verb
from app.storage import changes

Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many; what it raises stops the import."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the file itself does not say, and what a person decided.

    ``respondent``: which form it is, None for the scale's first. ``day``: when rows without a time of
    their own were filled in, None for today. ``chosen``: student numbers by row for rows that a person
    matched. ``round_id``: the screening round that the sheets belong to.
    """

    respondent: str | None = None
    day: date | None = None
    chosen: Mapping[int, str] | None = None
    round_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant by a row."""

    number: str
    name: str
    school_class: SchoolClass | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A row whose student was not found, as the file names her, and who may be meant."""

    row: int
    name: str
    number: str
    class_text: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What importing would do. ``unknown_options`` counts the option texts that need a value.

    ``undated`` rows have no time of their own; ``alerts`` is how many alerts would be raised;
    ``no_consent`` sheets of a round would be kept without a score.
    """

    taken: int
    unchanged: int
    refused: tuple[RowReason, ...]
    warned: tuple[RowReason, ...]
    unknown: tuple[Unknown, ...]
    unknown_options: Mapping[str, int]
    undated: int
    alerts: int
    no_consent: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    """A dry run, scored."""

    plan: AnswersPlan
    fresh: list[Scored]
    refused: tuple[RowReason, ...]
    unchanged: int
    students: dict[str, Student]
    classes: dict[str, SchoolClass | None]


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
    terms: Terms | None = None,
    sha256: str = "",
    by: Actor,
    now: datetime,
    progress: Progress | None = None,
) -> Preview:
    """Return what importing the sheet would do. Nothing is written."""
    found = _find(db, sheet, mapping, terms or Terms(), sha256, by=by, now=now, progress=progress)
    return Preview(
        taken=len(found.fresh),
        unchanged=found.unchanged,
        refused=found.refused,
        warned=tuple(found.plan.warned),
        unknown=tuple(
            Unknown(
                one.row,
                one.name,
                one.number,
                one.class_text,
                tuple(
                    Candidate(number, found.students[number].name, found.classes[number]) for number in one.suggestions
                ),
            )
            for one in found.plan.unmatched
        ),
        unknown_options=dict(found.plan.unknown_options),
        undated=sum(1 for row in found.plan.taken if row.submitted_at is None),
        alerts=sum(len(one.alerts) for one in found.fresh),
        no_consent=sum(one.assessment["unscored"] is not None for one in found.fresh),
    )


@verb(Action.IMPORT)
def take(
    db: Session,
    sheet: Sheet,
    mapping: AnswersMapping,
    *,
    sha256: str,
    terms: Terms | None = None,
    by: Actor,
    now: datetime,
    progress: Progress | None = None,
) -> Report:
    """Import the sheet in one transaction and remember the mapping. Sheets already there add nothing."""
    found = _find(db, sheet, mapping, terms or Terms(), sha256, by=by, now=now, progress=progress)
    fresh, unchanged, warned = found.fresh, found.unchanged, tuple(found.plan.warned)
    report = Report(None, len(fresh), 0, unchanged, found.refused, warned, Changes())
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
    raised = sorted((alert for one in fresh for alert in one.alerts), key=lambda alert: alert["level"].rank)
    ids = tuple(alert["id"] for alert in raised)
    return Report(batch["id"], report.taken, 0, unchanged, found.refused, warned, written, ids)


def shape(definition: Definition) -> ScaleShape:
    """Return what the intake needs to know of a scale."""
    values = tuple(definition.options_of(item.n) for item in definition.items)
    return ScaleShape(definition.key, values, extra=len(values) - definition.scored_items)


def _find(
    db: Session,
    sheet: Sheet,
    mapping: AnswersMapping,
    terms: Terms,
    sha256: str,
    *,
    by: Actor,
    now: datetime,
    progress: Progress | None,
) -> _Found:
    """Plan and score every row: the new ones, those the scale refuses, and how many are there already."""
    definition = load(mapping.scale)
    schooling = schooling_of(db)
    if terms.day is not None and terms.day > now.date():
        raise Problem("sheet_in_future")
    respondent = terms.respondent or definition.respondents[0]
    gate = round_gate.gate(db, terms.round_id) if terms.round_id else None
    if gate is not None:
        gate.require_form(definition.key, respondent)
    students = {student.number: student for student in db.scalars(select(Student))}
    classes = {number: class_on(student, now.date(), schooling) for number, student in students.items()}
    roster = AnswersRoster(KnownStudent(number, one.name, classes[number]) for number, one in students.items())
    plan = answers.plan(sheet, mapping, shape(definition), roster, schooling=schooling, today=now, chosen=terms.chosen)
    alert_policy = policy.of(db)
    there = _there(db, definition.key, respondent)
    same_file = _of_file(db, definition.key, sha256)
    fresh: list[Scored] = []
    refused = list(plan.refused)
    unchanged = 0
    for position, row in enumerate(plan.taken):
        if progress is not None and position % 50 == 0:
            progress(position, len(plan.taken))
        student = students[row.student_number]
        day = _day(row, terms, now)
        key = (student.id, day, row.answers)
        if key in there or (row.submitted_at is None and (student.id, row.answers) in same_file):
            unchanged += 1
            continue
        school_class = class_on(student, day, schooling)
        text = SheetText(definition.key, row.answers, day, respondent, seconds=row.seconds)
        try:
            scored = assessments.prepare(
                student.id,
                text,
                definition,
                alert_policy,
                sex=student.sex.value if student.sex else None,
                grade=school_class.grade if school_class else None,
                source=AnswerSource.IMPORT,
                by=by,
                now=now,
                round_id=terms.round_id,
                unscored=gate.unscored(student.id, definition.key, respondent) if gate else None,
            )
        except Problem as problem:
            refused.append(RowReason(row.row, problem.code, problem.params))
            continue
        there.add(key)
        fresh.append(scored)
    ordered = tuple(sorted(refused, key=lambda one: one.row))
    return _Found(plan, fresh, ordered, unchanged, students, classes)


def _there(db: Session, scale: str, respondent: str) -> set[tuple[UUID, date, tuple[Any, ...]]]:
    """Return the sheets on file, withdrawn ones too: what was taken back does not come in again by itself."""
    rows = db.execute(
        select(Assessment.student_id, Assessment.taken_on, AnswerSheet.answers)
        .join(AnswerSheet, AnswerSheet.assessment_id == Assessment.id)
        .where(Assessment.scale == scale, Assessment.respondent == respondent, AnswerSheet.pass_no == 1)
    )
    return {(student, day, tuple(given)) for student, day, given in rows}


def _of_file(db: Session, scale: str, sha256: str) -> set[tuple[UUID, tuple[Any, ...]]]:
    """Return the sheets that this very file brought in: without dates of their own, they are told by that."""
    rows = db.execute(
        select(Assessment.student_id, AnswerSheet.answers)
        .join(AnswerSheet, AnswerSheet.assessment_id == Assessment.id)
        .join(ImportBatch, ImportBatch.id == Assessment.batch_id)
        .where(Assessment.scale == scale, ImportBatch.sha256 == sha256, AnswerSheet.pass_no == 1)
    )
    return {(student, tuple(given)) for student, given in rows}


def _day(row: AnswerRow, terms: Terms, now: datetime) -> date:
    if row.submitted_at is None:
        return terms.day or now.date()
    return min(row.submitted_at, now).astimezone(now.tzinfo).date()


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
