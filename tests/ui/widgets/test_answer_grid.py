"""The painted grid: keys as a keyboard sends them, sounds, what a screen reader hears."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.widgets.answer_grid import AnswerGrid
from app.ui.widgets.sheet_keys import BLANK, ILLEGIBLE, Summary

FOUR = [1, 2, 3, 4]


@pytest.fixture
def beeps() -> list[str]:
    """Collect the error sounds."""
    return []


@pytest.fixture
def grid(qtbot: QtBot, dressed: Callable[..., None], beeps: list[str]) -> AnswerGrid:
    """Return a sheet of a hundred items."""
    made = AnswerGrid(beep=lambda: beeps.append("beep"))
    qtbot.addWidget(made)
    made.set_sheet([FOUR] * 100)
    made.resize(720, 360)
    made.show()
    return made


def send(grid: AnswerGrid, key: Qt.Key, text: str, keypad: bool = False) -> None:
    """Send a key as it comes from a keyboard."""
    modifier = Qt.KeyboardModifier.KeypadModifier if keypad else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(grid, QKeyEvent(QEvent.Type.KeyPress, key, modifier, text))


def test_a_sheet_of_a_hundred_takes_a_hundred_and_one_events(qtbot: QtBot, grid: AnswerGrid) -> None:
    with qtbot.waitSignal(grid.finished) as finished:
        qtbot.keyClicks(grid, "1234" * 25)
        qtbot.keyClick(grid, Qt.Key.Key_Enter)
    assert grid.answers() == [1, 2, 3, 4] * 25
    assert finished.args == [Summary(100, 0, 0, 1)]


def test_full_width_digits_and_signs_are_read(grid: AnswerGrid) -> None:
    for text in "３＊．。":
        send(grid, Qt.Key.Key_unknown, text)
    assert grid.answers()[:4] == [3, ILLEGIBLE, BLANK, BLANK]


def test_out_of_range_beeps_and_stays(qtbot: QtBot, grid: AnswerGrid, beeps: list[str]) -> None:
    hints: list[str] = []
    grid.hinted.connect(hints.append)
    qtbot.keyClicks(grid, "7")
    assert beeps == ["beep"]
    assert grid.answers()[0] is None
    assert hints == ["第 1 题只能是 1–4。"]


def test_sound_can_be_switched_off(qtbot: QtBot, grid: AnswerGrid, beeps: list[str]) -> None:
    grid.sound = False
    qtbot.keyClicks(grid, "7")
    assert beeps == []


def test_num_lock_off_is_told_and_moves_nothing(grid: AnswerGrid, beeps: list[str]) -> None:
    send(grid, Qt.Key.Key_End, "", keypad=True)
    assert grid.accessibleDescription() == "数字键盘没打开，请按 Num Lock。"
    assert (grid.keys.cursor, beeps) == (0, ["beep"])


def test_difference_in_the_second_pass(qtbot: QtBot, grid: AnswerGrid) -> None:
    grid.set_sheet([FOUR] * 3, first_pass=[3, 1, 1])
    with qtbot.waitSignal(grid.mismatched) as told:
        qtbot.keyClicks(grid, "2")
    assert told.args == [0, 3, 2]
    assert grid.accessibleDescription() == "第 1 题：第一次 3，这次 2。按 1 保留第一次，按 2 用这次。"
    qtbot.keyClicks(grid, "2")
    assert grid.answers() == [2, None, None]


def test_a_draft_is_resumed_at_the_first_gap(grid: AnswerGrid) -> None:
    grid.set_sheet([FOUR] * 4, answers=[1, BLANK, None, None])
    assert grid.keys.cursor == 2
    assert grid.answers() == [1, BLANK, None, None]


def test_screen_reader_hears_item_and_choices(qtbot: QtBot, grid: AnswerGrid) -> None:
    qtbot.keyClicks(grid, "1")
    assert grid.accessibleName() == "答题表"
    assert grid.accessibleDescription() == "第 2 题，共 100 题：1–4"


def test_a_click_puts_the_cursor_there(qtbot: QtBot, grid: AnswerGrid) -> None:
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(60, 55))
    assert grid.keys.cursor == 10


@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_a_hundred_items_fit_beside_the_options_on_the_smallest_screen(
    dressed: Callable[..., None], qtbot: QtBot, size: str
) -> None:
    dressed("zh", "light", size)
    grid = AnswerGrid()
    qtbot.addWidget(grid)
    grid.set_sheet([FOUR] * 100)
    hint = grid.minimumSizeHint()
    assert hint.width() <= 900 - 52 - 32 - 150  # rail, margins, options
    assert hint.height() <= 440 - 52 - 26 - 80  # top bar, status line, head and keys of the page
    assert hint.height() / 10 >= 24


def test_input_methods_stay_out(grid: AnswerGrid) -> None:
    assert not grid.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_answers_are_painted(qtbot: QtBot, grid: AnswerGrid) -> None:
    before = grid.grab().toImage()
    qtbot.keyClicks(grid, "4")
    after = grid.grab().toImage()
    assert before != after
