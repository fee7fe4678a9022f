"""Self-service: every answer is sealed at once, everybody sees the same last page, nobody gets out."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.kiosk import Choice, Question
from app.domain.tray_sheet import End
from app.ui import theme
from app.ui.kiosk.kiosk import IDLE_MS, LEFT_MS, Kiosk
from tests.ui import accessibility
from tests.ui.kiosk.conftest import DAY, TICKETS, WORDS, Desk

ENTER = Qt.Key.Key_Return


def press(qtbot: QtBot, kiosk: Kiosk, *keys: Qt.Key | str) -> None:
    for key in keys:
        target = kiosk.window.focusWidget() or kiosk.window
        if isinstance(key, str):
            qtbot.keyClicks(target, key)
        else:
            qtbot.keyClick(target, key)


def shown(kiosk: Kiosk) -> list[str]:
    """Return every text on the screen."""
    parts = (QLabel, QAbstractButton, QLineEdit)
    return [one.text() for kind in parts for one in kiosk.window.findChildren(kind) if one.isVisible()]


def picture(kiosk: Kiosk) -> QImage:
    return kiosk.window.grab().toImage()


def test_every_answer_is_sealed_before_the_next_question(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover())
    press(qtbot, kiosk, ENTER)
    assert around.tray == {}
    press(qtbot, kiosk, "2")
    (sheet,) = around.sheets()
    assert (sheet.answers, sheet.end, sheet.ticket, sheet.number) == ((1, None, None), End.OPEN, "a" * 32, "")
    press(qtbot, kiosk, ENTER, "4")
    (sheet,) = around.sheets()
    assert (sheet.answers, sheet.partial) == ((1, 3, None), True)
    around.seconds = 61.5
    press(qtbot, kiosk, ENTER, "1", ENTER)
    (sheet,) = around.sheets()
    assert (sheet.answers, sheet.end, sheet.seconds, sheet.day) == ((1, 3, 0), End.DONE, 61, DAY)
    assert kiosk.window.sheet is kiosk.end


def test_a_name_of_the_tray_says_nothing(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover())
    press(qtbot, kiosk, ENTER, "2")
    ((name, content),) = around.tray.items()
    assert not any(one in name or one.encode() in content for one in ("2026070201", "a" * 32, "made_up"))


def test_the_mouse_chooses_too_and_a_choice_can_be_changed(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover())
    press(qtbot, kiosk, ENTER)
    for at in (3, 1):
        qtbot.mouseClick(kiosk.item.options[at], Qt.MouseButton.LeftButton)
    assert [one.isChecked() for one in kiosk.item.options] == [False, True, False, False]
    assert around.sheets()[0].answers[0] == 1
    qtbot.mouseClick(kiosk.item.next, Qt.MouseButton.LeftButton)
    press(qtbot, kiosk, Qt.Key.Key_Left)
    assert [one.isChecked() for one in kiosk.item.options] == [False, True, False, False]


def test_enter_does_not_pass_an_unanswered_question_but_skipping_does(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover())
    press(qtbot, kiosk, ENTER, ENTER, Qt.Key.Key_Right)
    assert kiosk.item.progress_words.text() == "第 1 题  共 3 题"
    for _ in range(3):
        kiosk.item.skip.click()
    (sheet,) = around.sheets()
    assert (sheet.answers, sheet.end) == ((None, None, None), End.DONE)


def test_skipping_takes_an_answer_back(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover())
    press(qtbot, kiosk, ENTER, "3")
    kiosk.item.skip.click()
    assert around.sheets()[0].answers == (None, None, None)


def test_who_stops_is_asked_once_and_keeps_what_was_answered(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover())
    press(qtbot, kiosk, ENTER, "3")
    kiosk.item.stop.click()
    press(qtbot, kiosk, ENTER)  # the safe way: go on
    assert kiosk.window.sheet is kiosk.item
    kiosk.item.stop.click()
    kiosk.stop.buttons[1].click()
    (sheet,) = around.sheets()
    assert (sheet.answers, sheet.end) == ((2, None, None), End.STOPPED)
    assert kiosk.window.sheet is kiosk.end


def test_who_stops_without_an_answer_leaves_nothing(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover())
    press(qtbot, kiosk, ENTER)
    kiosk.item.stop.click()
    kiosk.stop.buttons[1].click()
    assert around.tray == {}
    assert kiosk.window.sheet is kiosk.end


def test_the_last_page_is_the_same_for_everybody(qtbot: QtBot, around: Desk) -> None:
    pictures, texts = [], []
    for answers in ("111", "444", ""):
        kiosk = around.open(around.handover())
        press(qtbot, kiosk, ENTER)
        for answer in answers:
            press(qtbot, kiosk, answer, ENTER)
        if not answers:
            kiosk.item.stop.click()
            kiosk.stop.buttons[1].click()
        texts.append(shown(kiosk))
        pictures.append(picture(kiosk))
        kiosk.window.hide()
    assert texts[0] == texts[1] == texts[2]
    assert pictures[0] == pictures[1] == pictures[2]
    assert {"谢谢你", "请举手或轻轻叫老师。", "如果现在很难受，可以直接告诉老师。"} <= set(texts[0])


def test_the_start_page_says_what_this_is(around: Desk) -> None:
    kiosk = around.open(around.handover())
    words = "".join(shown(kiosk))
    for part in ("不是考试，没有对错，不影响成绩", "心理老师会看", "如果担心你的安全，会先跟你说", "可以跳过，可以停"):
        assert part in words
    assert "编的表" not in words  # a scale's name may name a disorder


def test_nothing_of_a_student_is_left_for_the_next(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover(numbers=tuple(TICKETS)))
    press(qtbot, kiosk, ENTER, "2026070201", ENTER, "3", ENTER, "3", ENTER, "3", ENTER)
    press(qtbot, kiosk, ENTER, ENTER)
    assert kiosk.window.sheet is kiosk.number
    assert kiosk.number.field.text() == ""
    qtbot.keyClick(kiosk.number.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert kiosk.number.field.text() == ""
    press(qtbot, kiosk, "2026070202", ENTER)
    assert not any(one.isChecked() for one in kiosk.item.options)
    assert not kiosk.item.previous.isEnabled()
    press(qtbot, kiosk, "1")
    assert [(one.ticket[0], one.answers) for one in around.sheets()] == [("a", (2, 2, 2)), ("b", (0, None, None))]


def test_a_number_that_is_not_expected_is_asked_about_and_can_be_kept(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover(numbers=tuple(TICKETS)))
    press(qtbot, kiosk, ENTER, "99", ENTER)
    assert kiosk.number.said.text().startswith("今天的名单里没有这个学号")
    kiosk.number.sure.click()
    press(qtbot, kiosk, "1")
    assert [(one.ticket, one.number) for one in around.sheets()] == [("", "99")]


def test_from_the_locked_screen_the_number_is_sealed_with_the_answers(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover(numbers=()))
    press(qtbot, kiosk, ENTER, "2026070202", ENTER, "1")
    assert [(one.ticket, one.number) for one in around.sheets()] == [("", "2026070202")]


def test_one_student_has_one_turn(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover(items=1))
    press(qtbot, kiosk, ENTER, "1", ENTER)
    assert kiosk.end.buttons == []
    press(qtbot, kiosk, ENTER)
    assert kiosk.window.sheet is kiosk.end


def test_with_paper_in_hand_only_printed_numbers_are_on_the_screen(qtbot: QtBot, around: Desk) -> None:
    questions = tuple(Question(at, (Choice(0), Choice(1), Choice(3))) for at in (1, 2))
    kiosk = around.open(around.handover(questions=questions, paper=True))
    press(qtbot, kiosk, ENTER)
    assert kiosk.item.item.text() == "请看纸上的第 1 题"
    assert [one.text() for one in kiosk.item.options] == ["0", "1", "3"]
    press(qtbot, kiosk, "2")
    assert around.tray == {}  # no such number on the paper
    press(qtbot, kiosk, "0")
    assert around.sheets()[0].answers == (0, None)
    assert around.sheets()[0].paper


def test_nobody_there_covers_the_question_and_then_seals_what_there_is(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover())
    assert (kiosk._idle_timer.interval(), kiosk._left_timer.interval()) == (IDLE_MS, LEFT_MS) == (180_000, 60_000)
    press(qtbot, kiosk, ENTER, "3")
    kiosk._idle_timer.timeout.emit()
    assert kiosk.window.sheet is kiosk.idle
    assert "还在吗？" in shown(kiosk)
    press(qtbot, kiosk, ENTER)
    assert kiosk.window.sheet is kiosk.item
    kiosk._idle_timer.timeout.emit()
    kiosk._left_timer.timeout.emit()
    (sheet,) = around.sheets()
    assert (sheet.answers, sheet.end) == ((2, None, None), End.LEFT)
    assert kiosk.window.sheet is kiosk.end


def test_a_number_that_was_left_standing_goes(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover(numbers=tuple(TICKETS)))
    press(qtbot, kiosk, ENTER, "2026")
    kiosk._idle_timer.timeout.emit()
    assert kiosk.window.sheet is kiosk.start
    assert kiosk.number.field.text() == ""


def test_a_full_disk_says_no_more_than_call_the_teacher(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover())
    press(qtbot, kiosk, ENTER, "1", ENTER)
    around.full = True
    press(qtbot, kiosk, "4")
    assert "出了点小问题。请叫老师。" in shown(kiosk)
    assert around.sheets()[0].answers == (0, None, None)


def test_something_unexpected_says_that_the_answers_are_kept(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover())
    press(qtbot, kiosk, ENTER, "1")
    kiosk.stumbled()
    assert "出了点小问题，你的回答已存好。请叫老师。" in shown(kiosk)


@pytest.mark.parametrize("late", [False, True])
def test_without_a_form_for_today_there_is_nothing_to_do(around: Desk, late: bool) -> None:
    if late:
        around.day = DAY.replace(day=23)
    kiosk = around.open(around.handover() if late else None)
    assert "现在没有要填的问卷。请叫老师。" in shown(kiosk)
    assert kiosk.window.teacher_button.isVisible()


MANY = [
    (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
    (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier),
]


def test_no_key_and_no_close_leaves_it(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover())
    press(qtbot, kiosk, ENTER)
    for key, modifier in MANY:
        qtbot.keyClick(kiosk.window, key, modifier)
        kiosk.window.close()
        assert kiosk.window.isVisible()
        assert kiosk.window.sheet is kiosk.item
    assert around.calls == []
    assert around.tray == {}


def test_only_the_teachers_button_calls_the_locked_screen(qtbot: QtBot, around: Desk) -> None:
    kiosk = around.open(around.handover())
    qtbot.mouseClick(kiosk.window.teacher_button, Qt.MouseButton.LeftButton)
    assert around.calls == ["called"]
    assert kiosk.window.isVisible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_targets_are_large_texts_readable_and_nothing_is_red(
    qtbot: QtBot, around: Desk, dressed: Callable[..., None], language: str
) -> None:
    dressed(language)
    long = tuple(
        Question(at, tuple(Choice(value, words * 4) for value, words in enumerate(WORDS)), "一句很长的编的话，" * 6)
        for at in (1, 2, 3)
    )
    kiosk = around.open(around.handover(questions=long))
    red = theme.current().red.lower()
    for _ in range(3):
        assert [one for one in accessibility.faults(kiosk.window) if "needs" in one or "no name" in one] == []
        for one in kiosk.window.findChildren(QAbstractButton):
            assert not one.isVisible() or min(one.width(), one.height()) >= 48, one.text()
        sizes = {one.font().pixelSize() for one in kiosk.window.findChildren(QLabel) if one.isVisible()}
        assert sizes <= set(range(20, 25))
        image = picture(kiosk)
        seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
        assert red not in seen
        press(qtbot, kiosk, ENTER, "4")


def test_the_locked_screen_over_it_is_left_alone_and_then_gone(around: Desk) -> None:
    kiosk = around.open(around.handover())
    kiosk.show()
    kiosk.window.step_aside(aside=True)
    assert not kiosk.window._back.isActive()
    kiosk.window.to_front()
    assert not kiosk.window._back.isActive()
    kiosk.window.step_aside(aside=False)
    assert kiosk.window._back.isActive()
    kiosk.window.leave()
    assert not kiosk.window.isVisible()
