"""Sheets as a kiosk would leave them, for tests of the tray."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path

from app.domain.kiosk import Handover
from app.domain.tray_sheet import End
from app.services import kiosk, nodes
from app.services.kiosk import Wish
from app.storage import tray
from app.storage.store import Store
from app.ui.kiosk.filling import Filling
from tests.services.made_up import NOW, TODAY
from tests.stores import COUNSELLOR, LEAD


def keyed(store: Store) -> None:
    """Give the store its keys: what a founded school has."""
    with store.write() as db:
        nodes.make_keys(db, by=LEAD, now=NOW)


def hand_over(store: Store, scale: str = "phq9", **facts: object) -> Handover:
    """Prepare self-service for ``scale``."""
    with store.write() as db:
        wish = Wish(scale, COUNSELLOR.user_id, **facts)  # type: ignore[arg-type] # names of fields
        return kiosk.hand_over(db, wish, by=COUNSELLOR, now=NOW)


def fill(
    folder: Path,
    handover: Handover,
    answers: Sequence[int | None],
    *,
    number: str = "",
    end: End | None = End.DONE,
    day: date = TODAY,
) -> str:
    """Fill a sheet in as the kiosk does, two seconds an answer; return its file's name. ``end`` None: cut off."""
    seconds = count(0, 2)
    written: list[str] = []

    def put(name: str, data: bytes) -> None:
        written.append(name)
        tray.put(folder, name, data)

    ticket = handover.ticket_of(number) or handover.only_ticket or ""
    filling = Filling(
        handover, day, put, ticket=ticket, number="" if ticket else number, steady=lambda: float(next(seconds))
    )
    for at, answer in enumerate(answers):
        filling.at = at
        if answer is not None:
            filling.choose(answer)
    if end is not None:
        filling.end(end)
    return written[-1]


def sealed(folder: Path, name: str) -> bytes:
    """Return the bytes of a sheet."""
    return (folder / tray.TRAY / name).read_bytes()
