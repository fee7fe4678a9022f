"""Made-up schools: the same seed makes the same people, and they look like a school."""

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import func, select

from app.domain.alerts import AlertState
from app.models.alert import Alert
from app.models.assessment import AnswerSheet, Assessment
from app.models.session_record import SessionRecord
from app.models.student import Student
from app.services.simulation import people
from app.services.simulation.school import DEMO_LABEL, DEMO_PASSWORD, make_demo, make_school
from app.storage import vault
from app.storage.check import check
from app.storage.store import Store
from tests.stores import NOW


def _told(folder: Path) -> dict[str, list[Any]]:
    """Return what a made school holds, without its keys and moments."""
    unlocked = vault.unlock(folder, DEMO_PASSWORD)
    with Store.open(folder, unlocked.master) as store, store.read() as db:
        return {
            "people": sorted(map(tuple, db.execute(select(Student.number, Student.name, Student.birth_date)))),
            "notes": sorted(map(tuple, db.execute(select(SessionRecord.number, SessionRecord.words)))),
            "answers": sorted(str(one) for one in db.scalars(select(AnswerSheet.answers))),
            "alerts": sorted(db.scalars(select(Alert.reason))),
        }


def test_the_same_seed_makes_the_same_school_and_another_does_not(tmp_path: Path) -> None:
    told = []
    for name, seed in (("first", 5), ("second", 5), ("third", 6)):
        make_school(tmp_path / name, students=30, years=1, seed=seed, now=NOW)
        told.append(_told(tmp_path / name))
    assert told[0] == told[1]
    assert told[0]["people"] != told[2]["people"]


def test_the_demo_is_a_sound_store_with_alerts_and_its_password_on_the_label(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    steps: list[tuple[int, int]] = []
    made = make_demo(folder, NOW, students=120, progress=lambda done, total: steps.append((done, total)))
    assert DEMO_PASSWORD in DEMO_LABEL
    assert DEMO_LABEL in [slot.label for slot in vault.slots(folder)]
    assert check(folder, made.master).faults == {}
    with Store.open(folder, made.master) as store, store.read() as db:

        def count(model: Any) -> int:
            return db.scalar(select(func.count()).select_from(model)) or 0

        assert count(Student) == made.students == 120
        assert count(SessionRecord) == made.sessions > 0
        assert count(Assessment) >= made.sheets > 120 * 2
        states = list(db.scalars(select(Alert.state)))
    assert AlertState.CLOSED in states
    assert steps[-1][0] == steps[-1][1]


def test_families_fill_classes_of_readable_names() -> None:
    made = people.families(Random(3), 300, grades=range(7, 10), now=NOW)
    sizes = Counter((one.student["entry_year"], one.student["class_no"]) for one in made)
    for one in made:
        student = one.student
        assert {person["student_id"] for person in one.guardians} == {student["id"]}
        assert all(person["phone"].startswith("1380000") for person in one.guardians)
    assert max(sizes.values()) <= people.CLASS_SIZE
    assert len({one.student["number"] for one in made}) == 300
    away = sum(any(person.get("away_since") for person in one.guardians) for one in made)
    assert 0.25 < away / 300 < 0.5
