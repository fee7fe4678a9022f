"""The kiosk's window: the whole screen, above everything, closed by nothing that is pressed on it."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.kiosk.parts import Sheet, button

AGAIN_MS = 200
"""After another window came to the front: until this one goes there again."""
FRAMELESS = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Backspace: -1, Qt.Key.Key_Right: 1}


class KioskWindow(QWidget):
    """Shows one sheet at a time. ``teacher`` is the only way out, and it leads to the locked screen."""

    teacher = Signal()
    alive = Signal()

    def __init__(self, teacher: str) -> None:
        super().__init__(None, FRAMELESS)
        theme.role(self, "page")
        self.setWindowTitle(QCoreApplication.applicationName())
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._open = self._aside = False
        self._covers: list[QWidget] = []
        self.stack = QStackedWidget()
        self.teacher_button: QPushButton = button(teacher, "kiosk_quiet")
        self.teacher_button.clicked.connect(self.teacher)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.teacher_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 20, 16, 8)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(AGAIN_MS)
        self._back.timeout.connect(self._insist)

    @property
    def sheet(self) -> Sheet | None:
        """The sheet in front."""
        found = self.stack.currentWidget()
        return found if isinstance(found, Sheet) else None

    def show_sheet(self, sheet: Sheet, field: QWidget | None = None) -> None:
        """Bring a sheet to the front; the keys go to ``field`` or to the window."""
        if self.stack.indexOf(sheet) < 0:
            self.stack.addWidget(sheet)
        self.stack.setCurrentWidget(sheet)
        (field or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def cover_all(self) -> None:
        """Take the whole screen, and put blank sheets over the others."""
        self._open = True
        first = QGuiApplication.primaryScreen()
        self.setGeometry(first.geometry())
        self.showFullScreen()
        for other in QGuiApplication.screens():
            if other is not first:
                self._covers.append(_blank(other))
        self.to_front()

    def to_front(self) -> None:
        """Come to the front, unless the locked screen was called over this window."""
        if not self._open or self._aside:
            return
        self.raise_()
        self.activateWindow()
        self._grab(on=True)
        self._back.start()

    def _insist(self) -> None:
        """Come to the front again until the keys arrive here: a window that goes may take them with it."""
        if not self.isActiveWindow():
            self.to_front()

    def step_aside(self, *, aside: bool) -> None:
        """Let the locked screen come over this window, or take the screen back."""
        self._aside = aside
        if aside:
            self._back.stop()
            self._grab(on=False)
        else:
            self.to_front()

    def leave(self) -> None:
        """Go for good: the password was right."""
        self._open = False
        self._grab(on=False)
        for one in (*self._covers, self):
            one.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Answer the few keys that mean something; every other one means nothing here."""
        event.accept()
        sheet, key = self.sheet, Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if sheet is None or not plain:
            return
        focused = self.focusWidget()
        if key in _ENTER and isinstance(focused, QPushButton):
            focused.click()  # reached by Tab: buttons do not keep the focus of a click
        elif key in _ENTER:
            sheet.enter()
        elif key in _STEPS:
            sheet.step(_STEPS[key])
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            sheet.digit(key - Qt.Key.Key_0)

    def event(self, event: QEvent) -> bool:
        """Tell of signs of life, and come back when another window took the front."""
        if event.type() is QEvent.Type.WindowDeactivate and self._open and not self._aside:
            self._back.start()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing closes it: not Alt+F4, not the window manager."""
        event.ignore()

    def _grab(self, *, on: bool) -> None:
        """Take all keys where the system lets a program do so (X11): then even Alt+Tab stays here."""
        handle = self.windowHandle()
        if QGuiApplication.platformName() == "xcb" and handle is not None:
            handle.setKeyboardGrabEnabled(on)  # of the window: QWidget's would keep keys from its own fields


def _blank(screen: QScreen) -> QWidget:
    cover = QWidget(None, FRAMELESS | Qt.WindowType.Tool)
    theme.role(cover, "page")
    cover.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    cover.setGeometry(screen.geometry())
    cover.show()
    return cover
