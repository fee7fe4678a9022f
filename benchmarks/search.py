"""Two-character words in 100,000 notes, and names among 5,000 students, beside LIKE on the same encrypted file.

Ours goes through the index and the services and returns what the search box shows, names read and sorted. The
peer scans the text column with the driver alone and fetches the keys.
"""

from pathlib import Path
from random import Random
from typing import Any

from app.domain.ids import new_id
from app.domain.rights import Action
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


def figures(folder: Path, runs: int = 9, notes: int = NOTES, students: int = STUDENTS) -> list[Figure]:
    """Measure; ``folder`` is throw-away."""
    _, master, actor = founded(folder)
    room = fresh(folder, "search")
    with Store.open(room, master) as store:
        names = _fill(store, actor, notes, students)
        like = bare(room / STORE, master)
        with store.read() as db:

            def find_notes() -> None:
                for word in RARE:
                    services.notes(db, word, by=actor)

            def find_people() -> None:
                for name in names:
                    services.people(db, name, by=actor, today=NOW.date())

            def scan_notes() -> None:
                for word in RARE:
                    _like(like, "SELECT id FROM session_record WHERE words LIKE ? LIMIT 50", word)

            def scan_people() -> None:
                for name in names:
                    _like(like, "SELECT id FROM student WHERE name LIKE ? LIMIT 20", name)

            in_notes, in_people = f"search_{notes}_notes_5_words", f"search_{students}_names_5_names"
            return [
                *compare(in_notes, timed(find_notes), [("LIKE scan", timed(scan_notes))], target=0.5, runs=runs),
                *compare(in_people, timed(find_people), [("LIKE scan", timed(scan_people))], target=2.0, runs=runs),
            ]


def _fill(store: Store, actor: Any, notes: int, students: int) -> list[str]:
    """Write students and notes; return five names to look for."""
    random = Random(7)
    people = [one.student for one in families(random, students, grades=range(7, 10), now=NOW)]
    with store.write() as db:
        changes.write_many(db, [(Student, people)], by=actor, action=Action.IMPORT, now=NOW)
        search.index_many(db, [("student", row["id"], row["name"]) for row in people])
    pool = [word for words_of in words("sessions").values() for word in words_of]
    pattern = sessions(random, people[0]["id"], actor.user_id, 1, since=NOW, until=NOW)[0]
    rows = []
    for number in range(1, notes + 1):
        said = "".join(random.sample(pool, 3)) + (random.choice(RARE) if number % 5_000 == 0 else "")
        student = people[number % students]["id"]
        rows.append({**pattern, "id": new_id(), "student_id": student, "number": number, "words": said})
    with store.write() as db:
        changes.write_many(db, [(SessionRecord, rows)], by=actor, action=Action.WRITE_SESSION, now=NOW)
        search.index_many(db, [("session", row["id"], row["words"]) for row in rows])
    return [row["name"] for row in random.sample(people, 5)]


def _like(connection: Any, statement: str, word: str) -> None:
    connection.execute(statement, (f"%{word}%",)).fetchall()
