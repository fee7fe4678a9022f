"""The line between locked screen and kiosk: aside, back, over, and each notices when the other is gone."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.ui.kiosk_line import GateEnd, KioskEnd


def test_the_words_arrive_in_their_order(qtbot: QtBot, tmp_path: Path) -> None:
    kiosk, gate = KioskEnd(tmp_path), GateEnd(tmp_path)
    heard: list[object] = []
    kiosk.aside.connect(heard.append)
    kiosk.over.connect(lambda: heard.append("over"))
    assert gate.find()
    gate.step_aside()
    gate.go_back()
    with qtbot.waitSignal(kiosk.over, timeout=5_000):
        gate.end()
    assert heard == [True, False, "over"]


def test_without_a_kiosk_none_is_found(qtbot: QtBot, tmp_path: Path) -> None:
    gate = GateEnd(tmp_path)
    assert not gate.find()
    gate.step_aside()  # says nothing to nobody
    assert not gate.there


def test_the_gate_notices_that_the_kiosk_is_gone(qtbot: QtBot, tmp_path: Path) -> None:
    kiosk, gate = KioskEnd(tmp_path), GateEnd(tmp_path)
    assert gate.find()
    with qtbot.waitSignal(gate.lost, timeout=5_000):
        kiosk.close()
    assert not gate.there


def test_after_the_right_password_its_end_is_no_loss(qtbot: QtBot, tmp_path: Path) -> None:
    kiosk, gate = KioskEnd(tmp_path), GateEnd(tmp_path)
    lost: list[bool] = []
    gate.lost.connect(lambda: lost.append(True))
    assert gate.find()
    gate.end()
    kiosk.close()
    qtbot.waitUntil(lambda: not gate.there, timeout=5_000)
    assert lost == []


def test_a_locked_screen_that_is_gone_gives_the_screen_back(qtbot: QtBot, tmp_path: Path) -> None:
    kiosk, gate = KioskEnd(tmp_path), GateEnd(tmp_path)
    assert gate.find()
    gate.step_aside()
    with qtbot.waitSignal(kiosk.aside, timeout=5_000, check_params_cb=lambda aside: not aside):
        gate.hang_up()
    assert not gate.there
