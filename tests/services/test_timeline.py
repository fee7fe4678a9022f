"""The timeline: everything on file of one student, newest first."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.domain.problems import Problem
from app.domain.risk import Level, Tick
from app.domain.safety_plan import Entry, Step
from app.models.audit import Audit
from app.scales.load import load
from app.services import alerts, assessments, safety_plans, sessions, timeline
from app.services.assessments import SheetText
from app.services.safety_plans import PlanText
from app.services.sessions import SessionText
from app.services.timeline import Kind
from app.storage.store import Store
from tests.services.made_up import NOW, admit
from tests.stores import ENTRY, LEAD


def filled(store: Store) -> UUID:
    """Return a student with a session, a filled form, an alert and a plan, one hour apart."""
    key, other = admit(store, "1", "林小满"), admit(store, "2", "陈安")
    hour = timedelta(hours=1)
    with store.write() as db:
        text = SessionText(NOW - 4 * hour, minutes=40, topics=("sleep",), tick=Tick.LOW, words="睡不好")
        sessions.record(db, key, text, by=LEAD, now=NOW)
        sessions.record(db, other, SessionText(NOW, words="别人的"), by=LEAD, now=NOW)
    with store.write() as db:
        answers = (0,) * len(load("phq9").items)
        assessments.enter(db, key, SheetText("phq9", answers, date(2026, 11, 20)), by=LEAD, now=NOW - 3 * hour)
    with store.write() as db:
        alerts.raise_alert(db, key, Level.ORANGE, "请看一下", by=LEAD, now=NOW - 2 * hour)
    with store.write() as db:
        plan = PlanText((Entry(Step.WARNING_SIGNS, "不想说话"),), date(2026, 12, 1))
        safety_plans.save(db, key, plan, by=LEAD, now=NOW - hour)
    return key


def test_newest_first_and_of_this_student_only(staffed: Store) -> None:
    key = filled(staffed)
    with staffed.read() as db:
        lines = timeline.timeline(db, key, by=LEAD, now=NOW)
    assert [line.kind for line in lines] == [Kind.PLAN, Kind.ALERT, Kind.ASSESSMENT, Kind.SESSION]
    plan, alert, assessment, session = lines
    assert (plan.params["version"], plan.params["review_on"]) == (1, date(2026, 12, 1))
    assert (alert.params["level"], alert.params["reason"]) == ("orange", "alert_by_person")
    assert (assessment.params["scale"], assessment.params["withdrawn"]) == ("phq9", False)
    assert (session.params["minutes"], session.params["topics"], session.text) == (40, ["sleep"], "睡不好")


def test_wanted_kinds_only(staffed: Store) -> None:
    key = filled(staffed)
    with staffed.read() as db:
        for kind in (Kind.SESSION, Kind.ALERT):
            lines = timeline.timeline(db, key, kinds=frozenset({kind}), by=LEAD, now=NOW)
            assert [line.kind for line in lines] == [kind]


def test_each_look_is_logged_and_entry_clerks_get_none(staffed: Store) -> None:
    key = admit(staffed)
    with staffed.read() as db:
        assert timeline.timeline(db, key, by=LEAD, now=NOW) == []
    with staffed.read() as db:
        assert db.scalar(select(func.count()).select_from(Audit).where(Audit.action == "read")) == 1
        with pytest.raises(Problem, match="not_allowed"):
            timeline.timeline(db, key, by=ENTRY, now=NOW)
