"""One question: its words (or where to read them), the options, and the ways on."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.kiosk import Question
from app.ui import theme
from app.ui.i18n import label
from app.ui.kiosk.parts import COLUMN, Sheet, button, folded, scrolling, words

SPACING = 12
FRAME = 48
"""Padding and edge of an option, both sides together."""


class ItemPage(Sheet):
    """``chosen(value)`` comes with the printed value. With ``paper`` the options are the printed numbers alone."""

    chosen = Signal(int)
    skipped = Signal()
    stepped = Signal(int)
    stopped = Signal()

    def __init__(self, *, paper: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = paper
        self._keys: dict[int, QPushButton] = {}
        self.options: list[QPushButton] = []
        self.progress_words = words("", "kiosk_small")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(240)
        self.stop = button(label("kiosk_stop"))
        self.item = words("", "kiosk_title")
        self.hint = words(label("kiosk_paper_choose"), "kiosk_small")
        self.hint.setVisible(paper)
        self.previous, self.skip = button(label("kiosk_previous")), button(label("kiosk_skip"))
        self.next = button("", "kiosk_main")
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACING)
        self._lay_out()
        self.stop.clicked.connect(self.stopped)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.skip.clicked.connect(self.skipped)

    def show_question(self, question: Question, answer: int | None, *, at: int, count: int) -> None:
        """Show question ``at`` (from 0) of ``count``, with what was answered before."""
        progress = label("kiosk_progress", number=at + 1, count=count)
        self.progress_words.setText(progress)
        self.progress.setAccessibleName(progress)
        self.progress.setMaximum(count)
        self.progress.setValue(at + 1)
        self.item.setText(label("kiosk_paper_item", number=question.number) if self._paper else question.words)
        self.previous.setEnabled(at > 0)
        self.next.setText(label("kiosk_finish" if at == count - 1 else "kiosk_next"))
        self._offer(question, answer)

    def enter(self) -> None:
        """Go on, once there is an answer."""
        if self.next.isEnabled():
            self.next.click()

    def digit(self, number: int) -> None:
        """Choose the option with this key."""
        option = self._keys.get(number)
        if option is not None:
            option.click()

    def step(self, way: int) -> None:
        """Go back, or on once there is an answer."""
        (self.next if way > 0 else self.previous).click()

    def _offer(self, question: Question, answer: int | None) -> None:
        for old in self.options:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.options, self._keys = [], {}
        by_value = self._paper and all(choice.value <= 9 for choice in question.choices)
        for at, choice in enumerate(question.choices):
            key = choice.value if by_value else at + 1
            text = str(choice.value) if self._paper else label("kiosk_option_key", key=key, words=choice.words)
            made = button(text)
            made.setCheckable(True)
            made.setChecked(choice.value == answer)
            made.clicked.connect(lambda _=False, value=choice.value, made=made: self._choose(value, made))
            self.options.append(made)
            if key <= 9:
                self._keys[key] = made
        self._place()
        chain = [*self.options, self.next, self.skip, self.previous, self.stop]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self.next.setEnabled(answer is not None)

    def _choose(self, value: int, chosen: QPushButton) -> None:
        for one in self.options:
            one.setChecked(one is chosen)
        self.chosen.emit(value)
        self.next.setEnabled(True)

    def _place(self) -> None:
        """In a row where they fit, else below each other, else in two columns."""
        count = len(self.options)
        broadest = max(one.sizeHint().width() for one in self.options)
        row = broadest * count + SPACING * (count - 1) <= COLUMN
        columns = count if row else 1 if count <= 5 else 2
        width = (COLUMN - SPACING * (columns - 1)) // columns - FRAME
        for at, one in enumerate(self.options):
            one.setText(folded(one.text(), one.fontMetrics(), width))
            one.setAccessibleName(one.text().replace("\n", ""))
            lines = one.text().count("\n") + 1
            one.setMinimumHeight(max(56, lines * one.fontMetrics().lineSpacing() + 24))
            one.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
            self._grid.addWidget(one, at // columns, at % columns)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        for widget in (self.progress_words, self.progress):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.stop)
        self.progress_words.setWordWrap(False)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.previous)
        foot.addStretch(1)
        foot.addWidget(self.skip)
        foot.addWidget(self.next)
        self.body.addLayout(top)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self.item)
        column.addWidget(self.hint)
        column.addLayout(self._grid)
        column.addStretch(2)
        self.body.addWidget(scrolling(middle), 1)
        self.body.addLayout(foot)
        theme.role(self.item, "kiosk_title")
        self.item.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
