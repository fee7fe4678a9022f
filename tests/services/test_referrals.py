"""Referrals: what may be written, edited and recorded, and where each one stands."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from app.domain.problems import Problem
from app.domain.referral_state import EventKind, Source, State
from app.domain.risk import Level
from app.services import documents, referral_list, referrals
from tests.services.loop import Loop, consent, grandmother
from tests.services.made_up import NOW, admit
from tests.stores import COUNSELLOR, ENTRY, LEAD


def told(loop: Loop, referral: object, kind: EventKind, **facts: object) -> State:
    """Record what came by telephone and return the state."""
    with loop.school.store.write() as db:
        return referrals.add_event(
            db,
            referral,  # type: ignore[arg-type] # a UUID
            kind,
            source=Source.PHONE,
            told_by="周医生",
            by=LEAD,
            now=NOW,
            **facts,  # type: ignore[arg-type] # names of facts
        ).state


def test_written_opened_and_edited(loop: Loop) -> None:
    guardian = grandmother(loop.school, loop.student)
    text = loop.text(
        basis=None,
        facts="两次说不想上学",
        duration="两周",
        measures="已谈两次",
        medicines="无",
        allergies="青霉素",
        self_harm=True,
        guardian_id=guardian,
        guardian_present=False,
        accompanied_by="外婆",
        plan=True,
        meeting_on=date(2026, 11, 20),
        talk_on=date(2026, 11, 21),
    )
    with loop.school.store.write() as db:
        saved = referrals.create(db, loop.student, text, by=COUNSELLOR, now=NOW)
    assert saved.state is State.DRAFT
    assert saved.changes.kinds == {"referral", "referral_event"}
    with loop.school.store.read() as db:
        view = referrals.open_referral(db, saved.id, by=LEAD, now=NOW)
    assert (view.text, view.institution, view.student_id) == (text, "青石县心理中心（虚构）", loop.student)
    consent(loop.school, loop.student)
    with loop.school.store.write() as db:
        referrals.edit(db, saved.id, replace(text, basis="consent", level=Level.ORANGE), by=LEAD, now=NOW)
    with loop.school.store.read() as db:
        assert referrals.open_referral(db, saved.id, by=LEAD, now=NOW).text.basis == "consent"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"reason": " "}, "referral_reason_missing"),
        ({"institution_id": uuid4()}, "institution_unknown"),
        ({"basis": "emergency"}, "emergency_reason_missing"),
        ({"basis": "consent"}, "consent_missing"),
        ({"basis": None, "guardian_id": uuid4()}, "guardian_unknown"),
        ({"basis": None, "session_ids": (uuid4(),)}, "session_unknown"),
    ],
)
def test_what_cannot_be_written(loop: Loop, facts: dict[str, object], code: str) -> None:
    with pytest.raises(Problem) as refused, loop.school.store.write() as db:
        referrals.create(db, loop.student, loop.text(**facts), by=LEAD, now=NOW)
    assert refused.value.code == code


def test_another_student_s_guardian_is_refused(loop: Loop) -> None:
    other = admit(loop.school.store, "2", "陈安")
    guardian = grandmother(loop.school, other)
    with pytest.raises(Problem, match="guardian_unknown"), loop.school.store.write() as db:
        referrals.create(db, loop.student, loop.text(basis=None, guardian_id=guardian), by=LEAD, now=NOW)


def test_sent_ones_are_not_edited(loop: Loop) -> None:
    referral = loop.refer()
    loop.send(referral)
    with pytest.raises(Problem, match="referral_sent_already"), loop.school.store.write() as db:
        referrals.edit(db, referral, loop.text(), by=LEAD, now=NOW)


def test_the_loop_by_telephone_to_its_close(loop: Loop) -> None:
    referral = loop.refer()
    loop.send(referral)
    assert told(loop, referral, EventKind.RECEIVED) is State.RECEIVED
    assert told(loop, referral, EventKind.ADMITTED) is State.ADMITTED
    with pytest.raises(Problem) as refused:
        told(loop, referral, EventKind.OUTCOME)
    assert (refused.value.code, refused.value.params["field"]) == ("referral_event_incomplete", "document_id")
    with loop.school.store.write() as db:
        answer = documents.number(db, "referral_answer", student_id=loop.student, by=LEAD, now=NOW).id
    assert told(loop, referral, EventKind.OUTCOME, document_id=answer) is State.OUTCOME
    with loop.school.store.write() as db:
        closed = referrals.add_event(db, referral, EventKind.CLOSED, follow_up_id=uuid4(), by=LEAD, now=NOW)
    assert closed.state is State.CLOSED


@pytest.mark.parametrize(
    ("kind", "source", "teller", "code"),
    [
        (EventKind.ACCEPTED, Source.PHONE, "周医生", "referral_event_not_yours"),
        (EventKind.RECEIVED, Source.SELF, None, "referral_event_not_yours"),
        (EventKind.RECEIVED, Source.PAPER, " ", "referral_event_needs_teller"),
        (EventKind.CLOSED, Source.SELF, None, "referral_event_not_now"),
        (EventKind.CANCEL_ASKED, Source.SELF, None, "referral_event_incomplete"),
    ],
)
def test_events_that_are_not_ours_to_write(
    loop: Loop, kind: EventKind, source: Source, teller: str | None, code: str
) -> None:
    referral = loop.refer()
    loop.send(referral)
    with pytest.raises(Problem) as refused, loop.school.store.write() as db:
        referrals.add_event(db, referral, kind, source=source, told_by=teller, by=LEAD, now=NOW)
    assert refused.value.code == code
    with loop.school.store.read() as db:
        assert referrals.folded(db, referral).state is State.SENT


def test_the_list_says_what_each_waits_for(loop: Loop) -> None:
    draft = loop.refer(basis=None)
    sent = loop.refer()
    loop.send(sent)
    with loop.school.store.read() as db:
        rows = {row.id: row for row in referral_list.listing(db, by=LEAD)}
        assert [row.id for row in referral_list.waiting(db)] == [sent]
        assert referral_list.listing(db, by=LEAD, student_id=uuid4()) == []
    assert (rows[draft].state, rows[draft].waits_for, rows[draft].due) == (State.DRAFT, None, None)
    assert (rows[sent].state, rows[sent].waits_for) == (State.SENT, "receipt")
    assert rows[sent].due == NOW + timedelta(hours=6)
    assert (rows[sent].number, rows[sent].owner) == ("2026070201", LEAD.name)


def test_entry_clerks_and_unknown_referrals(loop: Loop) -> None:
    with loop.school.store.read() as db:
        with pytest.raises(Problem, match="not_allowed"):
            referral_list.listing(db, by=ENTRY)
        with pytest.raises(Problem, match="referral_unknown"):
            referrals.open_referral(db, uuid4(), by=LEAD, now=NOW)
