"""Two-character words in 100,000 notes, and names among 5,000 students, beside LIKE on the same encrypted file.

Ours goes through the index and the services and returns what the search box shows, names read and sorted. The
peer scans with the driver alone: the text column of the notes, or all that a typed name could mean. Each run
looks for five of them.
"""

from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.ids import new_id
from app.domain.rights import Action, Actor
from app.models.session_record import SessionRecord
from app.models.student import Student
from app.services import search as services
from app.services.simulation.people import families, words
from app.services.simulation.records import sessions
from app.storage import changes, search
from app.storage.names import STORE
from app.storage.store import Store
from benchmarks.harness import Figure, compare, timed
from benchmarks.store import NOW, bare, founded, fresh

NOTES, STUDENTS = 100_000, 5_000
RARE = ("走廊", "橘子", "台阶", "风筝", "竹竿")
"""Words that few notes hold, put into some of them."""

IN_NOTES = "SELECT id FROM session_record WHERE words LIKE '%' || :typed || '%' LIMIT 50"
BY_NAME = """
SELECT * FROM student
WHERE name LIKE '%' || :typed || '%' OR number LIKE '%' || :typed OR number LIKE :typed || '%'
OR initials LIKE :typed || '%' OR pinyin LIKE :typed || '%' OR replace(pinyin, ' ', '') LIKE :typed || '%'
LIMIT 20
"""


def figures(folder: Path, runs: int = 9, notes: int = NOTES, students: int = STUDENTS) -> list[Figure]:
    """Measure; ``folder`` is throw-away."""
    _, master, actor = founded(folder)
    room = fresh(folder, "search")
    random = Random(7)
    people = [one.student for one in families(random, students, grades=range(7, 10), now=NOW)]
    with Store.open(room, master) as store:
        with store.write() as db:
            changes.write_many(db, [(Student, people)], by=actor, action=Action.IMPORT, now=NOW)
            search.index_many(db, [("student", row["id"], row["name"]) for row in people])
        names = [row["name"] for row in random.sample(people, 5)]
        like = bare(room / STORE, master)
        with store.read() as db:
            found = _people(db, like, actor, names, runs)
        _write_notes(store, random, actor, [row["id"] for row in people], notes)
        with store.read() as db:
            return _notes(db, like, actor, notes, runs) + found


def _people(db: Session, like: Any, actor: Actor, names: list[str], runs: int) -> list[Figure]:
    def ours() -> None:
        for name in names:
            services.people(db, name, by=actor, today=NOW.date())

    def peer() -> None:
        for name in names:
            like.execute(BY_NAME, {"typed": name}).fetchall()

    return compare("search_name_in_5000", timed(ours), [("LIKE scan", timed(peer))], target=5.0, runs=runs)


def _notes(db: Session, like: Any, actor: Actor, count: int, runs: int) -> list[Figure]:
    def ours() -> None:
        for word in RARE:
            services.notes(db, word, by=actor)

    def peer() -> None:
        for word in RARE:
            like.execute(IN_NOTES, {"typed": word}).fetchall()

    return compare(f"search_word_in_{count}_notes", timed(ours), [("LIKE scan", timed(peer))], target=0.5, runs=runs)


def _write_notes(store: Store, random: Random, actor: Actor, students: list[UUID], count: int) -> None:
    pool = [word for some in words("sessions").values() for word in some]
    pattern = sessions(random, students[0], actor.user_id, 1, since=NOW, until=NOW)[0]
    rows = []
    for number in range(1, count + 1):
        said = "".join(random.sample(pool, 3)) + (random.choice(RARE) if number % 5_000 == 0 else "")
        student = students[number % len(students)]
        rows.append({**pattern, "id": new_id(), "student_id": student, "number": number, "words": said})
    with store.write() as db:
        changes.write_many(db, [(SessionRecord, rows)], by=actor, action=Action.WRITE_SESSION, now=NOW)
        search.index_many(db, [("session", row["id"], row["words"]) for row in rows])
