"""The locked screen."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.problems import Problem
from app.ui.gate.delay import GrowingDelay
from app.ui.gate.window import GateWindow
from tests.ui import accessibility
from tests.ui.gate.conftest import World


class Clock:
    """A steady clock moved by hand."""

    now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock moved by hand."""
    return Clock()


@pytest.fixture
def window(qtbot: QtBot, dressed: Callable[..., None], world: World, clock: Clock) -> GateWindow:
    """Return the locked screen in Chinese."""
    made = GateWindow(world.setup(), GrowingDelay(clock))
    qtbot.addWidget(made)
    made.show()
    return made


def test_delay_doubles_up_to_a_minute_and_ends(clock: Clock) -> None:
    delay = GrowingDelay(clock)
    waits = [delay.wrong() for _ in range(9)]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert delay.left() == 60
    clock.now += 59.2
    assert delay.left() == 1
    clock.now += 1
    assert delay.left() == 0


def test_password_leaves_the_field_at_once(qtbot: QtBot, window: GateWindow) -> None:
    window.form.users.setCurrentIndex(1)
    qtbot.keyClicks(window.form.password.field, "made up")
    with qtbot.waitSignal(window.unlock) as asked:
        qtbot.keyClick(window.form.password.field, Qt.Key.Key_Return)
    assert asked.args == ["b", "made up"]
    assert window.form.password.field.text() == ""
    assert window.form.button.text() == "正在解锁…"
    assert not window.form.button.isEnabled()


def test_envelope_is_not_among_the_users(window: GateWindow) -> None:
    users = window.form.users
    assert [users.itemText(at) for at in range(users.count())] == ["使用人 1", "使用人 2"]


def test_nothing_typed_asks_nothing(qtbot: QtBot, window: GateWindow) -> None:
    with qtbot.assertNotEmitted(window.unlock):
        qtbot.keyClick(window.form.password.field, Qt.Key.Key_Return)


def test_refusal_names_the_reason_and_counts_down(
    qtbot: QtBot, dressed: Callable[..., None], world: World, clock: Clock
) -> None:
    delay = GrowingDelay(clock)
    window = GateWindow(world.setup(), delay)
    qtbot.addWidget(window)
    window.show()
    delay.wrong()
    delay.wrong()
    window.show_refusal(Problem("cancelled"))
    field = window.form.password.field
    qtbot.keyClicks(field, "again")
    assert window.form.words.text() == "已停止，什么都没有改。"
    assert window.form.button.text() == "2 秒后可再试"
    with qtbot.assertNotEmitted(window.unlock):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    clock.now += 2
    qtbot.waitUntil(window.form.button.isEnabled)
    with qtbot.waitSignal(window.unlock):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_caps_lock_is_noticed_from_the_letters(qtbot: QtBot, window: GateWindow) -> None:
    field, note = window.form.password.field, window.form.password.caps_note
    qtbot.keyClick(field, "A")
    assert note.text() == "大写锁定已打开"
    qtbot.keyClick(field, "a")
    assert note.text().strip() == ""
    qtbot.keyClick(field, "a", Qt.KeyboardModifier.ShiftModifier)
    assert field.text() == "Aaa" or note.text() == "大写锁定已打开"
    qtbot.keyClick(field, "A", Qt.KeyboardModifier.ShiftModifier)
    assert note.text().strip() == ""


def test_password_can_be_shown_and_input_methods_stay_out(window: GateWindow) -> None:
    password = window.form.password
    assert password.field.echoMode() is QLineEdit.EchoMode.Password
    password.show_button.click()
    assert password.field.echoMode() is QLineEdit.EchoMode.Normal
    password.take()
    assert password.field.echoMode() is QLineEdit.EchoMode.Password
    assert not password.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_facts_hold_numbers_only(window: GateWindow) -> None:
    assert "草稿 1 份" in window.facts.text()
    assert "待接收自助答卷 2 份" in window.facts.text()


def test_recovery_code_is_checked_group_by_group(qtbot: QtBot, window: GateWindow) -> None:
    window.recovery_link.click()
    form = window.recovery
    qtbot.waitUntil(form.groups[0].hasFocus)
    qtbot.keyClicks(form.groups[0], "000011")
    assert form.groups[1].hasFocus()
    qtbot.keyClicks(form.groups[1], "123457")
    assert form.words.text() == "第 2 组有数字打错了，请对照纸面再看一遍。"
    assert form.groups[1].hasFocus()
    assert not form.button.isEnabled()


def test_recovery_code_can_be_pasted_whole(qtbot: QtBot, window: GateWindow) -> None:
    window.recovery_link.click()
    form = window.recovery
    code = "-".join(f"{11 * n:06d}" for n in range(1, 9))
    form.groups[0].setText(code.replace("0", "０"))
    assert [field.text() for field in form.groups] == code.split("-")
    with qtbot.waitSignal(window.recover) as asked:
        qtbot.keyClick(form.groups[7], Qt.Key.Key_Return)
    assert asked.args == [code]
    assert [field.text() for field in form.groups] == [""] * 8


def test_emergency_needs_no_password_and_names_nobody(window: GateWindow) -> None:
    window.emergency_link.click()
    assert window.emergency.isVisible()
    assert not window.form.isVisible()
    words = " ".join(label.text() for label in window.emergency.findChildren(QLabel))
    for number in ("120", "110", "12356", "12355"):
        assert number in words
    window.emergency.back_button.click()
    assert window.form.isVisible()


def test_first_time_offers_to_begin_or_to_look_around(qtbot: QtBot, dressed: Callable[..., None], world: World) -> None:
    world.slots = ()
    window = GateWindow(world.setup(), GrowingDelay())
    qtbot.addWidget(window)
    window.show()
    assert window.welcome.isVisible()
    with qtbot.waitSignal(window.begin):
        window.welcome.begin_button.click()
    with qtbot.waitSignal(window.demo):
        window.welcome.demo_button.click()


def test_a_damaged_slot_file_is_told(qtbot: QtBot, dressed: Callable[..., None], world: World) -> None:
    class Damaged(World):
        def setup(self):  # type: ignore[no-untyped-def]  # as in World
            from dataclasses import replace

            def refuse() -> None:
                raise Problem("unexpected")

            return replace(super().setup(), slots=refuse)

    window = GateWindow(Damaged().setup(), GrowingDelay())
    qtbot.addWidget(window)
    window.show()
    assert window.trouble.words.text().startswith("出了点问题")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_every_form_is_named_and_fits_the_smallest_screen(
    qtbot: QtBot, dressed: Callable[..., None], world: World, language: str, size: str
) -> None:
    dressed(language, "light", size)
    window = GateWindow(world.setup(), GrowingDelay())
    qtbot.addWidget(window)
    window.resize(900, 440)
    window.show()
    for open_form in (window.show_start, window.recovery_link.click, window.emergency_link.click):
        open_form()
        QApplication.processEvents()
        assert accessibility.faults(window) == []
        assert (window.width(), window.height()) == (900, 440)
        assert squeezed(window) == []


def squeezed(window: QWidget) -> list[str]:
    """Return the texts that are cut off at their lower edge."""
    return [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.wordWrap() and label.height() < label.heightForWidth(label.width())
    ]


def test_gate_imports_nothing_that_could_hold_a_key() -> None:
    program = (
        "import sys, app.ui.gate.gate, app.ui.gate.window\n"
        "print(' '.join(sorted({'.'.join(n.split('.')[:2]) for n in sys.modules if n.startswith('app.')}\n"
        "  | {n.split('.')[0] for n in sys.modules} & {'sqlalchemy', 'cryptography', 'pyrage', 'sqlcipher3',\n"
        "  'qtawesome', 'pyqtgraph', 'pypdfium2', 'reportlab', 'pydantic'})))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["app.domain", "app.messages", "app.ui"]
