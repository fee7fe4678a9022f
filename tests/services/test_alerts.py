"""Alerts: raised by hand, owned by who acts first, moved and closed by people only."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.domain.alerts import AlertState, Closing
from app.domain.ids import new_id
from app.domain.problems import Problem
from app.domain.risk import DEFAULT_HOURS, Level
from app.services import alerts, school_settings
from app.services.alerts import AlertView
from app.storage.store import Store
from tests.services.made_up import NOW, admit
from tests.stores import COUNSELLOR, ENTRY, LEAD

HOUR = timedelta(hours=1)


def raised(store: Store, student: UUID | None = None, level: Level = Level.ORANGE) -> UUID:
    student = student or admit(store)
    with store.write() as db:
        [key] = alerts.raise_alert(db, student, level, " 同学说她在教室哭 ", by=LEAD, now=NOW).ids
    return key


def card(store: Store, key: UUID) -> AlertView:
    with store.read() as db:
        return alerts.card(db, key, by=LEAD, now=NOW)


def act(store: Store, key: UUID, **more: object) -> None:
    with store.write() as db:
        alerts.act(db, key, kind="talked", by=COUNSELLOR, now=NOW + HOUR, **more)  # type: ignore[arg-type] # as named


def close(store: Store, key: UUID, text: str = "两周来都好") -> None:
    with store.write() as db:
        alerts.close(db, key, closing=Closing.RESOLVED, text=text, by=LEAD, now=NOW + 2 * HOUR)


@pytest.mark.parametrize("level", list(Level))
def test_an_alert_by_hand_keeps_the_persons_words_and_is_due_by_its_level(staffed: Store, level: Level) -> None:
    found = card(staffed, raised(staffed, level=level))
    assert found.due_at == NOW + DEFAULT_HOURS[level] * HOUR
    assert (found.state, found.owner, found.level) == (AlertState.NEW, "", level)
    assert [(one.kind, one.text, one.by) for one in found.actions] == [("raised", "同学说她在教室哭", LEAD.name)]


def test_the_school_may_shorten_the_hours(staffed: Store) -> None:
    with staffed.write() as db:
        school_settings.change(db, {"hours.orange": 6}, by=LEAD, now=NOW)
    assert card(staffed, raised(staffed)).due_at == NOW + 6 * HOUR


def test_an_alert_needs_a_reason_and_a_student(staffed: Store) -> None:
    student = admit(staffed)
    with pytest.raises(Problem, match="alert_reason_missing"), staffed.write() as db:
        alerts.raise_alert(db, student, Level.RED, "  ", by=LEAD, now=NOW)
    with pytest.raises(Problem, match="student_unknown_here"), staffed.write() as db:
        alerts.raise_alert(db, new_id(), Level.RED, "理由", by=LEAD, now=NOW)


def test_the_first_to_act_owns_it(staffed: Store) -> None:
    key = raised(staffed)
    act(staffed, key, text="在操场谈了")
    with staffed.write() as db:
        alerts.act(db, key, kind="told_head", by=LEAD, now=NOW + 2 * HOUR)
    found = card(staffed, key)
    assert (found.owner, found.state) == (COUNSELLOR.name, AlertState.IN_PROGRESS)
    assert [one.kind for one in found.actions] == ["raised", "talked", "told_head"]


@pytest.mark.parametrize("state", [AlertState.IN_PROGRESS, AlertState.REFERRED, AlertState.WATCH])
def test_a_person_moves_it(staffed: Store, state: AlertState) -> None:
    key = raised(staffed)
    act(staffed, key, state=state)
    assert card(staffed, key).state is state


def test_closing_takes_a_reason_and_a_sentence(staffed: Store) -> None:
    key = raised(staffed)
    with pytest.raises(Problem, match="alert_close_apart"):
        act(staffed, key, state=AlertState.CLOSED)
    with pytest.raises(Problem, match="alert_reason_missing"):
        close(staffed, key, " ")
    close(staffed, key)
    found = card(staffed, key)
    assert (found.state, found.closing) == (AlertState.CLOSED, Closing.RESOLVED)
    assert found.actions[-1].text == "两周来都好"


def test_a_closed_alert_stays_as_it_is(staffed: Store) -> None:
    key = raised(staffed)
    close(staffed, key)
    with pytest.raises(Problem, match="alert_closed"):
        act(staffed, key)
    with pytest.raises(Problem, match="alert_closed"):
        close(staffed, key)


def test_the_board_is_ordered_and_keeps_closed_ones_apart(staffed: Store) -> None:
    yellow = raised(staffed, admit(staffed, "1", "甲"), Level.YELLOW)
    red = raised(staffed, admit(staffed, "2", "乙"), Level.RED)
    done = raised(staffed, admit(staffed, "3", "丙"), Level.RED)
    close(staffed, done)
    with staffed.read() as db:
        assert [one.id for one in alerts.board(db, by=LEAD)] == [red, yellow]
        assert [one.id for one in alerts.board(db, by=LEAD, closed=True)] == [done]


def test_unknown_alerts_and_other_roles_are_refused(staffed: Store) -> None:
    with pytest.raises(Problem, match="alert_unknown"):
        card(staffed, new_id())
    with pytest.raises(Problem, match="not_allowed"), staffed.read() as db:
        alerts.board(db, by=ENTRY)
