"""Questions: prepared answers, dialogs that do not block, no answer on a lock."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.ask import Ask


@pytest.fixture
def owner(qtbot: QtBot, dressed: Callable[..., None]) -> QWidget:
    """Return a window that asks."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_prepared_answers_open_no_dialog(owner: QWidget) -> None:
    ask, said = Ask(), []
    ask.will_answer(True, False, Path("/x/花名册.xlsx"), "家长要求", None)
    ask.confirm(owner, "删除？", verb="删除", then=lambda: said.append("deleted"))
    ask.confirm(owner, "再删？", verb="删除", then=lambda: said.append("again"))
    ask.open_file(owner, "选花名册", patterns="*.xlsx", then=lambda path: said.append(path.name))
    ask.line(owner, "原因？", then=said.append)
    ask.folder(owner, "选 U 盘", then=lambda path: said.append(str(path)))
    assert said == ["deleted", "花名册.xlsx", "家长要求"]
    assert list(ask.asked) == ["删除？", "再删？", "选花名册", "原因？", "选 U 盘"]
    assert owner.findChildren(QMessageBox) == []


def test_confirm_returns_at_once_and_cancel_is_the_default(qtbot: QtBot, owner: QWidget) -> None:
    said: list[str] = []
    Ask().confirm(owner, "删除？", verb="删除", then=lambda: said.append("deleted"))
    box = owner.findChild(QMessageBox)
    assert box.isVisible()
    assert box.textFormat() is Qt.TextFormat.PlainText
    default = box.defaultButton()
    assert isinstance(default, QPushButton)
    assert default.text() == "取消"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not owner.findChildren(QMessageBox))
    assert said == []


@pytest.mark.parametrize(("verb", "said"), [("删除", ["deleted"]), ("取消", [])])
def test_only_the_verb_goes_on(owner: QWidget, verb: str, said: list[str]) -> None:
    happened: list[str] = []
    Ask().confirm(owner, "删除？", verb="删除", then=lambda: happened.append("deleted"))
    box = owner.findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == verb).click()
    assert happened == said


def test_file_dialog_is_not_the_systems_own(owner: QWidget) -> None:
    Ask().save_file(owner, "存为", name="转介单.pdf", patterns="PDF (*.pdf)", then=lambda _: None)
    dialog = owner.findChild(QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.defaultSuffix() == "pdf"


def test_a_chosen_file_comes_home(owner: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    (tmp_path / "a.csv").write_text("x", "utf-8")
    Ask().open_file(owner, "选", patterns="CSV (*.csv)", then=chosen.append)
    dialog = owner.findChild(QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("a.csv")
    dialog.accepted.emit()
    assert chosen == [tmp_path / "a.csv"]


def test_a_line_must_hold_something(owner: QWidget) -> None:
    said: list[str] = []
    ask = Ask()
    ask.line(owner, "原因？", then=said.append)
    dialog = owner.findChild(QInputDialog)
    dialog.textValueSelected.emit("   ")
    dialog.textValueSelected.emit(" 转学 ")
    assert said == ["转学"]


def test_close_all_answers_nothing(owner: QWidget) -> None:
    said: list[str] = []
    ask = Ask()
    ask.confirm(owner, "删除？", verb="删除", then=lambda: said.append("deleted"))
    ask.tell(owner, "看一下", then=lambda: None)
    ask.close_all(owner)
    assert said == []
    assert not any(box.isVisible() for box in owner.findChildren(QMessageBox))
