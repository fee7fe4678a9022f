"""The closed loop of a referral."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problems import Problem
from app.domain.referral import (
    RULES,
    SCHOOL_MUST_ACT,
    ReferralEvent,
    allowed,
    check,
    fold,
)
from app.domain.referral_state import NAMES, EventKind, Side, Source, State

START = datetime(2026, 11, 2, 8, tzinfo=UTC)
FACTS = {
    "reason": "made-up reason",
    "advice": "made-up advice",
    "appointment_at": START + timedelta(days=1),
    "document_id": UUID(int=7),
    "follow_up_id": UUID(int=8),
}


def proper(kind: EventKind, at: datetime = START, *, parents: frozenset[UUID] = frozenset()) -> ReferralEvent:
    """Return an event as its owner would write it."""
    rule = RULES[kind]
    side = rule.owner if rule else Side.SCHOOL
    source = Source.TIMER if rule and rule.timer else Source.SELF
    facts = {name: FACTS[name] for name in (rule.needs if rule else ())}
    return ReferralEvent(uuid4(), kind, side, at, source, parents, **facts)


def line(*kinds: EventKind) -> list[ReferralEvent]:
    """Return events that each saw the one before; the clock runs backwards to show it does not matter."""
    events: list[ReferralEvent] = []
    for step, kind in enumerate(kinds):
        parents = frozenset({events[-1].id}) if events else frozenset()
        events.append(proper(kind, START - timedelta(hours=step), parents=parents))
    return events


K = EventKind
WHOLE = (K.CREATED, K.CONSENTED, K.SENT, K.RECEIVED, K.ACCEPTED, K.APPOINTED, K.SEEN, K.OUTCOME, K.CLOSED)


def test_the_whole_loop_closes_though_the_clock_runs_backwards() -> None:
    referral = fold(reversed(line(*WHOLE)))
    assert referral.state is State.CLOSED
    assert referral.beside == ()
    assert [event.kind for event in referral.history] == list(WHOLE)
    assert referral.heads == {referral.history[-1].id}


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), State.DRAFT),
        ((K.CREATED,), State.DRAFT),
        ((K.CREATED, K.CONSENTED, K.WITHDRAWN), State.CANCELLED),
        ((K.CREATED, K.CONSENTED, K.SENT, K.LOST), State.LOST),
        ((K.CREATED, K.CONSENTED, K.SENT, K.LOST, K.SENT), State.SENT),
        ((K.CREATED, K.CONSENTED, K.SENT, K.LOST, K.RECEIVED), State.RECEIVED),
        ((K.CREATED, K.CONSENTED, K.SENT, K.RECEIVED, K.DECLINED), State.DECLINED),
        ((K.CREATED, K.CONSENTED, K.SENT, K.RECEIVED, K.DECLINED, K.CLOSED), State.CLOSED),
        ((K.CREATED, K.CONSENTED, K.SENT, K.CANCEL_ASKED), State.CANCEL_ASKED),
        ((K.CREATED, K.CONSENTED, K.SENT, K.CANCEL_ASKED, K.CANCEL_CONFIRMED), State.CANCELLED),
        ((K.CREATED, K.CONSENTED, K.SENT, K.RECEIVED, K.ACCEPTED, K.APPOINTED, K.NO_SHOW), State.NO_SHOW),
    ],
)
def test_each_path_leads_to_its_state(kinds: tuple[EventKind, ...], state: State) -> None:
    assert fold(line(*kinds)).state is state


def test_an_answer_before_the_school_sent_anything_moves_nothing() -> None:
    referral = fold(line(K.CREATED, K.ACCEPTED))
    assert referral.state is State.DRAFT
    assert [event.kind for event in referral.beside] == [K.ACCEPTED]


def test_an_outcome_without_its_document_does_not_complete_the_loop() -> None:
    events = line(K.CREATED, K.CONSENTED, K.SENT, K.RECEIVED, K.OUTCOME)
    referral = fold([*events[:-1], replace(events[-1], document_id=None)])
    assert referral.state is State.RECEIVED
    assert referral.outcome_document is None


def test_the_school_cannot_accept_in_the_name_of_the_centre() -> None:
    events = line(K.CREATED, K.CONSENTED, K.SENT)
    told = replace(proper(K.ACCEPTED), side=Side.SCHOOL, source=Source.PHONE, told_by="Dr Made-Up")
    with pytest.raises(Problem, match="referral_event_not_yours"):
        check(fold(events), told)
    assert fold([*events, replace(told, parents=frozenset({events[-1].id}))]).state is State.SENT


@pytest.mark.parametrize("kind", [K.NO_SHOW, K.NO_BED, K.SENT_HOME, K.ADMITTED, K.DISCHARGED, K.OUTCOME])
def test_the_school_may_record_what_it_was_told_with_who_said_it(kind: EventKind) -> None:
    referral = fold(line(K.CREATED, K.CONSENTED, K.SENT))
    told = replace(proper(kind), side=Side.SCHOOL, source=Source.PHONE, told_by="Nurse Made-Up")
    check(referral, told)
    with pytest.raises(Problem, match="referral_event_needs_teller"):
        check(referral, replace(told, told_by="  "))
    with pytest.raises(Problem, match="referral_event_not_yours"):
        check(referral, replace(told, source=Source.SELF))


def test_what_a_rule_needs_must_be_there() -> None:
    referral = fold(line(K.CREATED, K.CONSENTED, K.SENT))
    with pytest.raises(Problem) as caught:
        check(referral, replace(proper(K.DECLINED), advice=None))
    assert (caught.value.code, caught.value.params["field"]) == ("referral_event_incomplete", "advice")


def test_a_second_beginning_is_refused() -> None:
    with pytest.raises(Problem, match="referral_event_not_now"):
        check(fold(line(K.CREATED)), proper(K.CREATED))
    check(fold([]), proper(K.CREATED))


def test_cancelling_and_booking_without_knowing_of_each_other_ends_the_same_on_both_sides() -> None:
    common = line(K.CREATED, K.CONSENTED, K.SENT, K.RECEIVED, K.ACCEPTED)
    tip = frozenset({common[-1].id})
    for asked_later in (True, False):
        asked = proper(K.CANCEL_ASKED, START + timedelta(minutes=10 if asked_later else 5), parents=tip)
        booked = proper(K.APPOINTED, START + timedelta(minutes=7), parents=tip)
        school, centre = fold([*common, asked, booked]), fold([booked, *common, asked])
        assert school == centre
        assert school.state is State.CANCEL_ASKED
        assert school.appointment_at == FACTS["appointment_at"]


def test_every_event_in_the_table_is_offered_to_its_owner_and_accepted() -> None:
    for kind, rule in RULES.items():
        for state in rule.after if rule else ():
            assert kind in allowed(state, rule.owner)
    assert allowed(State.CLOSED, Side.SCHOOL) == allowed(State.CLOSED, Side.CENTRE) == frozenset()
    assert K.ACCEPTED not in allowed(State.SENT, Side.SCHOOL)


def test_every_state_has_its_names_and_can_be_reached() -> None:
    assert set(NAMES) == set(State)
    assert {rule.to for rule in RULES.values() if rule} | {State.DRAFT} == set(State)
    task_statuses = {
        "draft",
        "requested",
        "received",
        "accepted",
        "rejected",
        "ready",
        "cancelled",
        "in-progress",
        "on-hold",
        "failed",
        "completed",
        "entered-in-error",
    }
    assert {names.fhir for names in NAMES.values()} <= task_statuses


def test_what_leaves_a_child_alone_asks_the_school_to_act() -> None:
    assert {K.DECLINED, K.NO_SHOW, K.LOST} <= SCHOOL_MUST_ACT


@st.composite
def tangles(draw: st.DrawFn) -> list[ReferralEvent]:
    """Return any events at all: wrong sides, missing facts, rings of parents, parents not here."""
    size = draw(st.integers(0, 12))
    ids = [UUID(int=number) for number in range(1, size + 3)]
    return [
        ReferralEvent(
            id=ids[place],
            kind=draw(st.sampled_from(EventKind)),
            side=draw(st.sampled_from(Side)),
            at=START + timedelta(minutes=draw(st.integers(-3, 3))),
            source=draw(st.sampled_from(Source)),
            parents=draw(st.frozensets(st.sampled_from(ids), max_size=3)),
            told_by=draw(st.sampled_from([None, "Made-Up"])),
            reason=draw(st.sampled_from([None, "r"])),
            advice=draw(st.sampled_from([None, "a"])),
            appointment_at=draw(st.sampled_from([None, START])),
            document_id=draw(st.sampled_from([None, UUID(int=99)])),
            follow_up_id=draw(st.sampled_from([None, UUID(int=98)])),
        )
        for place in range(size)
    ]


@given(tangles(), st.randoms(use_true_random=False))
def test_order_and_repetition_of_arrival_do_not_matter(events: list[ReferralEvent], rng: object) -> None:
    shuffled = [*events, *events[: len(events) // 2]]
    rng.shuffle(shuffled)
    referral = fold(events)
    assert fold(shuffled) == referral
    assert sorted(event.id for event in referral.history) == sorted(event.id for event in events)


@given(tangles())
def test_done_is_never_reached_without_an_outcome_a_refusal_or_an_end(events: list[ReferralEvent]) -> None:
    referral = fold(events)
    moved = {event.kind for event in referral.history if event not in referral.beside}
    if referral.state is State.OUTCOME:
        assert referral.outcome_document is not None
    if referral.state is State.CLOSED:
        assert moved & {K.OUTCOME, K.DECLINED, K.CANCEL_CONFIRMED, K.WITHDRAWN}


@given(tangles(), st.sampled_from(EventKind))
def test_an_event_that_passes_the_check_moves_the_state(events: list[ReferralEvent], kind: EventKind) -> None:
    referral = fold(events)
    new = replace(proper(kind, START + timedelta(days=9)), id=UUID(int=1000), parents=referral.heads)
    try:
        check(referral, new)
    except Problem:
        return
    after = fold([*referral.history, new])
    assert new not in after.beside
