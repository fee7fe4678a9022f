"""Choosing a password: typed twice, with what is weak in it, and six words offered."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.gate.password_field import PasswordField
from app.ui.i18n import label

PAUSE_MS = 150


class NewPassword(QWidget):
    """``check`` returns the message codes of what is weak, ``phrase`` offers six words.

    ``changed`` comes whenever ``value`` may have changed.
    """

    changed = Signal()

    def __init__(
        self, check: Callable[[str], Sequence[str]], phrase: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._check, self._phrase = check, phrase
        self._weak: Sequence[str] = ()
        self._judged = ""
        self.first, self.second = PasswordField(), PasswordField()
        self.second.field.setAccessibleName(self.tr("Password again"))
        self.offer = QPushButton(self.tr("Offer me six words"))
        self.offer.clicked.connect(self.offer_phrase)
        self.words = QLabel(" ")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setMinimumHeight(theme.body_size() * 3)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        form = self.form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Password"), self.first)
        form.addRow(self.tr("Once more"), self.second)
        below = QHBoxLayout()
        below.addWidget(self.words, 1)
        below.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(form)
        column.addLayout(below)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.judge)
        for one in (self.first, self.second):
            one.field.textChanged.connect(self._timer.start)
        self.setFocusProxy(self.first)
        self.judge()

    @property
    def value(self) -> str:
        """The password, once it is good and typed twice alike; empty until then."""
        text = self.first.field.text()
        return text if text and text == self._judged and not self._weak and text == self.second.field.text() else ""

    def clear(self) -> None:
        """Empty both fields."""
        self.first.take()
        self.second.take()
        self.judge()

    def offer_phrase(self) -> None:
        """Fill the first field with six words, readable; typing them once more is for the person."""
        self.first.field.setText(self._phrase())
        self.first.show_button.setChecked(True)
        self.second.take()
        self.judge()
        self.second.field.setFocus()

    def judge(self) -> None:
        """Say what is weak, or that the two differ."""
        self._timer.stop()
        text, again = self.first.field.text(), self.second.field.text()
        self._weak, self._judged = (self._check(text) if text else ()), text
        role = "problem"
        if self._weak:
            words = label(self._weak[0])
        elif again and text != again:
            words = self.tr("The two are not the same.")
        elif text and self.first.field.echoMode() is QLineEdit.EchoMode.Normal and not again:
            role, words = "muted", self.tr("Write the words down for yourself, then type them once more.")
        elif text and text == again:
            role, words = "muted", self.tr("Good.")
        else:
            role, words = "muted", self.tr("At least 15 signs; a few words that belong together only for you.")
        theme.role(self.words, role)
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.changed.emit()
