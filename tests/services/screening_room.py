"""A made-up round for tests: three students of one class, one of another, consents as asked for."""

from datetime import date
from uuid import UUID

from app.domain.consent import Giver, Purpose, Way
from app.domain.school_class import SchoolClass
from app.services import assessments, consents, rounds
from app.services.assessments import Entered, SheetText
from app.services.consents import Decision
from app.services.rounds import Form, RoundText
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import COUNSELLOR

CALM = (0, 1, 0, 1, 0, 1, 0, 1, 0, None)
SAD = (2, 3, 2, 1, 0, 2, 1, 0, 1, 1)
LOW = (2, 3, 2, 1, 2, 2, 1, 0, 0, 1)
"""Thirteen points and no critical answer."""

TEXT = RoundText("秋季普测", date(2026, 11, 10), date(2026, 11, 30), (Form("phq9"),), hours_available=2)
SEVEN_TWO = SchoolClass(7, 2)


def consent(
    store: Store, student: UUID, *, given: bool = True, giver: Giver = Giver.GUARDIAN, day: date = TODAY
) -> None:
    """Record a decision about scales."""
    with store.write() as db:
        decision = Decision(Purpose.SCALES, giver, "林家长", given, Way.SIGNED, day)
        consents.record(db, student, decision, by=COUNSELLOR, now=NOW)


def students(store: Store) -> tuple[UUID, UUID, UUID]:
    """Admit three students of class 7(2) whose guardians agreed to scales."""
    made = (
        admit(store, "2026070201", "林小满"),
        admit(store, "2026070202", "周小雪"),
        admit(store, "2026070203", "陈小寒"),
    )
    for student in made:
        consent(store, student)
    return made


def make(store: Store, text: RoundText = TEXT) -> UUID:
    """Make a round for class 7(2)."""
    with store.write() as db:
        return rounds.make(db, text, classes=[SEVEN_TWO], by=COUNSELLOR, now=NOW).id


def enter(
    store: Store, round_id: UUID, student: UUID, answers: tuple[int | None, ...] = CALM, **facts: object
) -> Entered:
    """Key in a sheet of the round."""
    with store.write() as db:
        sheet = SheetText("phq9", answers, TODAY, **facts)  # type: ignore[arg-type] # names of fields
        return assessments.enter(db, student, sheet, round_id=round_id, by=COUNSELLOR, now=NOW)
