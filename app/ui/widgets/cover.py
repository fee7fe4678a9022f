"""The blank cover (F9): hides everything at once without locking."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme


class Cover(QWidget):
    """An opaque sheet over the whole window. While it is there it takes the keyboard."""

    lifted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.role(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Screen covered"))
        words = QLabel(self.tr("The screen is covered"))
        theme.role(words, "title")
        self.back = QPushButton(self.tr("Go on working  F9"))
        self.back.clicked.connect(self.lift)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for widget in (words, self.back):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._before: QWidget | None = None
        self._over = parent
        parent.installEventFilter(self)
        self.hide()

    def lay(self) -> None:
        """Cover the window now."""
        self._before = self.window().focusWidget()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.back.setFocus()

    def lift(self) -> None:
        """Go on where the person was."""
        self.hide()
        self.lifted.emit()
        if self._before is not None:
            self._before.setFocus()

    def toggle(self) -> None:
        """Cover or lift."""
        if self.isVisible():
            self.lift()
        else:
            self.lay()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Swallow keys, so that none reaches the page behind."""
        event.accept()

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab stays here."""
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep covering all of the window."""
        if event.type() is QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self._over.rect())
        return False
