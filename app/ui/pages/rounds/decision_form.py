"""What a person decides after the talk: outcome, level, a reason, and which alerts end with it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.domain.risk import Level
from app.domain.screening import Outcome
from app.services import reasons
from app.services.decisions import Decision, RelatedAlert
from app.ui import theme
from app.ui.i18n import label, language
from app.ui.widgets.chips import Chips
from app.ui.widgets.level_badge import word
from app.ui.widgets.line_edit import LineEdit


class DecisionForm(QFrame):
    """``entered`` is emitted on Enter in the reason."""

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "card")
        self.outcome = Chips(self.tr("Decision"), [(one.value, label(f"outcome_{one.value}")) for one in Outcome])
        self.outcome.setObjectName("outcome")
        self.level = Chips(self.tr("Level"), [(one.value, word(one)) for one in Level])
        self.level.setObjectName("level")
        self.reason = LineEdit(self.tr("Why you decide so"))
        self.reason.setObjectName("reason")
        self.reason.setPlaceholderText(self.tr("Why you decide so, in a sentence"))
        self._alerts: dict[UUID, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        title = QLabel(self.tr("Your decision"))
        theme.role(title, "card_title")
        grid.addWidget(title, 0, 0)
        self.who = QLabel()
        theme.role(self.who, "muted")
        grid.addWidget(self.who, 0, 1)
        self._level_words = QLabel(self.tr("Level"))
        named = (
            (QLabel(self.tr("Decision")), self.outcome),
            (self._level_words, self.level),
            (QLabel(self.tr("Reason")), self.reason),
        )
        for row, (words, field) in enumerate(named, 1):
            words.setMinimumWidth(132)
            theme.role(words, "muted")
            grid.addWidget(words, row, 0)
            grid.addWidget(field, row, 1)
        self._closing = QWidget()
        self._ticks = QVBoxLayout(self._closing)
        self._ticks.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self._closing, 4, 1)
        grid.setColumnStretch(1, 1)
        self.outcome.changed.connect(self._follow)
        for chips in (self.outcome, self.level):
            chips.changed.connect(self.changed)
        self.reason.textChanged.connect(self.changed)
        self.reason.entered.connect(self.entered)
        self._follow()

    def offer(self, related: Sequence[RelatedAlert]) -> None:
        """Offer the new alerts of this round's sheets, to be closed with "no concern"."""
        for old in self._alerts.values():
            self._ticks.removeWidget(old)
            old.deleteLater()
        self._alerts = {}
        for one in related:
            words = f"{word(one.level)} {reasons.words(one.reason, one.params, language())}"
            tick = QCheckBox(self.tr("Close the alert: {0}").format(words))
            self._alerts[one.id] = tick
            self._ticks.addWidget(tick)
        self._follow()

    def decision(self) -> Decision | None:
        """Return what is chosen; None without an outcome."""
        chosen = self.outcome.value()
        if chosen is None:
            return None
        outcome = Outcome(chosen)
        calm = outcome is Outcome.NO_CONCERN
        level = self.level.value()
        closed = tuple(key for key, tick in self._alerts.items() if calm and tick.isChecked())
        return Decision(outcome, self.reason.text(), None if calm or level is None else Level(level), closed)

    def content(self) -> dict[str, Any]:
        """Return what is chosen as JSON, for the draft."""
        return {"outcome": self.outcome.value(), "level": self.level.value(), "reason": self.reason.text()}

    def fill(self, content: Mapping[str, Any]) -> None:
        """Show what ``content`` returned; nothing for an empty one."""
        self.outcome.set_value(content.get("outcome"))
        self.level.set_value(content.get("level"))
        self.reason.setText(str(content.get("reason") or ""))
        for tick in self._alerts.values():
            tick.setChecked(False)

    def _follow(self) -> None:
        """A level goes with every outcome but "no concern"; alerts are closed only with that one."""
        calm = self.outcome.value() == Outcome.NO_CONCERN.value
        for widget in (self.level, self._level_words):
            widget.setVisible(not calm)
        self._closing.setVisible(calm and bool(self._alerts))
