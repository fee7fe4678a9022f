"""Keying only the critical items of a pile first: alerts at once, the whole sheet later, nothing twice."""

import pytest
from sqlalchemy import func, select

from app.domain.problems import Problem
from app.domain.screening import CRITICAL_ONLY, NO_CONSENT
from app.models.alert import Alert
from app.models.assessment import AnswerSheet, Assessment
from app.services import critical_first, duplicates, entry, round_progress, scale_result
from app.services.assessments import Entered, SheetText
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.services.screening_room import CALM, SAD, SEVEN_TWO, enter, make, students
from tests.stores import COUNSELLOR, ENTRY


def first(
    store: Store, round_id: object, student: object, answers: tuple[int | None, ...], by: object = COUNSELLOR
) -> Entered:
    with store.write() as db:
        text = SheetText("phq9", answers, TODAY)
        return critical_first.enter(db, student, text, round_id=round_id, by=by, now=NOW)  # type: ignore[arg-type] # ids of the room


def seats(store: Store, round_id: object) -> list[entry.Place]:
    with store.read() as db:
        return entry.places(
            db,
            SEVEN_TWO,
            "phq9",
            respondent="student",
            taken_on=TODAY,
            round_id=round_id,
            by=COUNSELLOR,  # type: ignore[arg-type] # ids of the room
        )


def test_critical_answers_alert_before_the_sheet_is_keyed_in(staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    round_id = make(staffed)
    done = first(staffed, round_id, lin, (None,) * 8 + (1, None))
    blank = first(staffed, round_id, zhou, (3,) * 8 + (None, 3))
    with staffed.read() as db:
        reasons = {one.id: one.reason for one in db.scalars(select(Alert))}
        row = db.get_one(Assessment, done.id)
        sheet = db.scalars(select(AnswerSheet).where(AnswerSheet.assessment_id == blank.id)).one()
        shown = scale_result.open_result(db, done.id, by=COUNSELLOR, now=NOW)
        progress = round_progress.progress(db, round_id, by=COUNSELLOR, now=NOW).total
    assert [reasons[done.alert_ids[0]], reasons[blank.alert_ids[0]]] == [
        "critical_item_answered",
        "critical_item_blank",
    ]
    assert (row.unscored, row.total, shown.notes) == (CRITICAL_ONLY, None, ("note_unscored_critical_only",))
    assert sheet.answers == [None] * 10
    assert (progress.done, progress.missing) == (0, 3)
    assert [(one.critical, one.sheet_id) for one in seats(staffed, round_id)] == [
        (True, None),
        (True, None),
        (False, None),
    ]


def test_the_whole_sheet_completes_it_and_alerts_only_what_is_new(staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    round_id = make(staffed)
    begun = first(staffed, round_id, lin, SAD)
    done = enter(staffed, round_id, lin, SAD)
    other = first(staffed, round_id, zhou, CALM)
    differs = enter(staffed, round_id, zhou, SAD)
    with staffed.read() as db:
        rows = db.execute(select(Assessment.id, Assessment.unscored, Assessment.total)).all()
        alerts = db.scalar(select(func.count()).select_from(Alert))
        twice = duplicates.of_round(db, round_id, by=COUNSELLOR, now=NOW)
        progress = round_progress.progress(db, round_id, by=COUNSELLOR, now=NOW).total
    assert {(one.id, one.unscored, one.total) for one in rows} == {(begun.id, None, 12), (other.id, None, 12)}
    assert (done.id, done.alert_ids, len(differs.alert_ids), alerts) == (begun.id, (), 1, 2)
    assert (twice, progress.done, progress.unverified) == ([], 2, 2)


def test_without_consent_it_alerts_on_the_emergency_basis_and_is_never_scored(staffed: Store) -> None:
    admit(staffed, "2026070209", "吴小雨")
    round_id = make(staffed)
    [seat] = seats(staffed, round_id)
    first(staffed, round_id, seat.student_id, SAD)
    enter(staffed, round_id, seat.student_id, SAD)
    with staffed.read() as db:
        [row] = db.scalars(select(Assessment))
        [alert] = db.scalars(select(Alert))
    assert (row.unscored, row.total, alert.params["basis"]) == (NO_CONSENT, None, "emergency")


def test_what_is_refused(staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    assert first(staffed, round_id, lin, SAD, by=ENTRY).result is None
    with pytest.raises(Problem, match="critical_there_already"):
        first(staffed, round_id, lin, SAD)
    with staffed.write() as db, pytest.raises(Problem, match="scale_without_critical"):
        critical_first.enter(db, lin, SheetText("gad7", (0,) * 7, TODAY), by=COUNSELLOR, now=NOW)


def test_a_round_offers_its_classes_and_whom_it_expects(staffed: Store) -> None:
    students(staffed)
    round_id = make(staffed)
    admit(staffed, "2026070301", "何小满", class_no=3)
    with staffed.read() as db:
        assert [
            (one.school_class, one.students) for one in entry.classes(db, round_id=round_id, by=ENTRY, today=TODAY)
        ] == [(SEVEN_TWO, 3)]
    assert len(seats(staffed, round_id)) == 3
