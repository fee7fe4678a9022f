"""A student's file: facts, the reading of the name, standing, and what follows from the people around."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.domain.left_behind import LeftBehind
from app.domain.problems import Problem
from app.domain.school_class import SchoolClass
from app.domain.student import Relation, Standing
from app.models.audit import Audit
from app.services import guardians, search, students
from app.services.guardians import GuardianFacts
from app.storage.store import Store
from tests.services.made_up import NOW, SEVEN_TWO, TODAY, admit
from tests.stores import COUNSELLOR, ENTRY, LEAD


def test_a_file_opens_with_its_facts_and_class(staffed: Store) -> None:
    key = admit(staffed, birth_date=date(2013, 5, 1), boarding=True, health="花粉过敏")
    with staffed.read() as db:
        found = students.open_file(db, key, by=LEAD, now=NOW)
    assert found.facts == replace(SEVEN_TWO, birth_date=date(2013, 5, 1), boarding=True, health="花粉过敏")
    assert found.school_class == SchoolClass(7, 2)
    assert (found.standing, found.left_on, found.pinyin) == (Standing.ENROLLED, None, "lin xiao man")


def test_opening_is_logged_before_the_content_is_shown(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.read() as db:
        students.open_file(db, key, by=COUNSELLOR, now=NOW)
    with staffed.read() as db:
        read = select(Audit.object_type, Audit.object_id, Audit.user).where(Audit.action == "read")
        assert db.execute(read).all() == [("student", key, COUNSELLOR.user_id)]


def test_entry_clerks_see_no_files(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.read() as db, pytest.raises(Problem) as refused:
        students.open_file(db, key, by=ENTRY, now=NOW)
    assert refused.value.code == "not_allowed"


@pytest.mark.parametrize(
    ("number", "name", "code"),
    [("", "林小满", "number_missing"), ("1", " ", "name_missing"), ("2026070201", "陈安", "number_taken")],
)
def test_what_cannot_be_added(staffed: Store, number: str, name: str, code: str) -> None:
    admit(staffed)
    with pytest.raises(Problem) as refused:
        admit(staffed, number, name)
    assert refused.value.code == code


def test_a_file_that_is_not_there(staffed: Store) -> None:
    with staffed.read() as db, pytest.raises(Problem) as refused:
        students.open_file(db, uuid4(), by=LEAD, now=NOW)
    assert refused.value.code == "student_unknown_here"


def test_by_number(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.read() as db:
        assert students.by_number(db, " 2026070201 ", by=LEAD) == key
        with pytest.raises(Problem):
            students.by_number(db, "0", by=LEAD)


def test_an_edit_tells_what_it_touched_and_none_where_nothing_differs(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        told = students.edit(db, key, replace(SEVEN_TWO, class_no=3), by=LEAD, now=NOW)
    assert (told.kinds, told.ids) == ({"student"}, {key})
    with staffed.write() as db:
        assert not students.edit(db, key, replace(SEVEN_TWO, class_no=3), by=LEAD, now=NOW).kinds
    with staffed.read() as db:
        assert students.open_file(db, key, by=LEAD, now=NOW).school_class == SchoolClass(7, 3)


def test_the_same_number_may_be_kept_but_not_taken_from_another(staffed: Store) -> None:
    key = admit(staffed)
    admit(staffed, "2", "陈安")
    with staffed.write() as db, pytest.raises(Problem) as refused:
        students.edit(db, key, replace(SEVEN_TWO, number="2"), by=LEAD, now=NOW)
    assert refused.value.code == "number_taken"


def test_a_new_name_is_read_anew(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.write() as db:
        students.edit(db, key, replace(SEVEN_TWO, name="解晓东"), by=LEAD, now=NOW)
    with staffed.read() as db:
        assert students.open_file(db, key, by=LEAD, now=NOW).pinyin == "xie xiao dong"
        assert search.people(db, "lxm", by=LEAD, today=TODAY) == []


def test_pinyin_corrected_by_hand_is_found_and_outlives_a_rename(staffed: Store) -> None:
    key = admit(staffed, name="单行")
    with staffed.write() as db:
        students.set_pinyin(db, key, "Dān Háng", by=LEAD, now=NOW)
        students.edit(db, key, replace(SEVEN_TWO, name="单行行"), by=LEAD, now=NOW)
    with staffed.read() as db:
        assert students.open_file(db, key, by=LEAD, now=NOW).pinyin == "dan hang"
        assert [one.id for one in search.people(db, "dh", by=LEAD, today=TODAY)] == [key]


def test_empty_pinyin_takes_the_program_s_reading_back(staffed: Store) -> None:
    key = admit(staffed, name="单行")
    with staffed.write() as db:
        students.set_pinyin(db, key, "dan hang", by=LEAD, now=NOW)
    with staffed.write() as db:
        students.set_pinyin(db, key, "  ", by=LEAD, now=NOW)
    with staffed.read() as db:
        assert students.open_file(db, key, by=LEAD, now=NOW).pinyin.startswith("shan ")


def test_leaving_keeps_the_day_and_coming_back_forgets_it(staffed: Store) -> None:
    key = admit(staffed)
    for standing, kept in ((Standing.LEFT, TODAY), (Standing.ENROLLED, None)):
        with staffed.write() as db:
            students.set_standing(db, key, standing, left_on=TODAY, by=LEAD, now=NOW)
        with staffed.read() as db:
            found = students.open_file(db, key, by=LEAD, now=NOW)
        assert (found.standing, found.left_on) == (standing, kept)


def test_left_behind_follows_from_both_parents(staffed: Store) -> None:
    key = admit(staffed, birth_date=date(2013, 5, 1))
    people = (
        GuardianFacts(Relation.FATHER, away_since=date(2026, 2, 20), outside_county=True),
        GuardianFacts(Relation.MOTHER, able=False),
        GuardianFacts(Relation.MATERNAL_GRANDMOTHER, is_carer=True),
    )
    with staffed.write() as db:
        for person in people:
            guardians.save(db, key, person, by=LEAD, now=NOW)
    with staffed.read() as db:
        found = students.open_file(db, key, by=LEAD, now=NOW)
    assert found.left_behind == LeftBehind(civil_affairs=True, education=True, uncertain=False)


def test_left_behind_is_uncertain_where_nothing_is_known(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.read() as db:
        assert students.open_file(db, key, by=LEAD, now=NOW).left_behind.uncertain
