"""The receipt that came back, and the close with a follow-up that shows in the list of today."""

from datetime import date, timedelta

import pytest

from app.domain.problems import Problem
from app.domain.referral_state import Source, State
from app.domain.risk import Level
from app.services import alerts, documents, referral_answers, referral_list, referrals, today
from app.services.referral_answers import Advice, AnswerText
from tests.services.loop import Loop
from tests.services.made_up import NOW
from tests.stores import LEAD

SEEN = AnswerText(
    Source.PAPER,
    "周医生",
    department="心理科",
    advice=(Advice.PART_TIME, Advice.ACCOMPANIED),
    medicine="按医嘱",
    next_on=date(2026, 12, 6),
)


def test_a_receipt_brings_the_outcome_and_the_close_a_follow_up(loop: Loop) -> None:
    referral = loop.refer()
    loop.send(referral)
    with loop.school.store.write() as db:
        assert referral_answers.enter(db, referral, SEEN, by=LEAD, now=NOW).state is State.OUTCOME
    with loop.school.store.read() as db:
        last = referrals.folded(db, referral).history[-1]
        [paper] = documents.register(db, by=LEAD, kind="referral_answer")
        assert referral_list.listing(db, by=LEAD)[0].waits_for == "closing"
    assert (last.source, last.told_by, last.document_id) == (Source.PAPER, "周医生", paper.id)
    for words in ("心理科", "部分时间到校、需要专人陪护", "2026年12月6日"):
        assert words in (last.advice or "")
    with loop.school.store.write() as db:
        done = referral_answers.close(
            db, referral, follow_up=date(2026, 11, 29), text="每周谈一次", level=Level.YELLOW, by=LEAD, now=NOW
        )
    with loop.school.store.read() as db:
        assert referrals.folded(db, referral).state is State.CLOSED
        [alert] = alerts.board(db, by=LEAD)
        assert (alert.id, alert.due_at.date(), alert.owner) == (done.follow_up, date(2026, 11, 29), LEAD.name)
        assert [one.reason for one in today.today(db, by=LEAD, now=NOW)] == ["referral_follow_up"]


def test_not_seen_is_a_no_show_with_its_reason(loop: Loop) -> None:
    referral = loop.refer()
    loop.send(referral)
    absent = AnswerText(Source.PHONE, "周医生", seen=False)
    with pytest.raises(Problem, match="reason_missing"), loop.school.store.write() as db:
        referral_answers.enter(db, referral, absent, by=LEAD, now=NOW)
    with loop.school.store.write() as db:
        state = referral_answers.enter(
            db, referral, AnswerText(Source.PHONE, "周医生", seen=False, reason="家长没有时间"), by=LEAD, now=NOW
        ).state
    assert state is State.NO_SHOW


def test_what_cannot_be_entered_or_closed(loop: Loop) -> None:
    referral = loop.refer()
    with pytest.raises(Problem, match="referral_event_not_now"), loop.school.store.write() as db:
        referral_answers.enter(db, referral, SEEN, by=LEAD, now=NOW)
    with loop.school.store.read() as db:
        assert documents.register(db, by=LEAD) == []
    loop.send(referral)
    with loop.school.store.write() as db:
        referral_answers.enter(db, referral, SEEN, by=LEAD, now=NOW)
    for text, day, code in (
        (" ", NOW.date(), "follow_up_missing"),
        ("谈一次", NOW.date() - timedelta(days=1), "follow_up_past"),
    ):
        with pytest.raises(Problem, match=code), loop.school.store.write() as db:
            referral_answers.close(db, referral, follow_up=day, text=text, level=Level.BLUE, by=LEAD, now=NOW)
