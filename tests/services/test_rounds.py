"""Rounds: made for classes, changed while nothing is lost, closed; consent decides what is scored."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from app.domain.consent import Giver, ScaleConsent
from app.domain.problems import Problem
from app.domain.school_class import SchoolClass
from app.domain.screening import Excuse, RoundState
from app.models.alert import Alert
from app.models.assessment import AnswerSource
from app.services import alerts, assessments, round_progress, rounds, scale_result
from app.services.assessments import SheetText
from app.services.reasons import words
from app.services.rounds import Form
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.services.screening_room import CALM, SAD, SEVEN_TWO, TEXT, consent, enter, make, students
from tests.stores import COUNSELLOR, ENTRY


def test_a_round_holds_the_enrolled_students_of_its_classes(staffed: Store) -> None:
    students(staffed)
    admit(staffed, "2026070301", "吴小夏", class_no=3)
    made = make(staffed)
    with staffed.read() as db:
        [row] = rounds.listing(db, by=ENTRY)
    assert (row.id, row.text, row.state, row.targets, row.sheets) == (made, TEXT, RoundState.OPEN, 3, 0)
    assert row.asks_self_harm
    with staffed.write() as db:
        rounds.add_targets(db, made, classes=[SchoolClass(7)], by=COUNSELLOR, now=NOW)
    with staffed.read() as db:
        assert rounds.get(db, made, by=ENTRY).targets == 4


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (replace(TEXT, name=" "), "round_name_missing"),
        (replace(TEXT, name="长" * 81), "round_name_long"),
        (replace(TEXT, ends_on=date(2026, 11, 9)), "round_dates"),
        (replace(TEXT, forms=()), "round_without_forms"),
        (replace(TEXT, forms=(Form("phq9"), Form("phq9"))), "round_without_forms"),
        (replace(TEXT, forms=(Form("phq9", "teacher"),)), "round_form_unknown"),
        (replace(TEXT, forms=(Form("nothing"),)), "unknown_scale"),
        (replace(TEXT, hours_available=-1), "round_hours"),
    ],
)
def test_a_round_that_cannot_be_is_refused(staffed: Store, text: rounds.RoundText, code: str) -> None:
    students(staffed)
    with pytest.raises(Problem, match=code):
        make(staffed, text)


def test_a_round_needs_students(staffed: Store) -> None:
    with pytest.raises(Problem, match="round_without_targets"):
        make(staffed)
    with pytest.raises(Problem, match="student_unknown_here"), staffed.write() as db:
        rounds.make(db, TEXT, students=[uuid4()], by=COUNSELLOR, now=NOW)


def test_who_only_keys_in_makes_no_rounds(staffed: Store) -> None:
    students(staffed)
    with pytest.raises(Problem, match="not_allowed"), staffed.write() as db:
        rounds.make(db, TEXT, classes=[SEVEN_TWO], by=ENTRY, now=NOW)


def test_a_form_with_sheets_stays_in_the_round(staffed: Store) -> None:
    lin, *_ = students(staffed)
    made = make(staffed)
    with staffed.write() as db:
        rounds.edit(db, made, replace(TEXT, name="普测", forms=(Form("gad7"), Form("phq9"))), by=COUNSELLOR, now=NOW)
    enter(staffed, made, lin)
    with pytest.raises(Problem, match="round_form_in_use"), staffed.write() as db:
        rounds.edit(db, made, replace(TEXT, forms=(Form("gad7"),)), by=COUNSELLOR, now=NOW)
    with staffed.write() as db:
        rounds.edit(db, made, replace(TEXT, forms=(Form("phq9"),)), by=COUNSELLOR, now=NOW)
    with staffed.read() as db:
        assert rounds.get(db, made, by=COUNSELLOR).text == TEXT
        assert rounds.named(db, "秋季普测", by=COUNSELLOR) == made
        with pytest.raises(Problem, match="round_unknown"):
            rounds.named(db, "春季普测", by=COUNSELLOR)


def test_a_closed_round_takes_nothing_until_it_is_opened_again(staffed: Store) -> None:
    lin, *_ = students(staffed)
    made = make(staffed)
    with staffed.write() as db:
        rounds.close(db, made, by=COUNSELLOR, now=NOW)
    with pytest.raises(Problem, match="round_closed"):
        enter(staffed, made, lin)
    with pytest.raises(Problem, match="reason_missing"), staffed.write() as db:
        rounds.reopen(db, made, reason="", by=COUNSELLOR, now=NOW)
    with staffed.write() as db:
        rounds.reopen(db, made, reason="补录", by=COUNSELLOR, now=NOW)
    assert enter(staffed, made, lin).result is not None


def test_a_sheet_must_fit_the_round(staffed: Store) -> None:
    students(staffed)
    made = make(staffed)
    stranger = admit(staffed, "2026070301", "吴小夏", class_no=3)
    with pytest.raises(Problem, match="student_not_in_round"):
        enter(staffed, made, stranger)
    with pytest.raises(Problem, match="round_unknown"):
        enter(staffed, uuid4(), stranger)
    sheet = SheetText("gad7", (0,) * 8, TODAY)
    with pytest.raises(Problem, match="round_form_unknown"), staffed.write() as db:
        assessments.enter(db, stranger, sheet, round_id=made, by=COUNSELLOR, now=NOW)


def test_progress_counts_by_class_and_source(staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    other = admit(staffed, "2026080101", "吴小夏", entry_year=2025, class_no=1)
    made = make(staffed)
    with staffed.write() as db:
        rounds.add_targets(db, made, students=[other, lin], by=COUNSELLOR, now=NOW)
        rounds.excuse(db, made, other, Excuse.ILL, by=COUNSELLOR, now=NOW)
    enter(staffed, made, lin, CALM, seconds=1)
    first = enter(staffed, made, zhou)
    with staffed.write() as db:
        assessments.verify(db, first.id, CALM, by=COUNSELLOR, now=NOW)
    with staffed.read() as db:
        found = round_progress.progress(db, made, by=COUNSELLOR, now=NOW)
        for_entry = round_progress.progress(db, made, by=ENTRY, now=NOW)
        left = round_progress.missing(db, made, by=ENTRY, now=NOW)
        rows = round_progress.targets(db, made, school_class=SEVEN_TWO, by=ENTRY, now=NOW)
    seven, eight = found.classes
    assert (seven.school_class, seven.students, seven.expected, seven.done, seven.missing) == (SEVEN_TWO, 3, 3, 2, 1)
    assert (seven.by_source, seven.unverified, seven.to_review) == ({AnswerSource.KEYPAD: 2}, 1, 1)
    assert (eight.expected, eight.missing, eight.excused, eight.no_consent) == (0, 0, 1, 1)
    assert (found.total.students, found.total.done, found.total.missing) == (4, 2, 1)
    assert for_entry.total.to_review is None
    assert [(one.name, one.forms, one.consent) for one in left] == [("陈小寒", (Form("phq9"),), ScaleConsent.GIVEN)]
    assert [one.done for one in rows] == [(Form("phq9"),), (Form("phq9"),), ()]
    assert [one.code for one in found.warnings] == ["round_no_consent"]


def test_a_round_without_a_question_on_self_harm_says_so(staffed: Store) -> None:
    students(staffed)
    made = make(staffed, replace(TEXT, forms=(Form("mht"),)))
    with staffed.read() as db:
        found = round_progress.progress(db, made, by=COUNSELLOR, now=NOW + timedelta(days=20))
    assert [(one.code, dict(one.params)) for one in found.warnings] == [
        ("round_without_self_harm", {"scale": "asq"}),
        ("round_over", {}),
    ]
    assert not found.round.asks_self_harm


def test_who_was_asked_the_same_too_lately_is_named(staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    with staffed.write() as db:
        for student, days in ((lin, 15), (zhou, 60)):
            sheet = SheetText("phq9", CALM, TODAY - timedelta(days=days))
            assessments.enter(db, student, sheet, by=COUNSELLOR, now=NOW)
    made = make(staffed)
    with staffed.read() as db:
        [row] = round_progress.retest(db, made, by=COUNSELLOR)
    assert (row.student_id, row.last_on, row.earliest) == (lin, date(2026, 11, 7), date(2026, 11, 21))


def test_without_consent_nothing_is_scored_and_a_critical_answer_still_alerts(staffed: Store) -> None:
    lin = admit(staffed)
    made = make(staffed)
    done = enter(staffed, made, lin, SAD)
    assert done.result is not None
    assert done.result.keys() == {"scale", "version", "critical", "asks_self_harm"}
    assert [(one["item"], one["value"]) for one in done.result["critical"]] == [(9, 1)]
    with staffed.read() as db:
        [alert] = alerts.board(db, by=COUNSELLOR)
        shown = scale_result.open_result(db, done.id, by=COUNSELLOR, now=NOW)
        view = assessments.open_assessment(db, done.id, by=COUNSELLOR, now=NOW)
    assert alert.params["basis"] == "emergency"
    assert words(alert.reason, alert.params).endswith("按紧急情况提醒。")
    assert (view.total, view.unscored, view.validity) == (None, "no_consent", "unscored")
    assert (shown.total.value, shown.scores, shown.bands) == (None, (), ())
    assert [line.number for line in shown.answers] == [9]
    assert shown.notes == ("note_unscored_no_consent",)


def test_a_second_pass_without_consent_stays_unscored(staffed: Store) -> None:
    lin = admit(staffed)
    made = make(staffed)
    first = enter(staffed, made, lin, CALM)
    with staffed.write() as db:
        again = assessments.verify(db, first.id, (*CALM[:8], 2, None), by=COUNSELLOR, now=NOW)
    assert again.result is not None
    assert "total" not in again.result
    with staffed.read() as db:
        raised = db.get_one(Alert, again.alert_ids[0])
    assert raised.params["basis"] == "emergency"


@pytest.mark.parametrize(
    ("decisions", "state"),
    [
        ([], ScaleConsent.MISSING),
        ([(Giver.GUARDIAN, True)], ScaleConsent.GIVEN),
        ([(Giver.GUARDIAN, True), (Giver.GUARDIAN, False)], ScaleConsent.REFUSED),
        ([(Giver.GUARDIAN, False), (Giver.GUARDIAN, True)], ScaleConsent.GIVEN),
        ([(Giver.GUARDIAN, True), (Giver.STUDENT, False)], ScaleConsent.REFUSED),
        ([(Giver.STUDENT, True)], ScaleConsent.MISSING),
    ],
)
def test_the_newest_decision_of_each_person_counts(
    staffed: Store, decisions: list[tuple[Giver, bool]], state: ScaleConsent
) -> None:
    lin = admit(staffed)
    for number, (giver, given) in enumerate(decisions):
        consent(staffed, lin, given=given, giver=giver, day=date(2026, 11, 1 + number))
    made = make(staffed)
    with staffed.read() as db:
        [row] = round_progress.targets(db, made, by=COUNSELLOR, now=NOW)
    assert row.consent is state
    scored = enter(staffed, made, lin).result
    assert scored is not None
    assert ("total" in scored) is (state is ScaleConsent.GIVEN)


def test_a_student_with_a_sheet_is_excused_not_removed(staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    made = make(staffed)
    enter(staffed, made, lin)
    with pytest.raises(Problem, match="round_target_in_use"), staffed.write() as db:
        rounds.remove_target(db, made, lin, by=COUNSELLOR, now=NOW)
    with staffed.write() as db:
        rounds.remove_target(db, made, zhou, by=COUNSELLOR, now=NOW)
        with pytest.raises(Problem, match="student_not_in_round"):
            rounds.excuse(db, made, zhou, Excuse.LEFT, by=COUNSELLOR, now=NOW)
    with staffed.read() as db:
        assert rounds.get(db, made, by=COUNSELLOR).targets == 2
