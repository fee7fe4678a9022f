"""The form in the middle of the locked screen: who, password, unlock."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.gate.delay import GrowingDelay
from app.ui.gate.password_field import PasswordField
from app.ui.gate.setup import SlotChoice


class UnlockForm(QWidget):
    """Emits ``asked(slot_id, password)``. The password leaves the field at once."""

    asked = Signal(str, str)

    def __init__(self, delay: GrowingDelay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delay = delay
        self._busy = False
        self.users = QComboBox()
        self.users.setAccessibleName(self.tr("User"))
        self.password = PasswordField()
        self.password.entered.connect(self.submit)
        self.password.field.textChanged.connect(lambda _: self._settle())
        self.button = QPushButton()
        theme.role(self.button, "primary")
        self.button.clicked.connect(self.submit)
        self.words = QLabel(" ")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        theme.role(self.words, "problem")
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("User"), self.users)
        form.addRow(self.tr("Password"), self.password)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(self.button)
        column.addWidget(self.words)
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._settle)
        self._settle()

    def set_slots(self, slots: Sequence[SlotChoice]) -> None:
        """Offer the slots with a password; the one used last stays chosen."""
        chosen = self.users.currentData()
        self.users.clear()
        for slot in slots:
            if not slot.recovery:
                self.users.addItem(slot.label, slot.slot_id)
        at = self.users.findData(chosen)
        self.users.setCurrentIndex(max(0, at))

    def submit(self) -> None:
        """Ask for the unlock, unless it is too early or nothing was typed."""
        if self._busy or self._delay.left() or self.password.empty:
            return
        self.set_busy(self.tr("Unlocking…"))
        slot = self.users.currentData()
        self.asked.emit(slot if isinstance(slot, str) else "", self.password.take())

    def set_busy(self, words: str = "") -> None:
        """Show that something is going on, or with no words that it is over."""
        self._busy = bool(words)
        self._button_words = words
        self.password.field.setReadOnly(self._busy)
        self.users.setEnabled(not self._busy)
        if self._busy:
            self.words.setText(" ")
        self._settle()

    def show_refusal(self, words: str) -> None:
        """Show why it stays locked; the field keeps the focus for the next try."""
        self.set_busy()
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self._timer.start()
        self._settle()
        self.password.field.setFocus()

    def show_words(self, words: str) -> None:
        """Show a line below the button; a space where there is nothing to say."""
        self.words.setText(words or " ")

    def _settle(self) -> None:
        left = self._delay.left()
        if self._busy:
            text = self._button_words
        elif left:
            text = self.tr("Try again in {0} s").format(left)
        else:
            text = self.tr("Unlock  Enter")
            self._timer.stop()
        self.button.setText(text)
        self.button.setEnabled(not self._busy and not left and not self.password.empty)
