"""Session records: saved again, raising alerts, signed, amended, and notes that stay with their author."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.domain.ids import new_id
from app.domain.problems import Problem
from app.domain.risk import Level, Tick
from app.domain.session import Mode, SessionState
from app.services import alerts, sessions
from app.services.sessions import SessionText
from app.storage.store import Store
from tests.services.made_up import NOW, admit
from tests.stores import COUNSELLOR, ENTRY, LEAD

TEXT = SessionText(NOW, 40, Mode.FACE, ("sleep",), Tick.NONE, "睡不好", "情绪低落", "联系外婆", NOW + timedelta(days=7))


def kept(store: Store, student: UUID, text: SessionText = TEXT, key: UUID | None = None) -> sessions.Recorded:
    with store.write() as db:
        return sessions.record(db, student, text, session_id=key, by=LEAD, now=NOW)


def read(store: Store, key: UUID, by: object = LEAD) -> sessions.SessionView:
    with store.read() as db:
        return sessions.open_record(db, key, by=by, now=NOW)  # type: ignore[arg-type] # one of the actors


def levels(store: Store) -> list[Level]:
    with store.read() as db:
        return [one.level for one in alerts.board(db, by=LEAD)]


def test_what_is_filled_in_comes_back(staffed: Store) -> None:
    made = kept(staffed, admit(staffed), replace(TEXT, working_note="我的想法"))
    found = read(staffed, made.id)
    assert found.text == replace(TEXT, working_note="我的想法")
    assert (found.number, found.state, found.author_id) == (1, SessionState.OPEN, LEAD.user_id)
    assert made.changes.kinds >= {"session_record", "working_note"}


def test_the_same_page_saved_twice_is_one_record(staffed: Store) -> None:
    student, key = admit(staffed), new_id()
    first = kept(staffed, student, key=key)
    second = kept(staffed, student, replace(TEXT, words="改过"), key=key)
    assert (first.id, second.id, second.number) == (key, key, 1)
    assert read(staffed, key).text.words == "改过"
    assert kept(staffed, student).number == 2


def test_a_record_needs_a_student(staffed: Store) -> None:
    with pytest.raises(Problem, match="student_unknown_here"):
        kept(staffed, new_id())


@pytest.mark.parametrize(
    ("tick", "raised"),
    [(None, []), (Tick.NONE, []), (Tick.LOW, []), (Tick.MIDDLE, [Level.ORANGE]), (Tick.HIGH, [Level.RED])],
)
def test_a_tick_raises_its_alert_in_the_same_step(staffed: Store, tick: Tick | None, raised: list[Level]) -> None:
    made = kept(staffed, admit(staffed), replace(TEXT, tick=tick))
    assert levels(staffed) == raised
    assert (made.alert_id is not None) is bool(raised)
    assert ("alert" in made.changes.kinds) is bool(raised)


def test_no_record_without_its_alert(staffed: Store) -> None:
    """Both are in one transaction: what fails later takes both away."""
    student = admit(staffed)

    def both() -> None:
        with staffed.write() as db:
            sessions.record(db, student, replace(TEXT, tick=Tick.HIGH), by=LEAD, now=NOW)
            sessions.record(db, new_id(), TEXT, by=LEAD, now=NOW)

    with pytest.raises(Problem, match="student_unknown_here"):
        both()
    assert levels(staffed) == []
    with staffed.read() as db:
        assert sessions.next_number(db, student, by=LEAD) == 1


def test_saving_again_raises_no_second_alert(staffed: Store) -> None:
    student, key = admit(staffed), new_id()
    high = replace(TEXT, tick=Tick.HIGH)
    assert kept(staffed, student, high, key).alert_id is not None
    assert kept(staffed, student, high, key).alert_id is None
    assert levels(staffed) == [Level.RED]


def test_raising_the_tick_raises_a_more_urgent_alert(staffed: Store) -> None:
    student, key = admit(staffed), new_id()
    kept(staffed, student, replace(TEXT, tick=Tick.MIDDLE), key)
    kept(staffed, student, replace(TEXT, tick=Tick.HIGH), key)
    assert levels(staffed) == [Level.RED, Level.ORANGE]


def test_lowering_closes_nothing_and_raising_again_is_a_new_judgement(staffed: Store) -> None:
    student, key = admit(staffed), new_id()
    kept(staffed, student, replace(TEXT, tick=Tick.HIGH), key)
    assert kept(staffed, student, replace(TEXT, tick=Tick.LOW), key).alert_id is None
    assert levels(staffed) == [Level.RED]
    assert kept(staffed, student, replace(TEXT, tick=Tick.HIGH), key).alert_id is not None
    assert levels(staffed) == [Level.RED, Level.RED]


def test_a_signed_record_never_changes(staffed: Store) -> None:
    student, key = admit(staffed), new_id()
    kept(staffed, student, key=key)
    with staffed.write() as db:
        sessions.sign(db, key, by=LEAD, now=NOW)
    with pytest.raises(Problem, match="session_signed"):
        kept(staffed, student, replace(TEXT, words="改"), key)
    with pytest.raises(Problem, match="session_signed"), staffed.write() as db:
        sessions.sign(db, key, by=LEAD, now=NOW)
    found = read(staffed, key)
    assert (found.text.words, found.state, found.signed_at) == ("睡不好", SessionState.SIGNED, NOW)


def test_amendments_stand_beside_the_original_in_order(staffed: Store) -> None:
    student, key = admit(staffed), new_id()
    kept(staffed, student, key=key)
    with pytest.raises(Problem, match="session_open"), staffed.write() as db:
        sessions.amend(db, key, "太早", by=LEAD, now=NOW)
    with staffed.write() as db:
        sessions.sign(db, key, by=LEAD, now=NOW)
    with pytest.raises(Problem, match="amendment_empty"), staffed.write() as db:
        sessions.amend(db, key, "  ", by=LEAD, now=NOW)
    for hours, words in ((1, "第一条"), (2, "第二条")):
        with staffed.write() as db:
            sessions.amend(db, key, f" {words} ", by=COUNSELLOR, now=NOW + timedelta(hours=hours))
    found = read(staffed, key)
    assert [(one.text, one.author_id) for one in found.amendments] == [
        ("第一条", COUNSELLOR.user_id),
        ("第二条", COUNSELLOR.user_id),
    ]
    assert found.text.words == "睡不好"


def test_only_the_author_edits_and_signs(staffed: Store) -> None:
    student, key = admit(staffed), new_id()
    kept(staffed, student, key=key)
    with pytest.raises(Problem, match="session_of_other"), staffed.write() as db:
        sessions.record(db, student, TEXT, session_id=key, by=COUNSELLOR, now=NOW)
    with pytest.raises(Problem, match="session_of_other"), staffed.write() as db:
        sessions.sign(db, key, by=COUNSELLOR, now=NOW)


def test_the_working_note_is_for_its_author_alone(staffed: Store) -> None:
    made = kept(staffed, admit(staffed), replace(TEXT, working_note="我的想法"))
    assert read(staffed, made.id).text.working_note == "我的想法"
    assert read(staffed, made.id, COUNSELLOR).text.working_note == ""
    assert read(staffed, made.id, COUNSELLOR).text.words == "睡不好"


def test_load_last_brings_the_structure_of_the_newest_record(staffed: Store) -> None:
    student = admit(staffed)
    with staffed.read() as db:
        assert sessions.last(db, student, by=LEAD, now=NOW) is None
    kept(staffed, student, replace(TEXT, tick=Tick.HIGH, working_note="想法"))
    kept(staffed, student, replace(TEXT, started_at=NOW - timedelta(days=9), minutes=20))
    with staffed.read() as db:
        found = sessions.last(db, student, by=LEAD, now=NOW)
    assert found == SessionText(NOW, 40, Mode.FACE, ("sleep",), next_step="联系外婆")


def test_who_keys_in_answers_sees_no_records(staffed: Store) -> None:
    made = kept(staffed, admit(staffed))
    with pytest.raises(Problem, match="not_allowed"):
        read(staffed, made.id, ENTRY)
