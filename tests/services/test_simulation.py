"""The made-up school has a past that is done with and a present that waits for somebody."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.domain.rights import Actor
from app.domain.screening import RoundState
from app.services import informants, nominations, round_progress, rounds, second_round
from app.services.simulation.school import Simulated, make_school
from app.storage.store import Store

NOW = datetime(2026, 11, 22, 2, 42, tzinfo=UTC)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Actor, Simulated]]:
    folder = tmp_path_factory.mktemp("made") / "school"
    made = make_school(folder, students=120, years=2, seed=1, now=NOW)
    with Store.open(folder, made.master) as store:
        yield store, made.actor, made


def test_there_is_a_past_round_a_current_one_and_one_with_several_informants(
    school: tuple[Store, Actor, Simulated],
) -> None:
    store, by, made = school
    with store.read() as db:
        found = rounds.listing(db, by=by)
    assert sorted(one.state.value for one in found) == ["closed", "open", "open"]
    assert sum(one.sheets for one in found) == made.sheets
    assert [len(one.text.forms) for one in found if one.state is RoundState.CLOSED] == [2]


def test_the_current_round_waits_and_the_past_one_is_decided(school: tuple[Store, Actor, Simulated]) -> None:
    store, by, _ = school
    with store.read() as db:
        by_state = {one.state: one.id for one in rounds.listing(db, by=by) if len(one.text.forms) == 2}
        now = round_progress.progress(db, by_state[RoundState.OPEN], by=by, now=NOW).total
        assert now.done > now.missing > 0
        assert not any(one.late for one in nominations.listing(db, by_state[RoundState.OPEN], by=by, now=NOW))
        waiting = second_round.queue(db, by_state[RoundState.OPEN], by=by, now=NOW)
        done = second_round.queue(db, by_state[RoundState.CLOSED], by=by, now=NOW)
    assert waiting.minutes_needed > 0
    assert all(one.open for one in waiting.rows)
    assert done.rows
    assert not any(one.open for one in done.rows)


def test_some_students_are_seen_by_several_people(school: tuple[Store, Actor, Simulated]) -> None:
    store, by, _ = school
    with store.read() as db:
        small = next(one for one in rounds.listing(db, by=by) if len(one.text.forms) == 3)
        rows = round_progress.targets(db, small.id, by=by, now=NOW)
        spoken = [informants.families(db, row.student_id, by=by) for row in rows]
    assert ["sdq"] in spoken
