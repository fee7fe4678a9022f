"""What the tests of a round's windows share."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from app.models.screening import SecondRound
from app.services import second_round
from app.storage.store import Store
from app.ui.pages.page import Page
from tests.services.made_up import NOW
from tests.stores import LEAD

P = TypeVar("P", bound=Page)
Show = Callable[..., Page]


def led(page: Page) -> list[tuple[str, dict[str, object]]]:
    found: list[tuple[str, dict[str, object]]] = []
    page.go.connect(lambda code, place: found.append((code, place)))
    return found


def cells(page: object, table: str) -> list[list[str]]:
    model = getattr(page, table)
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def entry_of(store: Store, round_id: UUID, student: UUID) -> UUID:
    with store.write() as db:
        second_round.refresh(db, round_id, by=LEAD, now=NOW)
    with store.read() as db:
        found = db.scalars(select(SecondRound.id).where(SecondRound.student_id == student))
        return found.one()
