"""A page over a store with made-up students."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.domain.risk import Level
from app.domain.student import Relation
from app.services import alerts, guardians, sessions
from app.services.guardians import GuardianFacts
from app.services.sessions import SessionText
from app.storage.store import Store
from app.ui.desk import Desk
from app.ui.pages.students.page import StudentsPage
from tests.services.made_up import NOW, admit
from tests.stores import LEAD


@pytest.fixture
def open_page(qtbot: QtBot, school_desk: Desk) -> Callable[[], StudentsPage]:
    """Return a function that opens the page as after unlocking."""

    def opened() -> StudentsPage:
        page = StudentsPage(school_desk)
        qtbot.addWidget(page)
        page.resize(944, 470)
        page.refresh(None)
        page.show()
        return page

    return opened


@pytest.fixture
def lin(staffed: Store) -> UUID:
    """Return a student with people, a session and an alert."""
    key = admit(staffed, "2026070201", "林小满", birth_date=date(2013, 5, 1), boarding=True)
    people = (
        GuardianFacts(Relation.MATERNAL_GRANDMOTHER, "陈桂花", "13800000021", is_guardian=True, is_carer=True),
        GuardianFacts(Relation.FATHER, away_since=date(2026, 2, 20), away_place="东莞", outside_county=True),
        GuardianFacts(Relation.MOTHER, able=False),
    )
    with staffed.write() as db:
        for person in people:
            guardians.save(db, key, person, by=LEAD, now=NOW)
    with staffed.write() as db:
        text = SessionText(NOW - timedelta(days=1), minutes=40, words="最近失眠", observation="声音低")
        sessions.record(db, key, text, by=LEAD, now=NOW)
    with staffed.write() as db:
        alerts.raise_alert(db, key, Level.RED, "请看一下", by=LEAD, now=NOW)
    return key


@pytest.fixture
def others(staffed: Store) -> list[UUID]:
    """Return six students of several classes."""
    names = ("仇英", "单田方", "曾小贤", "解晓东", "尉迟恭敬", "陈安")
    return [
        admit(staffed, f"20260703{at:02}", name, class_no=1 + at % 2, boarding=at % 2 == 0)
        for at, name in enumerate(names)
    ]
