"""Large, quiet parts of the kiosk's pages. Buttons take the focus by Tab only, so that Enter keeps its meaning."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.line_edit import LineEdit

COLUMN = 820
"""The widest a line of text gets, in logical pixels."""


def words(text: str, role: str = "kiosk") -> QLabel:
    """Return a text that wraps."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    theme.role(made, role)
    return made


def button(text: str, role: str = "kiosk") -> QPushButton:
    """Return a button of at least 52 px."""
    made = QPushButton(text)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    theme.role(made, role)
    return made


def folded(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return ``text`` with line breaks, so that no line is broader than ``width``: buttons do not wrap."""
    lines = [""]
    for word in _pieces(text):
        if lines[-1] and metrics.horizontalAdvance((lines[-1] + word).rstrip()) > width:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return "\n".join(line.rstrip() for line in lines)


def _pieces(text: str) -> list[str]:
    """Return Chinese signs one by one and other words whole, each with the space after it."""
    pieces: list[str] = []
    for sign in text:
        joins = pieces and pieces[-1][-1].isascii() and not pieces[-1][-1].isspace() and sign.isascii()
        if pieces and (joins or sign.isspace()):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def scrolling(inside: QWidget) -> QScrollArea:
    """Return ``inside`` in a frame that scrolls where the screen is too small for it, and is not seen otherwise."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside.setProperty("role", "page")
    made.setWidget(inside)
    return made


class Sheet(QWidget):
    """A page of the kiosk: what stands on it, and what Enter does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        inner = QWidget()
        inner.setLayout(self.body)
        self.body.setContentsMargins(0, 0, 0, 0)
        inner.setMaximumWidth(COLUMN)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)

    def enter(self) -> None:
        """Answer Enter."""

    def digit(self, number: int) -> None:
        """Answer a digit."""

    def step(self, way: int) -> None:
        """Answer an arrow: -1 back, 1 on."""


class Words(Sheet):
    """A title, some sentences, and buttons; the first button is what Enter does."""

    def __init__(
        self, title: str, lines: Sequence[str], buttons: Sequence[tuple[str, Callable[[], None]]] = ()
    ) -> None:
        super().__init__()
        self.lines = [words(line) for line in lines]
        self.buttons = [button(text, "kiosk" if at else "kiosk_main") for at, (text, _) in enumerate(buttons)]
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addStretch(1)
        if title:
            column.addWidget(words(title, "kiosk_title"))
        for line in self.lines:
            column.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(16)
        for made, (_, act) in zip(self.buttons, buttons, strict=True):
            made.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(made)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(2)
        self.body.addWidget(scrolling(text), 1)

    def enter(self) -> None:
        """Press the first button."""
        if self.buttons:
            self.buttons[0].click()


class NumberPage(Sheet):
    """Asks for the student number. ``given(number, sure)``: ``sure`` once somebody insists on it."""

    given = Signal(str, bool)
    back = Signal()

    def __init__(self, *, title: str, name: str, unknown: str, go_on: str, sure: str, back: str) -> None:
        super().__init__()
        self.field = LineEdit(name)
        self.field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.field.setMaxLength(40)
        self.field.setMaximumWidth(420)
        theme.role(self.field, "kiosk")
        self.said = words("")
        self._unknown = unknown
        self.go_on, self.sure, self.back_button = button(go_on, "kiosk_main"), button(sure), button(back)
        self.go_on.clicked.connect(self.enter)
        self.sure.clicked.connect(lambda: self._give(sure=True))
        self.back_button.clicked.connect(self.back)
        self.field.textChanged.connect(lambda _: self._settle())
        row = QHBoxLayout()
        row.setSpacing(16)
        for one in (self.go_on, self.sure, self.back_button):
            row.addWidget(one)
        row.addStretch(1)
        self.body.addStretch(1)
        for widget in (words(title, "kiosk_title"), self.field, self.said):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.body.addStretch(2)
        self.clear()

    def clear(self) -> None:
        """Forget what was typed, the way back by Ctrl+Z included."""
        self.field.setText("")  # unlike clear(), this empties the history too
        self._settle()

    def refuse(self) -> None:
        """Say that the number is not on the list; it can be corrected or insisted on."""
        self.said.setText(self._unknown)
        self.sure.setVisible(True)

    def enter(self) -> None:
        """Give the number."""
        self._give(sure=False)

    def _give(self, *, sure: bool) -> None:
        if self.field.normal:
            self.given.emit(self.field.normal, sure)

    def _settle(self) -> None:
        self.said.setText("")
        self.sure.setVisible(False)
        self.go_on.setEnabled(bool(self.field.normal))
