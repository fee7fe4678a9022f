"""One painted grid for keying in a paper answer sheet with the number keys.

One widget and not a hundred fields: fast, one tab stop, eyes stay on the paper. Ten items to a row, a
gap every five, as on the printed sheet. The state of the keys lives in ``sheet_keys``.
"""

import unicodedata
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets.sheet_keys import BLANK, ILLEGIBLE, ROW, Event, SheetKeys, Summary

if TYPE_CHECKING:
    from app.ui.theme import Tokens

GAP = 10
_KEYS = {
    Qt.Key.Key_Backspace: "back", Qt.Key.Key_Return: "enter", Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right", Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down",
}  # fmt: skip
_NUM_LOCK_OFF = {
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Insert,
    Qt.Key.Key_Clear, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
}  # fmt: skip
_MARKS = {BLANK: "–", ILLEGIBLE: "*"}
# Some keyboards and input methods send these for the point beside the 0.
_POINTS = str.maketrans({",": ".", "。": ".", "，": ".", "、": "."})


class AnswerGrid(QWidget):
    """Keys: digits answer, . left out, * illegible, Backspace back, + jump, - row anew, Enter done.

    ``hinted`` carries what should stand beside the grid after each key.
    """

    changed = Signal()
    finished = Signal(object)
    refused = Signal(int)
    mismatched = Signal(int, int, int)
    hinted = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, beep: Callable[[], None] = QApplication.beep) -> None:
        super().__init__(parent)
        self._beep = beep
        self.sound = True
        self.keys = SheetKeys([[1]])
        self._numbers: Sequence[int] = (1,)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._say()

    def set_sheet(
        self,
        allowed: Sequence[Sequence[int]],
        *,
        answers: Sequence[int | None] = (),
        first_pass: Sequence[int | None] | None = None,
        numbers: Sequence[int] = (),
    ) -> None:
        """Show a sheet; ``answers`` resumes a draft, ``first_pass`` makes this the second pass.

        ``numbers`` are the items' numbers on paper where only some of them are keyed in.
        """
        self.keys = SheetKeys(allowed, first_pass=first_pass)
        self._numbers = tuple(numbers) or tuple(range(1, len(allowed) + 1))
        for item, answer in enumerate(answers[: len(allowed)]):
            self.keys.answers[item] = answer
        empty = [item for item, answer in enumerate(self.keys.answers) if answer is None]
        self.keys.cursor = empty[0] if empty else self.keys.count
        self.updateGeometry()
        self._say()
        self.update()

    def answers(self) -> list[int | None]:
        """Return what was keyed: a printed value, BLANK, ILLEGIBLE, or None where nothing was keyed."""
        return list(self.keys.answers)

    def summary(self) -> Summary:
        """Return the counts of the sheet."""
        return self.keys.summary()

    def press_enter(self) -> None:
        """Do what the Enter key does, for a button."""
        self._press("enter")

    def place_in_hand(self) -> QRect:
        """Return where the item in hand stands, for scrolling to it."""
        return self._cell(min(self.keys.cursor, self.keys.count - 1))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the smallest size at which every cell can be read and clicked (24 px)."""
        rows = -(-self.keys.count // ROW)
        metrics = QFontMetrics(self._font(0.9))
        width = max(44, metrics.horizontalAdvance("100") + metrics.horizontalAdvance("8") + 24)
        return QSize(ROW * width + GAP + 4, rows * max(24, metrics.height() + 4) + 4)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a comfortable size."""
        small = self.minimumSizeHint()
        return QSize(small.width() + 160, small.height() + -(-self.keys.count // ROW) * 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take a key of the number block or of the row above the letters."""
        on_keypad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key())
        if on_keypad and key in _NUM_LOCK_OFF:
            self._complain(self.tr("The number keys are off. Press Num Lock."))
            return
        typed = unicodedata.normalize("NFKC", event.text()).translate(_POINTS)
        name = _KEYS.get(key) or (typed if typed in set("0123456789*+-.") else "")
        if not name or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        self._press(name)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Put the cursor on the item clicked."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for item in range(self.keys.count):
            if self._cell(item).contains(event.position().toPoint()):
                self.keys.go_to(item)
                self._say()
                self.update()
                return

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        for item in range(self.keys.count):
            self._draw(painter, item, tokens)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw anew where font or colours changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()

    def focusInEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Show where the next key goes."""
        super().focusInEvent(event)  # type: ignore[arg-type] # Qt hands in what it takes
        self.update()

    def _press(self, name: str) -> None:
        keys = self.keys
        item = keys.cursor
        came = keys.press(name)
        if came is Event.REFUSED:
            self.refused.emit(item)
            self._complain(self._refusal(item))
            return
        if came is Event.MISMATCH and keys.mismatch is not None:
            first, now = keys.mismatch
            self.mismatched.emit(item, first, now)
        if came in (Event.MISMATCH, Event.UNFINISHED):
            self._sound()
        if came in (Event.ANSWERED, Event.MOVED, Event.FINISHED):
            self.changed.emit()
        self._say(came)
        self.update()
        if came is Event.FINISHED:
            self.finished.emit(keys.summary())

    def _refusal(self, item: int) -> str:
        if self.keys.mismatch is not None:
            return self.tr("Press 1 to keep the first, 2 for this one.")
        if self.keys.at_end or item >= self.keys.count:
            return self.tr("That was the last item. Enter finishes, Backspace goes back.")
        allowed = sorted(self.keys.allowed[item])
        return self.tr("Item {0} can only be {1}.").format(self._numbers[item], _span(allowed))

    def _complain(self, words: str) -> None:
        self._sound()
        self._announce(words)
        self.update()

    def _sound(self) -> None:
        if self.sound:
            self._beep()

    def _say(self, came: Event = Event.NONE) -> None:
        keys = self.keys
        if keys.mismatch is not None:
            first, now = (_word(one) for one in keys.mismatch)
            words = self.tr("Item {0}: first {1}, now {2}. Press 1 to keep the first, 2 for this one.").format(
                self._numbers[keys.cursor], first, now
            )
        elif keys.jump is not None:
            words = self.tr("Go to item: {0}").format(keys.jump or "…")
        elif came is Event.UNFINISHED:
            left = sum(answer is None for answer in keys.answers)
            words = self.tr("{0} items have no answer yet. Enter again leaves them blank.").format(left)
        elif keys.at_end:
            words = self.tr("All {0} items keyed. Enter finishes.").format(keys.count)
        else:
            words = self.tr("Item {0} of {1}: {2}").format(
                self._numbers[keys.cursor], self._numbers[-1], _span(sorted(keys.allowed[keys.cursor]))
            )
        self._announce(words)

    def _announce(self, words: str) -> None:
        self.setAccessibleName(self.tr("Answer sheet"))
        self.setAccessibleDescription(words)
        self.hinted.emit(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _cell(self, item: int) -> QRect:
        rows = -(-self.keys.count // ROW)
        width = (self.width() - GAP - 4) / ROW
        height = min((self.height() - 4) / rows, width * 0.72)
        column, row = item % ROW, item // ROW
        x = 2 + column * width + (GAP if column >= ROW // 2 else 0)
        return QRect(round(x), round(2 + row * height), round(width) - 3, round(height) - 3)

    def _draw(self, painter: QPainter, item: int, tokens: "Tokens") -> None:
        cell, keys = self._cell(item), self.keys
        here = item == keys.cursor
        answer = keys.answers[item]
        wrong = here and keys.mismatch is not None
        box = cell.adjusted(cell.width() * 45 // 100, 0, 0, 0)
        painter.setPen(QColor(tokens.accent if here else tokens.muted))
        painter.setFont(self._font(0.82, bold=here))
        painter.drawText(
            cell.adjusted(0, 0, box.x() - cell.right() - 5, 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            str(self._numbers[item]),
        )
        edge = tokens.red if wrong else tokens.accent if here else tokens.border
        painter.setPen(QPen(QColor(edge), 2 if here and self.hasFocus() else 1))
        ground = tokens.on_red if wrong else tokens.accent_soft if here else tokens.surface
        painter.setBrush(QColor(ground if answer is not None or here else tokens.bg))
        painter.drawRoundedRect(box, 3, 3)
        if answer is not None or wrong:
            shown = keys.mismatch[1] if wrong and keys.mismatch is not None else answer
            painter.setPen(QColor(tokens.muted if answer in (BLANK, ILLEGIBLE) else tokens.text))
            painter.setFont(self._font(1.05, bold=True))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _word(shown))

    def _font(self, factor: float, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(12, round(theme.body_size() * factor)))
        font.setBold(bold)
        return font


def _word(answer: int | None) -> str:
    return "" if answer is None else _MARKS.get(answer, str(answer))


def _span(allowed: Sequence[int]) -> str:
    """Return "1–4" for what is allowed, or a list where there are holes."""
    if allowed and list(allowed) == list(range(allowed[0], allowed[-1] + 1)) and len(allowed) > 1:
        return f"{allowed[0]}–{allowed[-1]}"
    return "/".join(str(one) for one in allowed)
