"""The table that fetches what comes into sight."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.domain.risk import Level
from app.ui.tables.paged_model import LEVEL_ROLE, WINDOW, WINDOWS_KEPT, Asked, Column, PagedModel, Part
from app.ui.tables.table_view import TableView


@dataclass(frozen=True)
class Row:
    """A made-up student."""

    number: int
    level: Level | None = None


COLUMNS = (
    Column[Row]("学号", lambda row: str(row.number), key="number", width=140),
    Column[Row]("关注", lambda row: row.level.value if row.level else "", level=lambda row: row.level),
)


class Source:
    """A database of numbers. Answers at once, or when told to."""

    def __init__(self, total: int, *, at_once: bool = True) -> None:
        self.numbers = list(range(total))
        self.asked: list[Asked] = []
        self.waiting: list[Callable[[], None]] = []
        self.at_once = at_once

    def __call__(self, asked: Asked, answer: Callable[[Part[Row]], None]) -> None:
        self.asked.append(asked)
        rows = sorted(self.numbers, reverse=asked.descending)[asked.offset : asked.offset + asked.limit]
        part = Part([Row(number, Level.RED if number == 0 else None) for number in rows], len(self.numbers))
        if self.at_once:
            answer(part)
        else:
            self.waiting.append(lambda: answer(part))


def cell(model: PagedModel[Row], row: int, column: int = 0) -> object:
    """Return what a cell shows."""
    return model.data(model.index(row, column))


def test_rows_are_fetched_as_they_come_into_sight() -> None:
    source = Source(5_000)
    model = PagedModel(COLUMNS, source)
    model.reload()
    assert model.rowCount() == 5_000
    assert [asked.offset for asked in source.asked] == [0]
    assert cell(model, 4_321) == "…"
    assert cell(model, 4_321) == "4321"
    assert [asked.offset for asked in source.asked] == [0, 4_300]


def test_a_window_on_its_way_is_asked_for_once() -> None:
    source = Source(1_000, at_once=False)
    model = PagedModel(COLUMNS, source)
    model.reload()
    source.waiting.pop()()
    for row in range(200, 300):
        cell(model, row)
    assert len(source.waiting) == 1
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda top, bottom, _roles: changed.append((top.row(), bottom.row())))
    source.waiting.pop()()
    assert changed == [(200, 299)]


def test_an_answer_from_before_a_reload_is_dropped() -> None:
    source = Source(10, at_once=False)
    model = PagedModel(COLUMNS, source)
    model.reload()
    source.numbers = [7]
    model.reload()
    old, new = source.waiting
    new()
    old()
    assert (model.rowCount(), cell(model, 0)) == (1, "7")


def test_windows_long_out_of_sight_are_forgotten() -> None:
    source = Source(WINDOW * (WINDOWS_KEPT + 5))
    model = PagedModel(COLUMNS, source)
    model.reload()
    for part in range(WINDOWS_KEPT + 5):
        cell(model, part * WINDOW)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    asked = len(source.asked)
    assert cell(model, 0) == "…"
    assert cell(model, 0) == "0"
    assert len(source.asked) == asked + 1
    assert resets == []


def test_sorting_is_the_databases_work() -> None:
    source = Source(300)
    model = PagedModel(COLUMNS, source)
    model.reload()
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert source.asked[-1] == Asked(0, WINDOW, "number", descending=True)
    assert cell(model, 0) == "299"
    before = len(source.asked)
    model.sort(1)
    assert len(source.asked) == before


def test_levels_are_handed_to_the_delegate() -> None:
    model = PagedModel(COLUMNS, Source(2))
    model.reload()
    assert model.data(model.index(0, 1), LEVEL_ROLE) == (Level.RED,)
    assert model.data(model.index(1, 1), LEVEL_ROLE) == (None,)
    assert model.data(model.index(0, 0), LEVEL_ROLE) is None


def test_qts_own_model_checks(qtbot: QtBot) -> None:
    model = PagedModel(COLUMNS, Source(250))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.reload()
    cell(model, 240)
    cell(model, 240)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert tester.model() is model
    assert not model.index(0, 0, model.index(0, 0)).isValid()
    assert model.rowCount(QModelIndex()) == 250


@pytest.fixture
def view(qtbot: QtBot, dressed: Callable[..., None]) -> TableView:
    """Return a shown table of 5,000 rows."""
    made = TableView("学生")
    qtbot.addWidget(made)
    model = PagedModel(COLUMNS, Source(5_000), made)
    made.show_model(model)
    model.reload()
    made.resize(400, 300)
    made.show()
    return made


def test_enter_opens_and_space_previews(qtbot: QtBot, view: TableView) -> None:
    view.setCurrentIndex(view.model().index(2, 0))
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.previewed) as previewed:
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert opened.args == previewed.args == [Row(2)]


def test_the_current_row_stays_after_a_reload(view: TableView) -> None:
    view.setCurrentIndex(view.model().index(40, 0))
    model = view.model()
    assert isinstance(model, PagedModel)
    model.reload()
    assert view.currentIndex().row() == 40
    assert view.current() == Row(40)


def test_a_long_table_asks_for_what_is_seen_only(qtbot: QtBot, dressed: Callable[..., None]) -> None:
    source = Source(100_000)
    table = TableView("学生")
    qtbot.addWidget(table)
    table.show_model(PagedModel(COLUMNS, source, table))
    table.resize(400, 300)
    table.model().reload()
    table.show()
    table.scrollToBottom()
    table.grab()
    assert {asked.offset for asked in source.asked} == {0, 99_900}
    assert table.rowHeight(0) >= 36


def test_badge_is_drawn_in_the_table(view: TableView) -> None:
    view.setColumnWidth(0, 100)
    row = view.visualRect(view.model().index(0, 1))
    plain = view.visualRect(view.model().index(1, 1))
    image = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()

    def colours(at: int, of: int) -> set[int]:
        return {image.pixel(round(x * ratio), round((at + of / 2) * ratio)) for x in range(110, 150)}

    assert len(colours(row.y(), row.height())) > len(colours(plain.y(), plain.height()))
