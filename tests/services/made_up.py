"""Made-up students and records for tests of services."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from app.domain.school_class import Stage
from app.services import students
from app.services.students import StudentFacts
from app.storage.store import Store
from tests.stores import LEAD

NOW = datetime(2026, 11, 22, 2, 42, tzinfo=UTC)
TODAY = NOW.date()

SEVEN_TWO = StudentFacts("2026070201", "林小满", stage=Stage.MIDDLE, entry_year=2026, class_no=2)
"""In class 7(2) on ``TODAY``."""


def admit(store: Store, number: str = "2026070201", name: str = "林小满", **facts: object) -> UUID:
    """Add a student of class 7(2), with other facts where given."""
    with store.write() as db:
        made = replace(SEVEN_TWO, number=number, name=name, **facts)  # type: ignore[arg-type] # names of facts
        return students.add(db, made, by=LEAD, now=NOW).id
