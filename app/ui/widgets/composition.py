"""Text that an input method is still composing, and the way back to the field in hand.

While pinyin is being composed, the text of a field does not hold it yet. Before a lock or a save it
is committed, or the last words would be lost.
"""

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


class Composing:
    """Mixin of a text field: remembers what is being composed. Put it before the Qt class."""

    preedit: str = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Remember the composition, then let Qt handle it."""
        self.preedit = event.preeditString()
        super().inputMethodEvent(event)  # type: ignore[misc]  # the stubs do not know the mixed-in widget


def composing() -> bool:
    """Return whether the field in hand has a composition open: Enter then belongs to the input method."""
    return bool(getattr(QApplication.focusWidget(), "preedit", ""))


def finish_composition() -> None:
    """Commit what is being composed, as typed so far.

    Some platforms do not answer the request; then the text is handed to the field directly.
    """
    QGuiApplication.inputMethod().commit()
    field = QApplication.focusWidget()
    left = getattr(field, "preedit", "")
    if field is not None and left:
        event = QInputMethodEvent()
        event.setCommitString(left)
        QCoreApplication.sendEvent(field, event)


def field_in_hand(within: QWidget) -> dict[str, Any]:
    """Return the name of the focused field below ``within`` and its cursor; empty if none has a name."""
    field = within.focusWidget()
    if field is None or not field.objectName():
        return {}
    place: dict[str, Any] = {"field": field.objectName()}
    if isinstance(field, QLineEdit):
        place["cursor"] = field.cursorPosition()
    elif isinstance(field, QPlainTextEdit):
        place["cursor"] = field.textCursor().position()
    return place


def go_to_field(within: QWidget, place: dict[str, Any]) -> None:
    """Put focus and cursor back to what ``field_in_hand`` returned. A field that is gone is passed over."""
    name = place.get("field")
    field = within.findChild(QWidget, name) if isinstance(name, str) and name else None
    if field is None:
        return
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    cursor = place.get("cursor")
    if not isinstance(cursor, int):
        return
    if isinstance(field, QLineEdit):
        field.setCursorPosition(min(cursor, len(field.text())))
    elif isinstance(field, QPlainTextEdit):
        moved = field.textCursor()
        moved.setPosition(max(0, min(cursor, field.document().characterCount() - 1)))
        field.setTextCursor(moved)
        field.ensureCursorVisible()
