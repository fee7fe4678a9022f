"""What is about to be keyed in: scale, day, who filled it in."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.scales import ScaleRow
from app.ui import theme
from app.ui.i18n import label
from app.ui.pages.entry.round import Round
from app.ui.widgets.chips import Chips
from app.ui.widgets.date_edit import DateEdit
from app.ui.widgets.elided import ElidedLabel
from app.ui.widgets.line_edit import LineEdit


class StartForm(QFrame):
    """Emits ``started`` with the round."""

    started = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "card")
        self._scales: dict[str, ScaleRow] = {}
        self.scale = QComboBox()
        self.scale.setObjectName("scale")
        self.scale.setAccessibleName(self.tr("Scale"))
        self.scale.setMaxVisibleItems(14)
        self.scale.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.scale.setMinimumContentsLength(18)
        self.day = DateEdit(self.tr("Filled in on"), today)
        self.day.setObjectName("day")
        self.day.set_day(today())
        self.respondent = Chips(self.tr("Filled in by"), [])
        self.respondent.setObjectName("respondent")
        self.informant = LineEdit(self.tr("Name or relation"))
        self.informant.setObjectName("informant")
        self.informant.setMaxLength(40)
        self.informant.setPlaceholderText(self.tr("for example: grandmother"))
        self.mark = ElidedLabel()
        theme.role(self.mark, "small")
        self.start = QPushButton(self.tr("Start keying"))
        theme.role(self.start, "primary")
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(self.tr("Scale"), self.scale)
        form.addRow("", self.mark)
        form.addRow(self.tr("Day"), self.day)
        form.addRow(self.tr("Filled in by"), self.respondent)
        self._who = QLabel(self.tr("Who"))
        form.addRow(self._who, self.informant)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(form)
        column.addWidget(self.start)
        column.addStretch(1)
        self.scale.currentIndexChanged.connect(lambda _: self._offer())
        self.respondent.changed.connect(self._ask_who)
        self.start.clicked.connect(self._start)
        self.day.entered.connect(self._start)

    def show_scales(self, scales: Sequence[ScaleRow]) -> None:
        """Offer the scales; what was chosen stays chosen."""
        chosen = self.scale.currentData()
        self._scales = {one.key: one for one in scales}
        self.scale.blockSignals(True)
        self.scale.clear()
        for one in scales:
            self.scale.addItem(one.name, one.key)
        self.scale.setCurrentIndex(max(0, self.scale.findData(chosen)))
        self.scale.blockSignals(False)
        self._offer()

    def choose(self, key: str) -> None:
        """Choose a scale."""
        self.scale.setCurrentIndex(max(0, self.scale.findData(key)))

    def round(self) -> Round | None:
        """Return what is chosen, or None where the day cannot be read or nobody is chosen."""
        key, day, who = self.scale.currentData(), self.day.day(), self.respondent.value()
        if not isinstance(key, str) or day is None or who is None:
            return None
        return Round(key, day, who, self.informant.normal if self.informant.isVisible() else "")

    def _offer(self) -> None:
        scale = self._scales.get(str(self.scale.currentData()))
        if scale is None:
            return
        self.respondent.set_options([(one, label(f"respondent_{one}")) for one in scale.respondents])
        if self.respondent.value() is None:
            self.respondent.set_value(scale.respondents[0])
        words = [label(f"licence_{scale.licence}"), label("scale_verified" if scale.verified else "scale_not_verified")]
        words.append(self.tr("{0} items").format(scale.items))
        if not scale.asks_self_harm:
            words.append(self.tr("does not ask about self-harm"))
        self.mark.setText(" · ".join(words))
        self._ask_who()

    def _ask_who(self) -> None:
        asked = self.respondent.value() not in (None, "student")
        self.informant.setVisible(asked)
        self._who.setVisible(asked)

    def _start(self) -> None:
        found = self.round()
        if found is not None:
            self.started.emit(found)
        elif self.day.day() is None:
            self.day.setFocus()
            self.day.set_problem(self.tr("Which day was it filled in?"))
