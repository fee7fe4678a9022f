"""A whole made-up school: students, families, records and sheets, written through the services."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.domain.institution import InstitutionKind
from app.domain.rights import Action, Actor
from app.models.consent import Consent
from app.models.guardian import Guardian
from app.models.session_record import SessionRecord
from app.models.student import Student
from app.services import institutions, school, school_settings
from app.services.simulation import people, records, screening
from app.services.simulation.people import Family
from app.services.simulation.screening import Season
from app.storage import changes, search
from app.storage.store import Store

IN_COUNSELLING = 0.06
DEMO_PASSWORD = "yanshi-xuexiao-daoyou"  # noqa: S105 - the demo's, shown on its locked screen
DEMO_LABEL = f"演示 · 密码 {DEMO_PASSWORD}"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Simulated:
    """A made-up school's store: its key and its user."""

    master: MasterKey
    actor: Actor
    students: int
    sessions: int
    sheets: int


def make_demo(folder: Path, now: datetime, *, students: int = 600, progress: Progress | None = None) -> Simulated:
    """Make the demo school: 600 students of grades 7 to 9 with two years behind them."""
    return make_school(folder, students=students, years=2, seed=1, now=now, demo=True, progress=progress)


def make_school(
    folder: Path,
    *,
    students: int,
    years: int,
    seed: int,
    now: datetime,
    name: str = "青石镇演示学校",
    demo: bool = False,
    progress: Progress | None = None,
) -> Simulated:
    """Found a store in ``folder`` and fill it. The same seed makes the same people and answers."""
    founded = school.found(
        folder,
        school=name,
        site_code="DEMO01",
        user="演示老师",
        password=DEMO_PASSWORD,
        label=DEMO_LABEL if demo else None,
        now=now,
        kdf=Kdf.floor(),
    )
    with Store.open(folder, founded.master) as store:
        done = fill(store, students=students, years=years, seed=seed, by=founded.actor, now=now, progress=progress)
        if demo:
            _dress(store, by=founded.actor, now=now)
    return Simulated(founded.master, founded.actor, *done)


def fill(
    store: Store,
    *,
    students: int,
    years: int,
    seed: int,
    by: Actor,
    now: datetime,
    progress: Progress | None = None,
) -> tuple[int, int, int]:
    """Fill an empty store; return how many students, session records and sheets there are now."""
    random = Random(seed)
    families = people.families(random, students, grades=range(7, 10), now=now)
    with store.write() as db:
        changes.write_many(
            db,
            [
                (Student, [one.student for one in families]),
                (Guardian, [person for one in families for person in one.guardians]),
            ],
            by=by,
            action=Action.IMPORT,
            now=now,
        )
        search.index_many(db, [("student", one.student["id"], one.student["name"]) for one in families])
    notes = _sessions(store, random, families, years, by=by, now=now)
    count = 0
    since = now - timedelta(days=365 * years)
    agreed = screening.consents(random, families, by=by, at=since)
    with store.write() as db:
        changes.write_many(db, [(Consent, agreed)], by=by, action=Action.WRITE_CONSENT, now=now)
    consented = frozenset(row["student_id"] for row in agreed)
    for year in range(years):
        at = now - timedelta(days=365 * (years - 1 - year), hours=2)
        count += screening.play(store, random, families, consented, Season(at, year == years - 1), by=by)
        if progress is not None:
            progress(year + 1, years)
    return len(families), notes, count


def _sessions(store: Store, random: Random, families: list[Family], years: int, *, by: Actor, now: datetime) -> int:
    chosen = random.sample(families, max(1, int(len(families) * IN_COUNSELLING)))
    since = now - timedelta(days=365 * years)
    rows = []
    for family in chosen:
        count = random.randint(1, 4 * years)
        rows += records.sessions(
            random, family.student["id"], by.user_id, count, since=since, until=now - timedelta(days=2)
        )
    with store.write() as db:
        changes.write_many(db, [(SessionRecord, rows)], by=by, action=Action.WRITE_SESSION, now=now)
        text = [("session", row["id"], f"{row['words']} {row['observation']} {row['next_step']}") for row in rows]
        search.index_many(db, text)
    return len(rows)


def _dress(store: Store, *, by: Actor, now: datetime) -> None:
    """Give the demo school what a real one has set up: telephone, contact, a hospital."""
    with store.write() as db:
        school_settings.change(db, {"school.room_phone": "0000-8000001", "school.contact": "演示老师"}, by=by, now=now)
        facts = institutions.InstitutionFacts(
            kind=InstitutionKind.HOSPITAL,
            name="示例县人民医院",
            department="儿童青少年心理门诊",
            contact="示例医生",
            phone="0000-8000002",
            site_code="HOSP01",
        )
        institutions.save(db, facts, by=by, now=now)
