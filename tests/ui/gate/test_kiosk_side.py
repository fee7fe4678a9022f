"""The locked screen and self-service: the link, staying behind, coming over, and the end by the password."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.problems import Problem
from app.ui.gate.delay import GrowingDelay
from app.ui.gate.gate import Gate
from app.ui.gate.kiosk_side import KioskSetup
from app.ui.gate.setup import Facts
from app.ui.gate.window import GateWindow
from app.ui.kiosk_line import GateEnd, KioskEnd
from tests.ui import accessibility
from tests.ui.gate.conftest import PASSWORD, World


class Around:
    """A folder in which a kiosk may appear, and what it was told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kiosk: KioskEnd | None = None
        self.told: list[object] = []
        self.refusal: Problem | None = None

    def appear(self) -> None:
        """A kiosk takes the screen, or something speaks against it."""
        if self.refusal is not None:
            raise self.refusal
        self.kiosk = KioskEnd(self.folder)
        self.kiosk.aside.connect(self.told.append)
        self.kiosk.over.connect(lambda: self.told.append("over"))

    def setup(self) -> KioskSetup:
        """Return what the gate is handed."""
        return KioskSetup(lambda parent: GateEnd(self.folder, parent), self.appear)


@pytest.fixture
def around(tmp_path: Path) -> Around:
    return Around(tmp_path)


@pytest.fixture
def gate(qtbot: QtBot, dressed: Callable[..., None], world: World, around: Around) -> Iterator[Gate]:
    world.facts = replace(world.facts, self_service=True)
    replaced: list[int] = []
    made = Gate(world.setup(), end=lambda _: None, replace=lambda _, pid: replaced.append(pid), kiosk=around.setup())
    qtbot.addWidget(made.window)
    yield made
    made.shut()


@pytest.mark.parametrize(
    ("waited", "said"),
    [
        (timedelta(minutes=7, seconds=50), "最早 7 分钟前"),
        (timedelta(hours=5, minutes=59), "最早 5 小时前"),
        (timedelta(days=3, hours=1), "最早 3 天前"),
        (timedelta(minutes=-4), "最早 0 分钟前"),
    ],
)
def test_the_age_of_the_oldest_sheet_is_told(
    qtbot: QtBot, dressed: Callable[..., None], world: World, waited: timedelta, said: str
) -> None:
    world.facts = Facts(None, 0, 3, waited)
    window = GateWindow(world.setup(), GrowingDelay())
    qtbot.addWidget(window)
    assert window.facts.text() == f"待接收自助答卷 3 份 · {said}"


def test_the_link_is_there_only_when_it_was_prepared_today(
    qtbot: QtBot, dressed: Callable[..., None], world: World
) -> None:
    window = GateWindow(world.setup(), GrowingDelay())
    qtbot.addWidget(window)
    window.show()
    assert not window.kiosk_link.isVisible()
    world.facts = replace(world.facts, self_service=True)
    window.show_start()
    assert window.kiosk_link.isVisible()
    world.slots = ()
    window.show_start()
    assert not window.kiosk_link.isVisible()


def test_the_link_starts_it_and_the_locked_screen_goes_behind(qtbot: QtBot, gate: Gate, around: Around) -> None:
    gate.window.show()
    gate.window.kiosk_link.click()
    qtbot.waitUntil(lambda: not gate.window.isVisible(), timeout=5_000)
    assert gate.kiosk is not None
    assert gate.kiosk.there


def test_what_speaks_against_it_is_said(qtbot: QtBot, gate: Gate, around: Around) -> None:
    around.refusal = Problem("kiosk_preparation_damaged")
    gate.window.show()
    gate.window.kiosk_link.click()
    assert gate.window.form.words.text() == "今天的自助准备读不出来。请老师解锁后重新准备。"
    assert gate.window.isVisible()


def test_the_teacher_comes_over_it_and_every_way_out_leads_back(qtbot: QtBot, gate: Gate, around: Around) -> None:
    around.appear()
    gate.start()
    window = gate.window
    assert window.isFullScreen()
    assert window.back_link.isVisible()
    assert not window.kiosk_link.isVisible()
    assert accessibility.nameless(window) == []
    for leave in (
        window.back_link.click,
        window.close,
        lambda: qtbot.keyClick(window.form.password.field, Qt.Key.Key_Escape),
    ):
        gate.come_to_front()
        assert window.isVisible()
        leave()
        assert not window.isVisible()
    qtbot.waitUntil(lambda: around.told.count(False) == 3, timeout=5_000)
    assert around.told[0] is True
    assert "over" not in around.told


def test_a_kiosk_that_dies_leaves_the_locked_screen(qtbot: QtBot, gate: Gate, around: Around) -> None:
    around.appear()
    gate.start()
    gate.window.back_link.click()
    assert around.kiosk is not None
    with qtbot.waitSignal(gate.kiosk.gone, timeout=5_000):  # type: ignore[union-attr] # there is one
        around.kiosk.close()
    assert gate.window.isVisible()
    assert not gate.window.isFullScreen()
    assert gate.window.kiosk_link.isVisible()


def test_the_password_ends_it(qtbot: QtBot, gate: Gate, around: Around) -> None:
    around.appear()
    gate.start()
    with qtbot.waitSignal(gate.workspace.unlocked, timeout=20_000):
        gate.window.form.password.field.setText(PASSWORD)
        gate.window.form.submit()
    qtbot.waitUntil(lambda: "over" in around.told, timeout=5_000)
    assert not gate.window.isVisible()
