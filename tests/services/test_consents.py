"""Consents: one decision per purpose; the newest of the guardian counts."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from app.domain.consent import Giver, Purpose, Way
from app.domain.problems import Problem
from app.services import consents
from app.services.consents import Decision
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import ENTRY, LEAD

GIVEN = Decision(Purpose.HOSPITAL, Giver.GUARDIAN, "林大山", True, Way.SIGNED, TODAY - timedelta(days=3))


def test_decisions_newest_first(staffed: Store) -> None:
    key = admit(staffed)
    later = replace(GIVEN, given=False, decided_on=TODAY, way=Way.PHONE, witness="李老师")
    with staffed.write() as db:
        for decision in (later, GIVEN):
            consents.record(db, key, decision, by=LEAD, now=NOW)
    with staffed.read() as db:
        assert [one.decision for one in consents.of_student(db, key, by=LEAD)] == [later, GIVEN]


def test_a_withdrawal_takes_the_consent_back_and_a_new_one_restores_it(staffed: Store) -> None:
    key = admit(staffed)
    for decision, stands in (
        (GIVEN, True),
        (replace(GIVEN, given=False, decided_on=TODAY), False),
        (replace(GIVEN, decided_on=TODAY), True),
    ):
        with staffed.write() as db:
            consents.record(db, key, decision, by=LEAD, now=NOW)
        with staffed.read() as db:
            assert (consents.standing(db, key, Purpose.HOSPITAL) is not None) is stands


def test_purposes_and_givers_are_kept_apart(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        consents.record(db, key, replace(GIVEN, giver=Giver.STUDENT), by=LEAD, now=NOW)
        consents.record(db, key, replace(GIVEN, purpose=Purpose.SCALES), by=LEAD, now=NOW)
    with staffed.read() as db:
        assert consents.standing(db, key, Purpose.HOSPITAL) is None
        assert consents.standing(db, key, Purpose.SCALES) is not None


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (replace(GIVEN, person=" "), "consent_person_missing"),
        (replace(GIVEN, way=Way.PHONE), "consent_witness_missing"),
        (replace(GIVEN, decided_on=TODAY + timedelta(days=1)), "consent_in_future"),
    ],
)
def test_what_is_refused(staffed: Store, decision: Decision, code: str) -> None:
    key = admit(staffed)
    with staffed.write() as db, pytest.raises(Problem) as refused:
        consents.record(db, key, decision, by=LEAD, now=NOW)
    assert refused.value.code == code
    with staffed.read() as db:
        assert consents.of_student(db, key, by=LEAD) == []


def test_unknown_students_and_refused_roles(staffed: Store) -> None:
    with staffed.write() as db:
        with pytest.raises(Problem, match="student_unknown_here"):
            consents.record(db, uuid4(), GIVEN, by=LEAD, now=NOW)
        with pytest.raises(Problem, match="not_allowed"):
            consents.record(db, uuid4(), GIVEN, by=ENTRY, now=NOW)
