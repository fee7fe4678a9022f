"""Small tables of questions: what is an option text worth, who is meant by a row."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.school_class import display
from app.services.answer_import import Unknown
from app.ui import theme
from app.ui.i18n import language

_OPEN = ""


class Choices(QFrame):
    """Questions with a choice each. ``changed`` is emitted when the person chooses otherwise."""

    changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "card")
        head = QLabel(title)
        theme.role(head, "card_title")
        self.combos: dict[str, QComboBox] = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setMinimumHeight(56)
        self._area.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(head)
        column.addWidget(self._area, 1)
        self.hide()

    def show_questions(
        self, questions: Sequence[tuple[str, str, Sequence[tuple[str, str]]]], chosen: Mapping[str, str]
    ) -> None:
        """Show (key, words, options as (code, words)); hidden where there is none."""
        inside = QWidget()
        inside.setProperty("role", "page")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        self.combos = {}
        for row, (key, words, options) in enumerate(questions):
            text = QLabel(words)
            text.setWordWrap(True)
            combo = QComboBox()
            combo.setAccessibleName(words)
            combo.addItem(self.tr("not decided"), _OPEN)
            for code, shown in options:
                combo.addItem(shown, code)
            combo.setCurrentIndex(max(0, combo.findData(chosen.get(key, _OPEN))))
            combo.activated.connect(lambda _: self.changed.emit())
            combo.setMinimumContentsLength(9)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.combos[key] = combo
            grid.addWidget(text, row, 0)
            grid.addWidget(combo, row, 1)
        self._area.setWidget(inside)
        self.setVisible(bool(questions))

    def words(self, key: str) -> str:
        """Return a question's words."""
        return self.combos[key].accessibleName()

    def chosen(self) -> dict[str, str]:
        """Return what was decided."""
        return {key: str(one.currentData()) for key, one in self.combos.items() if one.currentData() != _OPEN}

    def choose(self, key: str, code: str) -> None:
        """Decide one, as the person would."""
        self.combos[key].setCurrentIndex(max(0, self.combos[key].findData(code)))
        self.changed.emit()


def who(unknown: Unknown, row: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Return the question whom a row means. ``row`` is "row {0}" in the language in use."""
    words = " ".join(each for each in (row, unknown.name, unknown.number, unknown.class_text) if each)
    options = []
    for one in unknown.candidates:
        where = display(one.school_class, language()) if one.school_class else ""
        options.append((one.number, " ".join(each for each in (one.name, one.number, where) if each)))
    return str(unknown.row), words, options
