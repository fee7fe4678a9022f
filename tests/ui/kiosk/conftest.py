"""A kiosk with a tray that is a dictionary, a clock moved by hand, and the key that opens its sheets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.crypto.sealing import Identity, new_identity, unseal_bytes
from app.domain import tray_sheet
from app.domain.kiosk import Choice, Handover, Question, digest
from app.domain.problems import Problem
from app.domain.tray_sheet import TraySheet
from app.ui.kiosk.kiosk import Kiosk

DAY = date(2026, 11, 22)
WORDS = ("没有", "有时", "经常", "总是")
TICKETS = {"2026070201": "a" * 32, "2026070202": "b" * 32}


@dataclass
class Desk:
    """What is around a kiosk: its tray, the key of the school, how often the teacher was called."""

    app: QApplication
    identity: Identity = field(default_factory=new_identity)
    tray: dict[str, bytes] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    day: date = DAY
    seconds: float = 0.0
    full: bool = False
    kiosks: list[Kiosk] = field(default_factory=list)

    def put(self, name: str, sealed: bytes) -> None:
        """Write a sheet, unless the disk is full."""
        if self.full:
            raise Problem("disk_full", folder="", needed="1")
        self.tray[name] = sealed

    def sheets(self) -> list[TraySheet]:
        """Open what lies in the tray."""
        return [tray_sheet.from_bytes(unseal_bytes(one, [self.identity.secret])) for one in self.tray.values()]

    def handover(self, *, items: int = 3, numbers: tuple[str, ...] = ("2026070201",), **facts: object) -> Handover:
        """Make a form of made-up questions for some students."""
        choices = tuple(Choice(at, words) for at, words in enumerate(WORDS))
        made = Handover(
            id=UUID(int=5),
            day=DAY,
            scale="made_up",
            version="1.0",
            form_version="made up",
            title="编的表",
            instructions="",
            questions=tuple(Question(at, choices, f"第 {at} 句编的话") for at in range(1, items + 1)),
            paper=False,
            recipient=self.identity.recipient,
            adult="王老师",
            salt="s",
            expected={digest("s", one): TICKETS[one] for one in numbers},
        )
        return replace(made, **facts)  # type: ignore[arg-type] # names of fields

    def open(self, handover: Handover | None) -> Kiosk:
        """Show a kiosk."""
        made = Kiosk(
            handover,
            put=self.put,
            teacher=lambda: self.calls.append("called"),
            today=lambda: self.day,
            steady=lambda: self.seconds,
            app=self.app,
        )
        self.kiosks.append(made)
        made.window.resize(1092, 614)
        made.window.show()
        return made


@pytest.fixture
def around(qtbot: QtBot, qapp: QApplication, dressed: Callable[..., None]) -> Iterator[Desk]:
    """Return what is around a kiosk; the kiosks are gone afterwards."""
    made = Desk(qapp)
    yield made
    for one in made.kiosks:
        qapp.removeEventFilter(one)
        one.window.leave()
        one.window.deleteLater()
        one.deleteLater()
