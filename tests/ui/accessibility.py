"""What a screen reader, a keyboard and a shaky hand need of every window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QWidget,
)

SMALLEST = 24
WIDEST, HIGHEST = 900, 440

_CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)


def controls(window: QWidget) -> list[QWidget]:
    """Return what a person can act on, without the insides of Qt's own widgets."""
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        if isinstance(widget, QHeaderView | QScrollBar) or widget.objectName().startswith("qt_"):
            continue
        if _is_inside(widget):
            continue
        if isinstance(widget, _CONTROLS) or (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QMainWindow)
        ):
            found.append(widget)
    return found


def _is_inside(widget: QWidget) -> bool:
    """Say whether a widget is a part of another control, for example the list of a combo box."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QLineEdit | QComboBox | QAbstractSpinBox | QAbstractItemView):
            return True
        around = around.parentWidget()
    return False


def nameless(window: QWidget) -> list[str]:
    """Return the controls that a screen reader would not name."""
    faults = []
    for widget in controls(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        if not any(character.isalnum() for character in name):
            faults.append(f"{type(widget).__name__} {widget.objectName()!r} has no name")
    return faults


def small(window: QWidget) -> list[str]:
    """Return the visible targets below 24 px."""
    return [
        f"{type(widget).__name__} {widget.accessibleName()!r} is {widget.width()}×{widget.height()}"
        for widget in controls(window)
        if widget.isVisible() and min(widget.width(), widget.height()) < SMALLEST
    ]


def cut(window: QWidget) -> list[str]:
    """Return the visible buttons whose words do not fit."""
    return [
        f"{button.text()!r} needs {button.sizeHint().width()} and has {button.width()}"
        for button in window.findChildren(QPushButton)
        if button.isVisible() and button.text() and button.width() < button.sizeHint().width()
    ]


def unreachable(window: QWidget) -> list[str]:
    """Return the visible, enabled fields and buttons that no key reaches.

    A chip that is not its row's tab stop is reached with arrows from that stop.
    """
    return [
        f"{type(widget).__name__} {widget.accessibleName()!r} cannot get the focus"
        for widget in controls(window)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() == Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QAbstractItemView)
    ]


def too_large(window: QWidget) -> list[str]:
    """Return whether a window asks for more than the smallest screen of our schools has."""
    hint = window.minimumSizeHint()
    if hint.width() <= WIDEST and hint.height() <= HIGHEST:
        return []
    return [f"{type(window).__name__} needs {hint.width()}×{hint.height()}"]


def faults(window: QWidget) -> list[str]:
    """Return everything that is wrong with a window that is shown."""
    return [*nameless(window), *small(window), *cut(window), *unreachable(window), *too_large(window)]
