"""What to do now, shown at once where the risk is judged middle or high. It never blocks anything."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.risk import TICK_LEVEL, Level, Tick
from app.ui import theme
from app.ui.i18n import label

_STEPS, _DOWN = 5, 3


class RiskSteps(QFrame):
    """Hidden for none and low. ``plan`` and ``referral`` ask for what the two buttons say."""

    plan = Signal()
    referral = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        theme.role(self._title, "card_title")
        self._state = QLabel()
        self._state.setWordWrap(True)
        theme.role(self._state, "muted")
        plan = QPushButton(self.tr("Safety plan"))
        plan.clicked.connect(self.plan)
        referral = QPushButton(self.tr("Referral"))
        referral.clicked.connect(self.referral)
        buttons = QHBoxLayout()
        buttons.addWidget(self._state, 1)
        for button in (plan, referral):
            buttons.addWidget(button)
        steps = QGridLayout()
        steps.setHorizontalSpacing(24)
        steps.setVerticalSpacing(2)
        for at in range(_STEPS):
            words = QLabel(f"{at + 1}  " + label(f"risk_step_{at + 1}"))
            words.setWordWrap(True)
            steps.addWidget(words, at % _DOWN, at // _DOWN)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addLayout(steps)
        column.addLayout(buttons)
        self.hide()

    def show_tick(self, tick: str | None, *, raised: bool = False) -> None:
        """Show the steps for a tick; ``raised`` tells that the alert exists already."""
        level = TICK_LEVEL.get(Tick(tick)) if tick else None
        if level is None:
            self.hide()
            return
        high = level is Level.RED
        theme.role(self, "bar_problem" if high else "bar_warn")
        title = label("risk_high_title" if high else "risk_middle_title")
        self._title.setText(title)
        self._state.setText(label("risk_saved" if raised else "risk_saving"))
        self.setAccessibleName(title)
        self.show()
