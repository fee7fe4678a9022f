"""Covers over the dialogs, and the two keys that must work wherever the person is."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.ui import theme


class _Curtain(QWidget):
    """An opaque sheet over one dialog."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        theme.role(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()


class Curtains(QObject):
    """F9 and Ctrl+L also inside a dialog, which the shortcuts of the window behind it do not reach."""

    blank_asked = Signal()
    lock_asked = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._laid: list[_Curtain] = []
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def lay(self) -> None:
        """Cover every visible window but the main one, which has its own cover."""
        for top in QApplication.topLevelWidgets():
            if top is not self._window and top.isVisible():
                self._laid.append(_Curtain(top))

    def lift(self) -> None:
        """Take the covers away; those whose dialog was closed meanwhile went with it."""
        laid, self._laid = self._laid, []
        for curtain in laid:
            if shiboken6.isValid(curtain):
                curtain.hide()
                curtain.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the two keys inside dialogs, and every other key there while they are covered."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, QWidget) or watched.window() is self._window:
            return False
        if event.key() == Qt.Key.Key_F9:
            self.blank_asked.emit()
            return True
        if event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.lock_asked.emit()
            return True
        return bool(self._laid)
