"""What the wizard starts from: filled from the file, nothing guessed."""

from uuid import uuid4

import pytest

from app.domain.problems import Problem
from app.domain.referral_state import State
from app.domain.risk import Level
from app.services import alerts, referral_proposal, sessions
from app.services.referral_proposal import Proposal
from app.services.sessions import SessionText
from tests.services.loop import Loop, consent, grandmother
from tests.services.made_up import NOW, admit
from tests.stores import LEAD


def proposed(loop: Loop, **of: object) -> Proposal:
    with loop.school.store.read() as db:
        return referral_proposal.proposal(db, by=LEAD, now=NOW, **of)  # type: ignore[arg-type] # names of places


def test_from_an_empty_file(loop: Loop) -> None:
    found = proposed(loop, student_id=loop.student)
    text = found.text
    assert (found.name, found.class_name, found.state) == ("林小满", "七(2)班", State.DRAFT)
    assert (text.institution_id, text.reason, text.self_harm, text.guardian_id) == (loop.centre_id, "", None, None)
    assert (text.basis, text.scores, text.plan, text.session_ids) == (None, True, False, ())


def test_from_a_full_file(loop: Loop) -> None:
    student = admit(loop.school.store, "8", "周安", health="青霉素过敏")
    consent(loop.school, student)
    guardian = grandmother(loop.school, student)
    with loop.school.store.write() as db:
        alerts.raise_alert(db, student, Level.YELLOW, "常缺课", by=LEAD, now=NOW)
        [red] = alerts.raise_alert(db, student, Level.RED, "说了不想活的话", by=LEAD, now=NOW).ids
        sessions.record(db, student, SessionText(NOW, words="睡不好"), by=LEAD, now=NOW)
    found = proposed(loop, student_id=student)
    text = found.text
    assert (found.alert_id, text.level, text.urgency, text.reason) == (red, Level.RED, "now", "说了不想活的话")
    assert (text.guardian_id, text.accompanied_by, text.allergies) == (guardian, "外婆甲", "青霉素过敏")
    assert text.measures == "已会谈1次，最近一次2026年11月22日。"
    assert text.basis == "consent"
    assert text.session_ids == ()
    assert [line.signed for line in found.sessions] == [False]


def test_an_unsent_referral_goes_on_and_a_sent_one_does_not(loop: Loop) -> None:
    referral = loop.refer(facts="两次说不想上学")
    assert proposed(loop, student_id=loop.student).text.facts == "两次说不想上学"
    assert proposed(loop, referral_id=referral).referral_id == referral
    loop.send(referral)
    again = proposed(loop, student_id=loop.student)
    assert (again.referral_id, again.text.facts) == (None, "")
    with loop.school.store.read() as db:
        assert referral_proposal.unanswered(db, loop.student, loop.centre_id) == referral
        assert referral_proposal.unanswered(db, loop.student, uuid4()) is None


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ({"student_id": uuid4()}, "student_unknown_here"),
        ({"referral_id": uuid4()}, "referral_unknown"),
        ({"alert_id": uuid4()}, "alert_unknown"),
        ({}, "student_unknown_here"),
    ],
)
def test_places_that_are_not_there(loop: Loop, place: dict[str, object], code: str) -> None:
    with pytest.raises(Problem) as refused:
        proposed(loop, **place)
    assert refused.value.code == code
