"""The people around a student."""

from dataclasses import fields
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.domain.problems import Problem
from app.domain.student import Relation
from app.models.audit import Audit
from app.services import guardians, students
from app.services.guardians import GuardianFacts
from app.storage.store import Store
from tests.services.made_up import NOW, admit
from tests.stores import ENTRY, LEAD

WHOLE = GuardianFacts(
    Relation.FATHER, "林大山", "13800000021", date(2026, 11, 1), True, False, True, False, True,
    date(2026, 2, 20), "东莞", True, date(2027, 1, 20), "晚上七点后能接电话",
)  # fmt: skip


def reads(store: Store) -> int:
    """Return how many openings are logged."""
    with store.read() as db:
        return db.scalar(select(func.count()).select_from(Audit).where(Audit.action == "read")) or 0


def test_every_fact_comes_back(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        saved = guardians.save(db, key, WHOLE, by=LEAD, now=NOW)
    with staffed.read() as db:
        found = guardians.facts(db, saved.id, by=LEAD, now=NOW)
    assert found == WHOLE
    assert all(getattr(found, one.name) not in ("", None) for one in fields(GuardianFacts))


def test_the_file_masks_the_phone_and_each_look_is_logged(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        saved = guardians.save(db, key, WHOLE, by=LEAD, now=NOW)
    with staffed.read() as db:
        [view] = students.open_file(db, key, by=LEAD, now=NOW).guardians
    assert view.phone_masked == "138****0021"
    assert "0000" not in repr(view).replace("138****0021", "").replace(str(view.id), "")
    before = reads(staffed)
    for _ in range(2):
        with staffed.read() as db:
            assert guardians.phone(db, saved.id, by=LEAD, now=NOW) == "13800000021"
    assert reads(staffed) == before + 2


def test_a_change_keeps_the_person(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        saved = guardians.save(db, key, WHOLE, by=LEAD, now=NOW)
    with staffed.write() as db:
        changed = GuardianFacts(Relation.MOTHER, " 陈 小梅 ", "０１０-6000 0021")
        guardians.save(db, key, changed, guardian_id=saved.id, by=LEAD, now=NOW)
    with staffed.read() as db:
        assert guardians.facts(db, saved.id, by=LEAD, now=NOW) == GuardianFacts(
            Relation.MOTHER, "陈小梅", "010-60000021"
        )
        assert len(students.open_file(db, key, by=LEAD, now=NOW).guardians) == 1


def test_what_is_no_phone_number_is_not_kept(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db, pytest.raises(Problem) as refused:
        guardians.save(db, key, GuardianFacts(Relation.FATHER, phone="没有"), by=LEAD, now=NOW)
    assert (refused.value.code, refused.value.params) == ("phone_not_understood", {})
    with staffed.read() as db:
        assert students.open_file(db, key, by=LEAD, now=NOW).guardians == ()


def test_unknown_people_and_refused_roles(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        with pytest.raises(Problem, match="guardian_unknown"):
            guardians.save(db, key, WHOLE, guardian_id=uuid4(), by=LEAD, now=NOW)
        with pytest.raises(Problem, match="student_unknown_here"):
            guardians.save(db, uuid4(), WHOLE, by=LEAD, now=NOW)
    with staffed.read() as db, pytest.raises(Problem, match="not_allowed"):
        guardians.phone(db, uuid4(), by=ENTRY, now=NOW)
