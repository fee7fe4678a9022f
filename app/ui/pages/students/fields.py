"""Fields with their labels, in one or two columns."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets.chips import Chips
from app.ui.widgets.date_edit import DateEdit
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.note_edit import NoteEdit

Content = dict[str, Any]
"""A form as JSON holds it: texts as typed, so that half a date survives a lock too."""

BOTTOM = 99
"""The row below all fields: it takes the height that is left."""

Field = LineEdit | NoteEdit | Chips | QCheckBox


class Fields(QWidget):
    """A grid of labelled fields, each with a name under which its content is kept."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._fields: dict[str, Field] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 12, 4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1)
        self._grid.setRowStretch(BOTTOM, 1)
        self._row, self._half = 0, 0

    def add(self, code: str, field: Field, *, wide: bool = False) -> None:
        """Append a field; its label is its accessible name. A wide one takes the whole row."""
        self._fields[code] = field
        field.setObjectName(f"{self._name}.{code}")
        if wide and self._half:
            self._row, self._half = self._row + 1, 0
        span = 3 if wide else 1
        if isinstance(field, QCheckBox):
            self._grid.addWidget(field, self._row, self._half + 1, 1, span)
        else:
            words = QLabel(field.accessibleName())
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setBuddy(field)
            theme.role(words, "muted")
            top = isinstance(field, NoteEdit | Chips)
            side = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter
            if top:
                words.setContentsMargins(0, 6, 0, 0)
            self._grid.addWidget(words, self._row, self._half, side)
            self._grid.addWidget(field, self._row, self._half + 1, 1, span)
        if isinstance(field, Chips):
            policy = field.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            field.setSizePolicy(policy)
        if isinstance(field, LineEdit):
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            field.setMaximumWidth(720 if wide else 320)
        if wide or self._half:
            self._row, self._half = self._row + 1, 0
        else:
            self._half = 2
        self._listen(field)

    def content(self) -> Content:
        """Return what is typed."""
        return {code: _read(field) for code, field in self._fields.items()}

    def set_content(self, content: Content) -> None:
        """Put back what was typed; fields that are not named stay."""
        for code, value in content.items():
            field = self._fields.get(code)
            if field is not None:
                _write(field, value)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        field = next(iter(self._fields.values()))
        stops = field.buttons.values() if isinstance(field, Chips) else (field,)
        for one in stops:
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def half_dates(self) -> DateEdit | None:
        """Return the first date field whose text is no date."""
        dates = (field for field in self._fields.values() if isinstance(field, DateEdit))
        return next((field for field in dates if field.problem is not None), None)

    def _listen(self, field: Field) -> None:
        if isinstance(field, QCheckBox):
            field.toggled.connect(lambda _: self.changed.emit())
        elif isinstance(field, Chips):
            field.changed.connect(self.changed)
        else:
            field.textChanged.connect(lambda *_: self.changed.emit())


def scrolled(inside: QWidget) -> QScrollArea:
    """Return a scroll area around a form: what does not fit can be reached, nothing is squeezed."""
    theme.role(inside, "page")
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def known(chips: Chips) -> bool | None:
    """Return yes or no, None where neither is chosen: unknown is not no."""
    value = chips.value()
    return None if value is None else value == "yes"


def from_known(value: bool | None) -> str | None:
    """Return the chip of a fact that may be unknown."""
    return None if value is None else ("yes" if value else "no")


def _read(field: Field) -> object:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, Chips):
        return field.value()
    if isinstance(field, DateEdit):
        day = field.day()
        return day.isoformat() if day else field.text()
    return field.text if isinstance(field, NoteEdit) else field.text()


def _write(field: Field, value: object) -> None:
    if isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, Chips):
        field.set_value(value if isinstance(value, str) else None)
    elif isinstance(field, NoteEdit):
        if field.text != value:
            field.set_text(str(value or ""))
    elif isinstance(field, DateEdit):
        _put_day(field, str(value or ""))
    else:
        field.setText(str(value or ""))


def _put_day(field: DateEdit, typed: str) -> None:
    try:
        field.set_day(date.fromisoformat(typed))
    except ValueError:
        field.set_day(None)
        field.setText(typed)
