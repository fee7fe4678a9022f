"""The queue of a round: who is in it and why, in which order, and what a person's decision does."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.domain.alerts import AlertState
from app.domain.problems import Problem
from app.domain.rights import Actor
from app.domain.risk import Level
from app.domain.screening import Outcome, Reason
from app.models.alert import Alert
from app.models.screening import ScreeningRound, SecondRound
from app.services import assessments, decisions, nominations, second_round, users
from app.services.decisions import Decision
from app.services.nominations import NominationText
from app.services.queue_words import words
from app.services.second_round import Queue, Refreshed
from app.storage.store import Store
from tests.services.made_up import NOW, admit
from tests.services.screening_room import CALM, LOW, SAD, TEXT, enter, make, students
from tests.stores import COUNSELLOR, ENTRY, LEAD


def refresh(store: Store, round_id: UUID, *, days: int = 0) -> Refreshed:
    with store.write() as db:
        return second_round.refresh(db, round_id, by=COUNSELLOR, now=NOW + timedelta(days=days))


def queue(store: Store, round_id: UUID, *, days: int = 0) -> Queue:
    with store.read() as db:
        return second_round.queue(db, round_id, by=COUNSELLOR, now=NOW + timedelta(days=days))


def nominate(store: Store, round_id: UUID, student: UUID, **facts: object) -> nominations.Named:
    text = NominationText(student, "何老师", ("tearful",))
    with store.write() as db:
        return nominations.add(db, round_id, replace(text, **facts), by=COUNSELLOR, now=NOW)  # type: ignore[arg-type] # names of fields


def decide(store: Store, entry: UUID, decision: Decision, by: Actor = COUNSELLOR) -> decisions.Decided:
    with store.write() as db:
        return decisions.decide(db, entry, decision, by=by, now=NOW)


def talk(store: Store, entry: UUID, **values: object) -> None:
    with store.write() as db:
        second_round.note_interview(db, entry, {"self_harm_asked": "yes", **values}, by=COUNSELLOR, now=NOW)


def test_everybody_something_speaks_for_is_queued_most_urgent_first(staffed: Store) -> None:
    lin, zhou, chen = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, LOW)
    enter(staffed, round_id, zhou, SAD)
    enter(staffed, round_id, chen, (*CALM[:8], None, None))
    done = refresh(staffed, round_id)
    assert (done.added, done.changed, done.removed) == (3, 0, 0)
    found = queue(staffed, round_id)
    assert [(one.name, one.urgency) for one in found.rows] == [
        ("周小雪", Level.RED),
        ("陈小寒", Level.ORANGE),
        ("林小满", Level.YELLOW),
    ]
    red, orange, yellow = found.rows
    assert [why.code for why in red.reasons] == [Reason.CRITICAL, Reason.BAND]
    assert [why.code for why in orange.reasons] == [Reason.CRITICAL_BLANK]
    assert yellow.due_at.date() == (NOW + timedelta(days=7)).date()
    assert (found.today, found.minutes_needed, found.minutes_available, found.fits) == ((red.id,), 135, 120, False)
    assert all(one.level is None and one.outcome is None for one in found.rows)
    assert words(yellow.reasons[0].code, yellow.reasons[0].params).endswith("（学生）：中度（原版）")


def test_a_calm_sheet_queues_nobody_and_a_hasty_one_asks_for_a_look(staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin)
    enter(staffed, round_id, zhou, CALM, seconds=1)
    refresh(staffed, round_id)
    [row] = queue(staffed, round_id).rows
    assert (row.name, row.urgency, row.reasons[0].code) == ("周小雪", Level.BLUE, Reason.DOUBTFUL)
    assert words(row.reasons[0].code, row.reasons[0].params).endswith("存疑（作答过快）")


def test_refreshing_again_changes_nothing(staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, LOW)
    nominate(staffed, round_id, zhou)
    refresh(staffed, round_id)
    before = queue(staffed, round_id).rows
    again = refresh(staffed, round_id, days=3)
    assert (again.added, again.changed, again.removed, again.changes.kinds) == (0, 0, 0, frozenset())
    assert [(one.id, one.due_at) for one in queue(staffed, round_id).rows] == [(one.id, one.due_at) for one in before]


def test_a_nomination_on_top_of_a_band_is_more_than_each(staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, LOW)
    refresh(staffed, round_id)
    nominate(staffed, round_id, lin)
    assert refresh(staffed, round_id).changed == 1
    [row] = queue(staffed, round_id).rows
    assert (row.urgency, row.due_at.date()) == (Level.ORANGE, (NOW + timedelta(days=1)).date())
    assert [words(why.code, why.params) for why in row.reasons if why.code == Reason.NOMINATED] == ["何老师提名：常哭"]


def test_an_entry_that_nothing_speaks_for_any_more_goes_unless_somebody_talked(staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    round_id = make(staffed)
    sheets = [enter(staffed, round_id, one, LOW).id for one in (lin, zhou)]
    refresh(staffed, round_id)
    talk(staffed, next(one.id for one in queue(staffed, round_id).rows if one.student_id == zhou))
    with staffed.write() as db:
        for sheet in sheets:
            assessments.withdraw(db, sheet, reason="录错了人", by=COUNSELLOR, now=NOW)
    assert refresh(staffed, round_id).removed == 1
    assert [one.student_id for one in queue(staffed, round_id).rows] == [zhou]


def test_a_decision_stays_and_what_is_new_opens_it_again(staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    sheet = enter(staffed, round_id, lin, LOW)
    refresh(staffed, round_id)
    [row] = queue(staffed, round_id).rows
    decide(staffed, row.id, Decision(Outcome.COUNSELLING, "约好每周一次", Level.YELLOW))
    assert refresh(staffed, round_id).changes.kinds == frozenset()
    with staffed.write() as db:
        assessments.withdraw(db, sheet.id, reason="录错了人", by=COUNSELLOR, now=NOW)
    assert refresh(staffed, round_id).removed == 0
    enter(staffed, round_id, lin, SAD)
    assert refresh(staffed, round_id).changed == 1
    [again] = queue(staffed, round_id).rows
    assert (again.outcome, again.renewed, again.open, again.urgency) == (Outcome.COUNSELLING, True, True, Level.RED)
    assert [why.code for why in again.reasons if why.fresh] == [Reason.CRITICAL]
    decide(staffed, row.id, Decision(Outcome.PLAN, "与家长见面", Level.RED))
    assert not queue(staffed, round_id).rows[0].open
    assert refresh(staffed, round_id).changes.kinds == frozenset()


def test_a_decision_raises_an_alert_at_the_level_the_person_chose(staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, LOW)
    refresh(staffed, round_id)
    [row] = queue(staffed, round_id).rows
    done = decide(staffed, row.id, Decision(Outcome.WATCH, "班主任多留意", Level.BLUE), by=LEAD)
    with staffed.read() as db:
        alert = db.get_one(Alert, done.alert_id)
    assert (alert.level, alert.state, alert.student_id) == (Level.BLUE, AlertState.NEW, lin)
    [row] = queue(staffed, round_id).rows
    assert (row.outcome, row.level, row.decision, row.decided_by) == (
        Outcome.WATCH,
        Level.BLUE,
        "班主任多留意",
        LEAD.name,
    )


def test_no_concern_needs_a_talk_and_closes_only_what_the_person_chose(staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    round_id = make(staffed)
    [alert] = enter(staffed, round_id, lin, SAD).alert_ids
    [other] = enter(staffed, round_id, zhou, SAD).alert_ids
    refresh(staffed, round_id)
    row = next(one for one in queue(staffed, round_id).rows if one.student_id == lin)
    calm = Decision(Outcome.NO_CONCERN, "误勾，面谈确认", close_alerts=(alert,))
    with pytest.raises(Problem, match="interview_missing"):
        decide(staffed, row.id, calm)
    talk(staffed, row.id, words="看错题了")
    with pytest.raises(Problem, match="alert_not_related"):
        decide(staffed, row.id, replace(calm, close_alerts=(other,)))
    with staffed.read() as db:
        assert [one.id for one in decisions.related_alerts(db, row.id, by=COUNSELLOR)] == [alert]
    decide(staffed, row.id, replace(calm, close_alerts=()))
    with staffed.read() as db:
        assert set(db.scalars(select(Alert.state))) == {AlertState.NEW}
    decide(staffed, row.id, calm)
    with staffed.read() as db:
        assert db.get_one(Alert, alert).state is AlertState.CLOSED
        assert db.get_one(Alert, other).state is AlertState.NEW


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (Decision(Outcome.WATCH, " ", Level.BLUE), "decision_reason_missing"),
        (Decision(Outcome.WATCH, "理由"), "decision_level_missing"),
        (Decision(Outcome.NO_CONCERN, "理由", Level.BLUE), "decision_level_without_concern"),
        (Decision(Outcome.WATCH, "理由", Level.BLUE, (uuid4(),)), "alert_not_related"),
    ],
)
def test_a_decision_that_is_none_is_refused(staffed: Store, decision: Decision, code: str) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, LOW)
    refresh(staffed, round_id)
    [row] = queue(staffed, round_id).rows
    with pytest.raises(Problem, match=code):
        decide(staffed, row.id, decision)
    with staffed.read() as db:
        assert db.get_one(SecondRound, row.id).outcome is None


def test_only_a_person_decides(staffed: Store) -> None:
    with pytest.raises(Problem, match="decision_by_person"):
        decide(staffed, uuid4(), Decision(Outcome.WATCH, "理由", Level.BLUE), by=users.SYSTEM)
    with pytest.raises(Problem, match="queue_entry_unknown"):
        decide(staffed, uuid4(), Decision(Outcome.WATCH, "理由", Level.BLUE))
    with pytest.raises(Problem, match="not_allowed"):
        decide(staffed, uuid4(), Decision(Outcome.WATCH, "理由", Level.BLUE), by=ENTRY)


@pytest.mark.parametrize(
    "values",
    [{"nothing": "x"}, {"sleep": "terrible"}, {"protective": "family"}, {"protective": ["x"]}, {"words": 3}],
)
def test_the_form_of_the_talk_is_closed(staffed: Store, values: dict[str, object]) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, LOW)
    refresh(staffed, round_id)
    [row] = queue(staffed, round_id).rows
    with pytest.raises(Problem, match="interview_field"):
        talk(staffed, row.id, **values)


def test_a_talk_is_kept_as_it_was_filled_in(staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, LOW)
    refresh(staffed, round_id)
    [row] = queue(staffed, round_id).rows
    talk(staffed, row.id, sleep="some_trouble", protective=("friend", "family"), words=" 睡不好 ", agreed="")
    with staffed.read() as db:
        kept = second_round.entry(db, row.id, by=COUNSELLOR, now=NOW).interview
    assert kept == {
        "self_harm_asked": "yes",
        "sleep": "some_trouble",
        "protective": ["family", "friend"],
        "words": "睡不好",
    }


def test_a_sheet_without_consent_queues_by_its_critical_answer_alone(staffed: Store) -> None:
    lin = admit(staffed)
    round_id = make(staffed)
    enter(staffed, round_id, lin, SAD)
    refresh(staffed, round_id)
    [row] = queue(staffed, round_id).rows
    assert [why.code for why in row.reasons] == [Reason.CRITICAL]


def test_a_nomination_after_results_were_seen_is_late(staffed: Store) -> None:
    lin, zhou, _ = students(staffed)
    round_id = make(staffed)
    sheet = enter(staffed, round_id, lin, LOW)
    assert not nominate(staffed, round_id, zhou).late
    with staffed.read() as db:
        assessments.open_assessment(db, sheet.id, by=COUNSELLOR, now=NOW)
    with staffed.read() as db:
        assert db.get_one(ScreeningRound, round_id).results_seen_at == NOW
    assert nominate(staffed, round_id, lin).late
    queue(staffed, round_id, days=1)
    with staffed.read() as db:
        assert db.get_one(ScreeningRound, round_id).results_seen_at == NOW
        rows = nominations.listing(db, round_id, by=COUNSELLOR, now=NOW)
    assert [(one.name, one.late) for one in rows] == [("林小满", True), ("周小雪", False)]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"teacher": " "}, "nomination_teacher_missing"),
        ({"signs": ()}, "nomination_empty"),
        ({"signs": ("mad",)}, "nomination_sign_unknown"),
        ({"text": "长" * 1001}, "nomination_long"),
        ({"student_id": uuid4()}, "student_not_in_round"),
    ],
)
def test_a_nomination_that_says_nothing_is_refused(staffed: Store, facts: dict[str, object], code: str) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed, TEXT)
    with pytest.raises(Problem, match=code):
        nominate(staffed, round_id, lin, **facts)


def test_a_nomination_is_taken_back_with_a_reason(staffed: Store) -> None:
    lin, *_ = students(staffed)
    round_id = make(staffed)
    done = nominate(staffed, round_id, lin)
    with pytest.raises(Problem, match="reason_missing"), staffed.write() as db:
        nominations.remove(db, done.id, reason="", by=COUNSELLOR, now=NOW)
    with staffed.write() as db:
        nominations.remove(db, done.id, reason="名字写错", by=COUNSELLOR, now=NOW)
    with staffed.read() as db:
        assert nominations.listing(db, round_id, by=COUNSELLOR, now=NOW) == []
