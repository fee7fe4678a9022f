"""Made-up students and their families."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from app.domain.ids import new_id
from app.domain.school_class import SIX_THREE, entry_year_for
from app.domain.student import Relation, Sex, Standing
from app.services.pinyin import reading

RESOURCES = Path(__file__).parents[3] / "resources" / "demo"
CLASS_SIZE = 45
AWAY = 0.38
"""Share of families with a parent away for work; the rural surveys that we read give a third or more."""


@cache
def words(name: str) -> dict[str, list[str]]:
    """Return a word list of the demo."""
    found: dict[str, list[str]] = json.loads((RESOURCES / f"{name}.json").read_text("utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Family:
    """One student with the people around her, as column values."""

    student: dict[str, Any]
    guardians: list[dict[str, Any]]


def families(random: Random, count: int, *, grades: range, now: datetime) -> list[Family]:
    """Return ``count`` families spread over ``grades`` in classes of at most 45."""
    today = now.date()
    made = []
    per_grade = -(-count // len(grades))
    taken: set[str] = set()
    for position in range(count):
        grade = grades[min(position // per_grade, len(grades) - 1)]
        place = position % per_grade
        made.append(_family(random, grade, place // CLASS_SIZE + 1, position, today, now, taken))
    return made


def _family(
    random: Random, grade: int, class_no: int, position: int, today: date, now: datetime, taken: set[str]
) -> Family:
    name = _name(random, taken)
    read = reading(name)
    entered = entry_year_for(grade, today, schooling=SIX_THREE)
    born = date(today.year - grade - 6, random.randint(1, 12), random.randint(1, 28))
    student = {
        "id": new_id(),
        "number": f"{entered}{grade:02d}{class_no:02d}{position:04d}",
        "name": name,
        "pinyin": read.syllables,
        "initials": read.initials,
        "pinyin_edited": False,
        "sex": random.choice(list(Sex)),
        "birth_date": born,
        "stage": SIX_THREE.stage_of(grade),
        "entry_year": entered,
        "grade_shift": 0,
        "class_no": class_no,
        "boarding": random.random() < 0.4,
        "standing": Standing.ENROLLED,
        "created_at": now,
    }
    return Family(student, _guardians(random, student, today))


def _name(random: Random, taken: set[str]) -> str:
    lists = words("people")
    while True:
        given = random.choice(lists["given_two"])
        if random.random() < 0.8:
            given = random.choice([*lists["given_one"], *lists["given_two"]]) + given
        name = random.choice(lists["surnames"]) + given
        if name not in taken or len(taken) > 3000:
            taken.add(name)
            return name


def _guardians(random: Random, student: dict[str, Any], today: date) -> list[dict[str, Any]]:
    lists = words("people")
    away = random.random() < AWAY
    both = away and random.random() < 0.5
    since = today - timedelta(days=random.randint(30, 900))
    people = []
    for relation, gone in ((Relation.FATHER, away), (Relation.MOTHER, both)):
        people.append(
            {
                "relation": relation,
                "name": f"{student['name'][0]}{'父' if relation is Relation.FATHER else '母'}",
                "is_guardian": True,
                "is_carer": not gone,
                "able": None if gone else True,
                "away_since": since if gone else None,
                "away_place": random.choice(lists["places"]) if gone else "",
                "outside_county": True if gone else None,
            }
        )
    if both:
        relation = random.choice([Relation.GRANDMOTHER, Relation.GRANDFATHER, Relation.MATERNAL_GRANDMOTHER])
        people.append({"relation": relation, "name": f"{student['name'][0]}家老人", "is_carer": True})
    for person in people:
        person["id"] = new_id()
        person["student_id"] = student["id"]
        person["phone"] = f"1380000{random.randint(0, 9999):04d}"
    return people
