"""Chips: a row of choices."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.widgets.chips import Chips


def test_a_choice_that_is_required_is_not_taken_back_by_a_second_press(qtbot: QtBot, dressed: object) -> None:
    chips = Chips("等级", [("red", "红"), ("yellow", "黄")], required=True)
    qtbot.addWidget(chips)
    chips.set_value("red")
    qtbot.mouseClick(chips.buttons["red"], Qt.MouseButton.LeftButton)
    assert chips.value() == "red"
    qtbot.mouseClick(chips.buttons["yellow"], Qt.MouseButton.LeftButton)
    assert chips.value() == "yellow"
