"""The form of the talk: a closed set of chips and three texts. Nothing in it is scored."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.domain.interview import FIELDS, Field, Kind
from app.ui import theme
from app.ui.i18n import label
from app.ui.widgets.chips import Chips
from app.ui.widgets.note_edit import NoteEdit


class InterviewForm(QFrame):
    """``values`` goes into ``second_round.note_interview`` as it is."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "card")
        self.fields: dict[str, Chips | NoteEdit] = {field.key: self._make(field) for field in FIELDS}
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        title = QLabel(self.tr("The talk"))
        theme.role(title, "card_title")
        grid.addWidget(title, 0, 0, 1, 2)
        for row, (key, field) in enumerate(self.fields.items(), 1):
            words = QLabel(label(f"interview_{key}"))
            words.setWordWrap(True)
            words.setMinimumWidth(132)
            words.setMaximumWidth(160)
            theme.role(words, "muted")
            grid.addWidget(words, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)

    def values(self) -> dict[str, Any]:
        """Return what is filled in."""
        found: dict[str, Any] = {}
        for field in FIELDS:
            widget = self.fields[field.key]
            if isinstance(widget, NoteEdit):
                found[field.key] = widget.text
            else:
                found[field.key] = widget.values() if field.kind is Kind.TICKS else widget.value() or ""
        return {key: value for key, value in found.items() if value}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show what was filled in before; what is not there is empty."""
        for field in FIELDS:
            widget, value = self.fields[field.key], values.get(field.key)
            if isinstance(widget, NoteEdit):
                widget.set_text(str(value or ""))
            elif field.kind is Kind.TICKS:
                widget.set_values([str(one) for one in value or ()])
            else:
                widget.set_value(str(value) if value else None)

    def _make(self, field: Field) -> Chips | NoteEdit:
        name = label(f"interview_{field.key}")
        made: Chips | NoteEdit
        if field.kind is Kind.TEXT:
            made = NoteEdit(name, lines=2)
            made.textChanged.connect(self.changed)
        else:
            options = [(one, label(f"interview_{field.key}_{one}")) for one in field.options]
            made = Chips(name, options, multi=field.kind is Kind.TICKS)
            made.changed.connect(self.changed)
        made.setObjectName(f"interview_{field.key}")
        return made
