"""Distributions of a round: counted by the newest sheet, small counts hidden at every level."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.problems import Problem
from app.domain.school_class import SchoolClass
from app.models.screening import ScreeningRound
from app.services import distribution, rounds
from app.services.rounds import Form
from app.storage.store import Store
from tests.services.made_up import NOW, admit
from tests.services.screening_room import CALM, LOW, TEXT, consent, enter
from tests.stores import COUNSELLOR, ENTRY


def school(store: Store, calm: int, low: int) -> UUID:
    """Make two classes of grade 7 with as many calm and low sheets in each."""
    people = []
    for class_no in (1, 2):
        for place in range(calm + low):
            student = admit(store, f"20260{class_no}{place:04d}", "林某", class_no=class_no)
            consent(store, student)
            people.append((student, CALM if place < calm else LOW))
    with store.write() as db:
        made = rounds.make(db, TEXT, classes=[SchoolClass(7)], by=COUNSELLOR, now=NOW).id
    for student, answers in people:
        enter(store, made, student, answers)
    return made


def test_counts_by_class_grade_and_school(staffed: Store) -> None:
    made = school(staffed, calm=6, low=5)
    with staffed.read() as db:
        found = distribution.of_form(db, made, Form("phq9"), by=COUNSELLOR, now=NOW)
        assert db.scalars(select(ScreeningRound.results_seen_at)).one() == NOW
    assert [one.code for one in found.columns][:3] == ["none_minimal", "mild", "moderate"]
    assert [(line.school_class, line.n, line.counts) for line in found.lines] == [
        (SchoolClass(7, 1), 11, (6, 0, 5, 0, 0)),
        (SchoolClass(7, 2), 11, (6, 0, 5, 0, 0)),
        (SchoolClass(7, 0), 22, (12, 0, 10, 0, 0)),
        (SchoolClass(0, 0), 22, (12, 0, 10, 0, 0)),
    ]
    assert (found.cutoffs, found.withheld) == ("original", False)


def test_small_counts_are_hidden_with_what_gives_them_away(staffed: Store) -> None:
    made = school(staffed, calm=7, low=1)
    with staffed.read() as db:
        found = distribution.of_form(db, made, Form("phq9"), by=COUNSELLOR, now=NOW)
    assert all(line.counts[2] is None for line in found.lines)
    assert all(line.counts[0] is None or line.n is None for line in found.lines)


def test_a_handful_of_sheets_shows_no_number(staffed: Store) -> None:
    made = school(staffed, calm=1, low=0)
    with staffed.read() as db:
        found = distribution.of_form(db, made, Form("phq9"), by=COUNSELLOR, now=NOW)
    assert {(line.n, *line.counts) for line in found.lines} == {(None,) * 6}


def test_unknown_forms_sets_and_readers_are_refused(staffed: Store) -> None:
    made = school(staffed, calm=1, low=0)
    with staffed.read() as db:
        with pytest.raises(Problem, match="round_form_unknown"):
            distribution.of_form(db, made, Form("gad7"), by=COUNSELLOR, now=NOW)
        with pytest.raises(Problem, match="cutoffs_unknown"):
            distribution.of_form(db, made, Form("phq9"), cutoffs="nothing", by=COUNSELLOR, now=NOW)
        with pytest.raises(Problem, match="not_allowed"):
            distribution.of_form(db, made, Form("phq9"), by=ENTRY, now=NOW)
    assert distribution.sets_of("phq9") == ["original", "chinese", "chinese_adult"]
