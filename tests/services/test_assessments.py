"""Sheets keyed in: kept with score and alerts at once, keyed a second time, withdrawn."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from app.domain.alerts import AlertSource, AlertState
from app.domain.problems import Problem
from app.domain.rights import Actor
from app.domain.risk import Level
from app.models.alert import Alert
from app.models.assessment import AnswerSheet, Assessment
from app.models.audit import Audit
from app.services import alerts, assessments
from app.services.assessments import Entered, SheetText
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import COUNSELLOR, ENTRY, LEAD

CALM = (0, 1, 0, 1, 0, 1, 0, 1, 0, None)
SAD = (2, 3, 2, 1, 0, 2, 1, 0, 1, 1)


@pytest.fixture
def lin(staffed: Store) -> UUID:
    return admit(staffed)


def enter(
    store: Store, student: UUID, answers: tuple[int | None, ...], *, scale: str = "phq9", by: Actor = COUNSELLOR
) -> Entered:
    with store.write() as db:
        return assessments.enter(db, student, SheetText(scale, answers, TODAY), by=by, now=NOW)


def counted(store: Store) -> tuple[int, int, int]:
    with store.read() as db:
        kinds = (Assessment, AnswerSheet, Alert)
        first, second, third = (db.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds)
        return first, second, third


def test_a_sheet_is_kept_with_score_and_alert(staffed: Store, lin: UUID) -> None:
    done = enter(staffed, lin, SAD)
    assert done.result is not None
    assert (done.result["total"], done.result["complete"]) == (12, True)
    assert done.changes.kinds == {"assessment", "answer_sheet", "alert"}
    with staffed.read() as db:
        [alert] = alerts.board(db, by=COUNSELLOR)
        assert (alert.id, alert.level, alert.state) == (done.alert_ids[0], Level.RED, AlertState.NEW)
        assert alert.due_at == NOW + timedelta(hours=4)
        view = assessments.open_assessment(db, done.id, by=COUNSELLOR, now=NOW)
    assert (view.answers, view.passes, view.verified_at, view.total) == (SAD, 1, None, 12)
    with staffed.read() as db:
        read = db.execute(select(Audit.object_type, Audit.object_id).where(Audit.action == "read")).all()
    assert read == [("assessment", done.id)]


def test_a_calm_sheet_raises_nothing(staffed: Store, lin: UUID) -> None:
    assert enter(staffed, lin, CALM).alert_ids == ()
    assert counted(staffed) == (1, 1, 0)


def test_a_blank_critical_item_asks_in_person(staffed: Store, lin: UUID) -> None:
    done = enter(staffed, lin, (*CALM[:8], None, None))
    with staffed.read() as db:
        [alert] = alerts.board(db, by=COUNSELLOR)
    assert (alert.source, alert.reason) == (AlertSource.CRITICAL_BLANK, "critical_item_blank")
    assert done.result is not None
    assert (done.result["total"], done.result["missing"]) == (None, [9])
    assert done.result["possible_range"] == [4, 7]


def test_an_incomplete_sheet_still_alerts(staffed: Store, lin: UUID) -> None:
    done = enter(staffed, lin, (None, None, None, None, None, None, None, None, 2, None))
    assert done.result is not None
    assert (done.result["total"], done.result["validity"]["status"]) == (None, "doubtful")
    assert len(done.alert_ids) == 1


def test_a_doubtful_sheet_still_alerts_and_a_void_one_is_kept(staffed: Store, lin: UUID) -> None:
    with staffed.write() as db:
        text = SheetText("phq9", SAD, TODAY, seconds=2)
        hasty = assessments.enter(db, lin, text, by=COUNSELLOR, now=NOW)
    assert hasty.result is not None
    assert hasty.result["validity"] == {"status": "doubtful", "reasons": ["too_fast"]}
    assert len(hasty.alert_ids) == 1
    void = enter(staffed, lin, (1,) * 100, scale="mht")
    assert void.result is not None
    assert (void.result["validity"]["status"], void.result["asks_self_harm"], void.alert_ids) == ("void", False, ())


def test_an_answer_that_cannot_be_ticked_is_refused_and_nothing_is_written(staffed: Store, lin: UUID) -> None:
    with pytest.raises(Problem) as refused:
        enter(staffed, lin, (4, *SAD[1:]))
    assert (refused.value.code, refused.value.params["item"]) == ("out_of_range", 1)
    with pytest.raises(Problem, match="too_few_answers"):
        enter(staffed, lin, SAD[:5])
    assert counted(staffed) == (0, 0, 0)


def test_unknown_students_scales_and_days_to_come_are_refused(staffed: Store, lin: UUID) -> None:
    with pytest.raises(Problem, match="student_unknown_here"):
        enter(staffed, uuid4(), SAD)
    with pytest.raises(Problem, match="unknown_scale"):
        enter(staffed, lin, SAD, scale="nothing")
    tomorrow = SheetText("phq9", SAD, TODAY + timedelta(days=1))
    with pytest.raises(Problem, match="sheet_in_future"), staffed.write() as db:
        assessments.enter(db, lin, tomorrow, by=COUNSELLOR, now=NOW)
    assert counted(staffed) == (0, 0, 0)


def test_who_only_keys_in_learns_only_that_it_was_kept(staffed: Store, lin: UUID) -> None:
    done = enter(staffed, lin, SAD, by=ENTRY)
    assert (done.result, done.alert_ids) == (None, ())
    assert counted(staffed) == (1, 1, 1)
    with pytest.raises(Problem, match="not_allowed"), staffed.read() as db:
        assessments.open_assessment(db, done.id, by=ENTRY, now=NOW)


def test_a_second_pass_that_agrees_only_verifies(staffed: Store, lin: UUID) -> None:
    done = enter(staffed, lin, SAD)
    with staffed.write() as db:
        again = assessments.verify(db, done.id, SAD, by=LEAD, now=NOW)
    assert (again.id, again.alert_ids, again.result) == (done.id, (), done.result)
    with staffed.read() as db:
        view = assessments.open_assessment(db, done.id, by=COUNSELLOR, now=NOW)
    assert (view.passes, view.verified_at) == (2, NOW)
    assert counted(staffed) == (1, 2, 1)


def test_a_second_pass_that_differs_scores_anew_and_raises_only_what_is_new(staffed: Store, lin: UUID) -> None:
    done = enter(staffed, lin, CALM)
    with staffed.write() as db:
        again = assessments.verify(db, done.id, (*CALM[:8], 2, None), by=LEAD, now=NOW)
    assert again.result is not None
    assert again.result["total"] == 6
    assert len(again.alert_ids) == 1
    with staffed.write() as db:
        third = assessments.verify(db, done.id, (*CALM[:8], 2, 1), by=LEAD, now=NOW)
    assert third.alert_ids == ()
    with staffed.read() as db:
        [alert] = db.scalars(select(Alert))
        assert (alert.source_id, alert.params["values"]) == (done.id, [2])
        first = db.scalars(select(AnswerSheet).where(AnswerSheet.pass_no == 1)).one()
        assert tuple(first.answers) == CALM


def test_a_second_pass_that_clears_an_item_leaves_its_alert_to_a_person(staffed: Store, lin: UUID) -> None:
    done = enter(staffed, lin, SAD)
    with staffed.write() as db:
        assessments.verify(db, done.id, (*SAD[:8], 0, 1), by=LEAD, now=NOW)
    with staffed.read() as db:
        [alert] = alerts.board(db, by=COUNSELLOR)
    assert alert.state is AlertState.NEW


def test_the_first_pass_can_be_read_by_who_keys_in(staffed: Store, lin: UUID) -> None:
    with staffed.write() as db:
        text = SheetText("phq9", (*SAD[:3], None, *SAD[4:]), TODAY, illegible=(4,))
        done = assessments.enter(db, lin, text, by=ENTRY, now=NOW)
    with staffed.read() as db:
        first = assessments.first_pass(db, done.id, by=ENTRY)
    assert (first.student_id, first.scale, first.answers[3], first.illegible) == (lin, "phq9", None, (4,))


def test_a_withdrawn_sheet_stays_on_file_and_so_does_its_alert(staffed: Store, lin: UUID) -> None:
    done = enter(staffed, lin, SAD)
    with pytest.raises(Problem, match="reason_missing"), staffed.write() as db:
        assessments.withdraw(db, done.id, reason=" ", by=COUNSELLOR, now=NOW)
    with staffed.write() as db:
        assessments.withdraw(db, done.id, reason="录错了人", by=COUNSELLOR, now=NOW)
    with staffed.write() as db:
        assert not assessments.withdraw(db, done.id, reason="再来一次", by=COUNSELLOR, now=NOW).kinds
    with staffed.read() as db:
        assert assessments.open_assessment(db, done.id, by=COUNSELLOR, now=NOW).withdrawn_at == NOW
        assert db.scalars(select(Audit.reason).where(Audit.reason.is_not(None))).all() == ["录错了人"]
    assert counted(staffed) == (1, 1, 1)


def test_who_only_keys_in_withdraws_her_own_sheets_and_no_others(staffed: Store, lin: UUID) -> None:
    own, other = enter(staffed, lin, CALM, by=ENTRY), enter(staffed, lin, SAD)
    with staffed.write() as db:
        assert assessments.withdraw(db, own.id, reason="录错了人", by=ENTRY, now=NOW).kinds == {"assessment"}
    with pytest.raises(Problem, match="not_allowed"), staffed.write() as db:
        assessments.withdraw(db, other.id, reason="录错了人", by=ENTRY, now=NOW)


def test_the_class_of_the_sheet_s_day_counts(staffed: Store, lin: UUID) -> None:
    """Bands that depend on the grade take that of the day on which the form was filled in."""
    with staffed.write() as db:
        text = SheetText("phq9", CALM, date(2026, 9, 1))
        done = assessments.enter(db, lin, text, by=COUNSELLOR, now=NOW)
    assert done.result is not None
    assert done.result["band"]["original"] == "none_minimal"
