"""The field for a password: no input method, can be shown, notices Caps Lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui import theme


class _Field(QLineEdit):
    """Tells from a letter typed whether Caps Lock is on: Qt cannot be asked."""

    caps = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Compare the letter's case with the Shift key."""
        letter = event.text()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps.emit(False)
        elif letter.isascii() and letter.isalpha():
            self.caps.emit(letter.isupper() != shift)
        super().keyPressEvent(event)


class PasswordField(QWidget):
    """A password with a button that shows it and a line that warns of Caps Lock."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _Field()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.field.setAccessibleName(self.tr("Password"))
        self.field.returnPressed.connect(self.entered)
        self.show_button = QPushButton(self.tr("Show"))
        self.show_button.setCheckable(True)
        self.show_button.setAccessibleName(self.tr("Show the password"))
        self.show_button.toggled.connect(self._show)
        self.caps_note = QLabel(" ")
        theme.role(self.caps_note, "small")
        self.field.caps.connect(self._caps)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.caps_note)
        self.setFocusProxy(self.field)

    def take(self) -> str:
        """Return the password and empty the field."""
        text = self.field.text()
        self.field.clear()
        self.show_button.setChecked(False)
        return text

    @property
    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.field.text()

    def _show(self, on: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def _caps(self, on: bool) -> None:
        self.caps_note.setText(self.tr("Caps Lock is on") if on else " ")
        self.field.setAccessibleDescription(self.caps_note.text().strip())
