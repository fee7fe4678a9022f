"""A gate over a stand-in for the workspace."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from app.ui.gate.setup import Facts, GateSetup, SlotChoice

PASSWORD = "made up horse battery"
CHILD = Path(__file__).with_name("child.py")
SLOTS = (SlotChoice("a", "使用人 1"), SlotChoice("b", "使用人 2"), SlotChoice("r", "信封", recovery=True))


def ends_with(code: int, *, opens_for: str = sha256(PASSWORD.encode()).hexdigest()) -> list[str]:
    """Return a stand-in that ends with ``code`` once it was unlocked and the gate is gone."""
    return [sys.executable, str(CHILD), "exit", str(code), opens_for]


DIES_EARLY = [sys.executable, str(CHILD), "early"]


def group_ok(group: str) -> bool:
    """Check a group as recovery codes do."""
    return int(group) % 11 == 0


@dataclass
class World:
    """What is around the gate, changeable by a test."""

    slots: Sequence[SlotChoice] = SLOTS
    facts: Facts = field(default_factory=lambda: Facts(datetime(2026, 11, 20, 8, 42, tzinfo=UTC), 1, 2))
    backups: list[str] = field(default_factory=list)
    backup: Callable[[], None] | None = None
    child: list[str] = field(default_factory=lambda: ends_with(0))

    def _back_up(self) -> None:
        self.backups.append("made")
        if self.backup is not None:
            self.backup()

    def setup(self) -> GateSetup:
        """Return the gate's setup."""
        return GateSetup(
            version="v0.1.0",
            slots=lambda: self.slots,
            facts=lambda: self.facts,
            child=self.child,
            relaunch=lambda: ["fresh-gate"],
            backup=self._back_up,
            group_ok=group_ok,
            hotlines=("12356 全国统一心理援助热线", "12355 青少年服务台"),
        )


@pytest.fixture
def world() -> World:
    """Return a world with two users and an envelope."""
    return World()
