"""Handed in twice: both kept, a person says which counts; two parents are no duplicate."""

from dataclasses import replace

import pytest

from app.domain.problems import Problem
from app.models.assessment import Assessment
from app.services import assessments, duplicates, informants, round_progress, second_round, unscored
from app.services.assessments import SheetText
from app.services.rounds import Form
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.services.screening_room import CALM, LOW, SAD, TEXT, consent, enter, make, students
from tests.stores import COUNSELLOR

BOTH = replace(TEXT, forms=(Form("sdq_self"), Form("sdq_parent", "parent"), Form("sdq_teacher", "teacher")))


def test_both_are_kept_and_the_chosen_one_counts(staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    low, calm = enter(staffed, round_id, lin, LOW), enter(staffed, round_id, lin, CALM)
    with staffed.read() as db:
        [pair] = duplicates.of_round(db, round_id, by=COUNSELLOR, now=NOW)
        assert round_progress.progress(db, round_id, by=COUNSELLOR, now=NOW).total.to_review == 1
    assert ([one.id for one in pair.sheets], pair.form) == ([low.id, calm.id], Form("phq9"))
    with pytest.raises(Problem, match="reason_missing"), staffed.write() as db:
        duplicates.choose(db, calm.id, reason="", by=COUNSELLOR, now=NOW)
    with staffed.write() as db:
        duplicates.choose(db, calm.id, reason="第一份替同学填的", by=COUNSELLOR, now=NOW)
    with staffed.read() as db:
        assert duplicates.of_round(db, round_id, by=COUNSELLOR, now=NOW) == []
        assert db.get_one(Assessment, low.id).set_aside_at == NOW
    with staffed.write() as db:
        assert second_round.refresh(db, round_id, by=COUNSELLOR, now=NOW).added == 0
        duplicates.choose(db, low.id, reason="问过本人", by=COUNSELLOR, now=NOW)
    with staffed.write() as db:
        assert second_round.refresh(db, round_id, by=COUNSELLOR, now=NOW).added == 1


def test_a_single_sheet_is_nothing_to_choose(staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    only = enter(staffed, round_id, lin)
    with pytest.raises(Problem, match="no_duplicate"), staffed.write() as db:
        duplicates.choose(db, only.id, reason="理由", by=COUNSELLOR, now=NOW)
    with staffed.write() as db:
        apart = assessments.enter(db, lin, SheetText("phq9", CALM, TODAY), by=COUNSELLOR, now=NOW)
    with pytest.raises(Problem, match="assessment_unknown"), staffed.write() as db:
        duplicates.choose(db, apart.id, reason="理由", by=COUNSELLOR, now=NOW)


def test_father_and_mother_are_no_duplicate_and_stand_side_by_side(staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed, BOTH)
    with staffed.write() as db:
        for scale, respondent, who, answer in (
            ("sdq_teacher", "teacher", "班主任", 0),
            ("sdq_parent", "parent", "奶奶", 1),
            ("sdq_parent", "parent", "父亲", 2),
            ("sdq_self", "student", "", 1),
        ):
            sheet = SheetText(scale, (answer,) * 25, TODAY, respondent, who)
            assessments.enter(db, lin, sheet, round_id=round_id, by=COUNSELLOR, now=NOW)
    with staffed.read() as db:
        assert duplicates.of_round(db, round_id, by=COUNSELLOR, now=NOW) == []
        assert informants.families(db, lin, by=COUNSELLOR) == ["sdq"]
        found = informants.side_by_side(db, lin, "sdq", by=COUNSELLOR, now=NOW)
        with pytest.raises(Problem, match="informants_none"):
            informants.side_by_side(db, lin, "phq9", by=COUNSELLOR, now=NOW)
    assert [(one.respondent, one.informant) for one in found.columns] == [
        ("student", ""),
        ("parent", "奶奶"),
        ("parent", "父亲"),
        ("teacher", "班主任"),
    ]
    assert len(found.rows) == 6
    assert all(len(row.values) == 4 and None not in row.values for row in found.rows)


def test_a_sheet_is_scored_once_consent_has_come(staffed: Store) -> None:
    lin = admit(staffed)
    round_id = make(staffed)
    done = enter(staffed, round_id, lin, SAD)
    with staffed.read() as db:
        assert unscored.waiting(db, round_id, by=COUNSELLOR) == 0
    consent(staffed, lin)
    with staffed.write() as db:
        assert unscored.waiting(db, round_id, by=COUNSELLOR) == 1
        written = unscored.score_with_consent(db, round_id, by=COUNSELLOR, now=NOW)
    assert written.kinds == {"assessment"}
    with staffed.read() as db:
        view = assessments.open_assessment(db, done.id, by=COUNSELLOR, now=NOW)
        assert unscored.waiting(db, round_id, by=COUNSELLOR) == 0
    assert (view.total, view.unscored, view.result["total"]) == (12, None, 12)
