"""The check of the widget texts finds each fault planted in a made-up window."""

from pathlib import Path

import pytest

from tests.house import widget_texts

WINDOW = """
from PySide6.QtWidgets import QWidget

class Page(QWidget):
    def words(self) -> str:
        return self.tr("Save")
"""


@pytest.fixture
def code(tmp_path: Path) -> Path:
    folder = tmp_path / "ui"
    folder.mkdir()
    (folder / "page.py").write_text(WINDOW, "utf-8")
    return folder


@pytest.fixture
def ts(tmp_path: Path, code: Path) -> Path:
    """A complete translation of the made-up window, compiled."""
    ts = tmp_path / "xinqiao_zh.ts"
    widget_texts.collect(ts, code)
    words = ts.read_text("utf-8").replace('<translation type="unfinished" />', "<translation>保存</translation>")
    words = words.replace('<translation type="unfinished"></translation>', "<translation>保存</translation>")
    ts.write_text(words, "utf-8")
    widget_texts.compile_(ts, ts.with_suffix(".qm"))
    return ts


def test_a_complete_translation_has_no_fault(ts: Path, code: Path) -> None:
    assert widget_texts.read(ts) == {("Page", "Save"): True}
    assert widget_texts.faults(ts, code) == []


def test_a_new_text_without_chinese_is_a_fault(ts: Path, code: Path) -> None:
    (code / "more.py").write_text(WINDOW.replace("Page", "More").replace("Save", "Delete"), "utf-8")
    assert widget_texts.faults(ts, code) == ["no Chinese yet: More: Delete"]


def test_a_text_that_left_the_code_is_a_fault(ts: Path, code: Path) -> None:
    (code / "page.py").write_text(WINDOW.replace("Save", "Keep"), "utf-8")
    assert "no longer in the code: Page: Save" in widget_texts.faults(ts, code)


def test_an_unfinished_translation_is_a_fault(ts: Path, code: Path) -> None:
    ts.write_text(ts.read_text("utf-8").replace("<translation>", '<translation type="unfinished">'), "utf-8")
    assert "no Chinese yet: Page: Save" in widget_texts.faults(ts, code)


def test_a_stale_compilation_is_a_fault(ts: Path, code: Path) -> None:
    ts.write_text(ts.read_text("utf-8").replace("保存", "存下"), "utf-8")
    assert len(widget_texts.faults(ts, code)) == 1


def test_the_update_keeps_translations_and_names_the_new_texts(ts: Path, code: Path) -> None:
    (code / "more.py").write_text(WINDOW.replace("Page", "More").replace("Save", "Delete"), "utf-8")
    assert widget_texts.update(ts, code) == ["still to translate: More: Delete"]
    assert widget_texts.read(ts)[("Page", "Save")]


def test_the_project_s_own_texts_are_complete() -> None:
    assert widget_texts.faults() == []
