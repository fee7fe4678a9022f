"""A display, a school with one student, and the program on it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.domain.ids import new_id
from app.domain.rights import Actor
from app.services import drafts, students
from app.services.school import found
from app.storage import vault
from app.storage.store import Store
from app.ui.main_window import WINDOW_DRAFT
from tests.journeys.program import Program
from tests.journeys.screen import Screen
from tests.services.made_up import NOW, SEVEN_TWO

PASSWORD = "huanghe lushui qiaotou songlin"


@dataclass(frozen=True)
class School:
    """A founded store that tests copy, and what its memory would hold while open."""

    folder: Path
    master: MasterKey
    actor: Actor
    student: UUID
    session: UUID


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """Return a display that only these tests use."""
    made = Screen()
    yield made
    made.close()


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    """Found a school with one student, left at a session record that was just begun."""
    folder = tmp_path_factory.mktemp("school") / "room"
    made = found(
        folder, school="测试学校", site_code="T1", user="测试老师", password=PASSWORD, now=NOW, kdf=Kdf.floor()
    )
    session = new_id()
    with Store.open(folder, made.master) as store:
        with store.write() as db:
            student = students.add(db, SEVEN_TWO, by=made.actor, now=NOW).id
        place = {"field": "session_words", "cursor": 0, "session": str(session), "student": str(student)}
        with store.write() as db:
            at = {"page": "session", "place": place}
            drafts.keep(db, WINDOW_DRAFT, "", at, {}, by=made.actor, now=NOW)
    return School(folder, made.master, made.actor, student, session)


@pytest.fixture
def room(school: School, tmp_path: Path) -> Path:
    """Return a copy of the school's folder."""
    return Path(shutil.copytree(school.folder, tmp_path / "room"))


@pytest.fixture
def begin(screen: Screen, tmp_path: Path) -> Iterator[Callable[[Path], Program]]:
    """Return what starts the program on a folder."""
    started: list[Program] = []

    def start(folder: Path) -> Program:
        started.append(Program(screen, folder, tmp_path))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def program(begin: Callable[[Path], Program], room: Path) -> Program:
    """Return the program at its locked screen."""
    return begin(room).locked()


def kept(folder: Path, password: str, form: str, subject: str = "") -> dict[str, object]:
    """Return a draft in a store that nobody has open."""
    from app.services import users

    unlocked = vault.unlock(folder, password)
    with Store.open(folder, unlocked.master) as store, store.read() as db:
        by = users.first_lead(db)
        found = drafts.load(db, form, subject, by=by)
    return {} if found is None else dict(found.content)
