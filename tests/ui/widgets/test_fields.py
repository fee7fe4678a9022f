"""Fields that understand input methods, dates, chips, and what a search box shows."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.risk import Level
from app.ui.widgets.chips import Chips
from app.ui.widgets.composition import finish_composition
from app.ui.widgets.date_edit import DateEdit
from app.ui.widgets.level_badge import LevelBadge
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.note_edit import NoteEdit
from app.ui.widgets.search_box import Answer, Hit, SearchBox

pytestmark = pytest.mark.usefixtures("dressed")


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    """Send what an input method sends."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[..., None]]:
    """Return a function that shows widgets in one window."""
    kept: list[QWidget] = []

    def show(*widgets: QWidget) -> None:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        qtbot.addWidget(window)
        window.resize(480, 400)
        window.show()
        window.activateWindow()
        kept.append(window)

    yield show
    kept.clear()


def test_full_width_digits_become_plain_where_they_stand(shown: Callable[..., None], qtbot: QtBot) -> None:
    field = LineEdit("学号")
    shown(field)
    field.setText("2024")
    field.setCursorPosition(1)
    compose(field, "", "３")
    assert field.text() == "23024"
    assert field.cursorPosition() == 2
    field.setText(" ＡＢ　")
    assert field.normal == "AB"


def test_enter_during_a_composition_does_not_enter(shown: Callable[..., None], qtbot: QtBot) -> None:
    field = LineEdit("姓名")
    shown(field)
    entered: list[bool] = []
    field.entered.connect(lambda: entered.append(True))
    compose(field, "lin")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert entered == []
    compose(field, "", "林")
    qtbot.keyClick(field, Qt.Key.Key_Enter)
    assert entered == [True]


@pytest.mark.parametrize("make", [lambda: LineEdit("主题"), lambda: NoteEdit("记录")])
def test_finish_composition_keeps_the_last_words(
    shown: Callable[..., None], qtbot: QtBot, make: Callable[[], LineEdit | NoteEdit]
) -> None:
    field = make()
    shown(field)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    compose(field, "睡不好")
    finish_composition()
    text = field.text() if isinstance(field, LineEdit) else field.text
    assert text == "睡不好"
    assert field.preedit == ""


def test_notes_take_words_only(shown: Callable[..., None], qtbot: QtBot) -> None:
    note = NoteEdit("记录")
    shown(note)
    data = QMimeData()
    data.setHtml("<b>粗</b><img src='//x/y'>")
    data.setText("粗")
    note.insertFromMimeData(data)
    assert note.text == "粗"
    files = QMimeData()
    files.setUrls([QUrl("file:///x")])
    assert not note.canInsertFromMimeData(files)
    hints = note.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def test_replaced_text_can_be_undone(shown: Callable[..., None], qtbot: QtBot) -> None:
    note = NoteEdit("记录")
    shown(note)
    note.set_text("一")
    note.set_text("二")
    note.undo()
    assert note.text == "一"


@pytest.mark.parametrize(
    ("typed", "day", "words"),
    [
        ("20261129", date(2026, 11, 29), "2026年11月29日 周日"),
        ("9.3", date(2026, 9, 3), "2026年9月3日 周四"),
        ("+7", date(2026, 11, 29), "2026年11月29日 周日"),
    ],
)
def test_dates_as_typed(shown: Callable[..., None], qtbot: QtBot, typed: str, day: date, words: str) -> None:
    field, other = DateEdit("日期", lambda: date(2026, 11, 22)), LineEdit("x")
    shown(field, other)
    field.setFocus()
    with qtbot.waitSignal(field.changed):
        qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.day(), field.text()) == (day, words)


def test_no_date_stays_as_typed_with_what_to_do(shown: Callable[..., None], qtbot: QtBot) -> None:
    field = DateEdit("日期", lambda: date(2026, 11, 22))
    shown(field)
    field.set_day(date(2026, 9, 1))
    field.selectAll()
    qtbot.keyClicks(field, "soon")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field.day()) == ("soon", None)
    assert field.problem is not None
    assert field.accessibleDescription() != ""
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert field.problem is None
    assert field.accessibleDescription() == ""


def test_one_chip_at_a_time_and_none_again(shown: Callable[..., None], qtbot: QtBot) -> None:
    chips = Chips("时长", [("20", "20 分"), ("40", "40 分")])
    shown(chips)
    changes: list[str | None] = []
    chips.changed.connect(lambda: changes.append(chips.value()))
    for code in ("20", "40", "40"):
        qtbot.mouseClick(chips.buttons[code], Qt.MouseButton.LeftButton)
    assert changes == ["20", "40", None]


def test_chips_by_keyboard(shown: Callable[..., None], qtbot: QtBot) -> None:
    chips = Chips("主题", [("a", "情绪"), ("b", "睡眠"), ("c", "家庭")], multi=True)
    shown(chips)
    chips.buttons["a"].setFocus()
    qtbot.waitUntil(chips.buttons["a"].hasFocus)
    qtbot.keyClick(chips.buttons["a"], Qt.Key.Key_Space)
    qtbot.keyClick(chips.buttons["a"], Qt.Key.Key_Left)
    assert chips.buttons["c"].hasFocus()
    qtbot.keyClick(chips.buttons["c"], Qt.Key.Key_Return)
    assert chips.values() == ["a", "c"]
    assert chips.buttons["b"].accessibleName() == "主题 睡眠"
    stops = [code for code, chip in chips.buttons.items() if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["c"]


def test_chips_keep_what_is_still_offered(shown: Callable[..., None], qtbot: QtBot) -> None:
    chips = Chips("主题", [("a", "情绪"), ("b", "睡眠")], multi=True)
    shown(chips)
    chips.set_values(["a", "b", "unknown"])
    chips.set_options([("b", "睡眠"), ("c", "家庭")])
    assert chips.values() == ["b"]


def test_chips_break_their_row(shown: Callable[..., None], qtbot: QtBot) -> None:
    chips = Chips("主题", [(str(n), f"主题{n}") for n in range(12)])
    shown(chips)
    assert chips.heightForWidth(200) > 3 * chips.heightForWidth(2000)


@pytest.mark.parametrize("level", [*Level, None])
def test_badge_says_its_level(qtbot: QtBot, level: Level | None) -> None:
    badge = LevelBadge(level)
    qtbot.addWidget(badge)
    words = {Level.RED: "红", Level.ORANGE: "橙", Level.YELLOW: "黄", Level.BLUE: "蓝", None: "未判级"}
    assert badge.accessibleName() == words[level]
    assert badge.sizeHint().height() >= 24


def test_badges_differ_without_colour(qtbot: QtBot) -> None:
    images = []
    for level in (*Level, None):
        badge = LevelBadge(level)
        qtbot.addWidget(badge)
        badge.resize(badge.sizeHint())
        grey = badge.grab().toImage().convertToFormat(badge.grab().toImage().Format.Format_Grayscale8)
        images.append(grey.copy(0, 0, 24, 24))
    assert all(one != other for at, one in enumerate(images) for other in images[at + 1 :])


class Lookup:
    """Answers when told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Answer]] = []

    def __call__(self, text: str, answer: Answer) -> None:
        self.asked.append((text, answer))

    def answer(self, at: int, *hits: Hit) -> None:
        self.asked[at][1](hits)


@pytest.fixture
def lookup() -> Lookup:
    """Return a search that is answered by hand."""
    return Lookup()


@pytest.fixture
def box(shown: Callable[..., None], qtbot: QtBot, lookup: Lookup) -> SearchBox:
    """Return a shown search box."""
    made = SearchBox(lookup, name="搜索", placeholder="姓名")
    shown(made)
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus)
    return made


def texts(lookup: Lookup) -> Sequence[str]:
    """Return what was looked up."""
    return [text for text, _ in lookup.asked]


def test_search_includes_the_composition(qtbot: QtBot, box: SearchBox, lookup: Lookup) -> None:
    compose(box.field, "lin")
    qtbot.waitUntil(lambda: texts(lookup) == ["lin"])


def test_an_answer_to_an_older_text_is_dropped(qtbot: QtBot, box: SearchBox, lookup: Lookup) -> None:
    box.field.setText("l")
    qtbot.waitUntil(lambda: len(lookup.asked) == 1)
    box.field.setText("lx")
    qtbot.waitUntil(lambda: len(lookup.asked) == 2)
    lookup.answer(1, Hit("林××"))
    lookup.answer(0, Hit("刘××"))
    assert [hit.title for hit in box.hits] == ["林××"]


def test_arrows_choose_and_enter_takes(qtbot: QtBot, box: SearchBox, lookup: Lookup) -> None:
    box.field.setText("l")
    qtbot.waitUntil(lambda: len(lookup.asked) == 1)
    lookup.answer(0, Hit("林××", "七(2)"), Hit("刘××", "八(1)"))
    assert box.field.accessibleDescription() == "找到 2 项。林××   七(2)"
    qtbot.keyClick(box.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert chosen.args[0].title == "刘××"
    assert not box.list.isVisible()


def test_nothing_found_is_said_and_esc_closes(qtbot: QtBot, box: SearchBox, lookup: Lookup) -> None:
    box.field.setText("zs")
    qtbot.waitUntil(lambda: len(lookup.asked) == 1)
    lookup.answer(0)
    assert box.list.item(0).text() == "没有找到“zs”"
    qtbot.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.list.isVisible()
    assert box.field.text() == "zs"
