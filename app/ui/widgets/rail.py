"""The rail at the left: one button per page, icons only where the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.i18n import label
from app.ui.icons import icon
from app.ui.pages.registry import Entry

WIDE = 148
NARROW = 52


class Rail(QFrame):
    """Emits ``chosen(code)``. Arrow keys move, Enter or Space chooses."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "rail_frame")
        self.setAccessibleName(self.tr("Pages"))
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(2)
        for entry in entries:
            column.addWidget(self._button(entry))
        column.addStretch(1)
        self._narrow = False
        self.set_narrow(narrow=False)

    @property
    def narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._narrow

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons and words as wide as the longest word asks."""
        self._narrow = narrow
        widest = 0
        for button in self.buttons.values():
            button.setText("" if narrow else button.accessibleName())
            button.setProperty("narrow", narrow)
            button.style().unpolish(button)
            button.style().polish(button)
            widest = max(widest, button.sizeHint().width())
        self.setFixedWidth(NARROW if narrow else max(WIDE, widest + 12))

    def mark(self, code: str) -> None:
        """Show which page is in front. A page outside the rail leaves the mark where it was."""
        button = self.buttons.get(code)
        if button is not None:
            button.setChecked(True)

    def dress(self, entries: Sequence[Entry]) -> None:
        """Draw the icons in the theme's colours."""
        for entry in entries:
            button = self.buttons.get(entry.code)
            if button is not None:
                button.setIcon(icon(entry.icon, "text"))

    def _button(self, entry: Entry) -> QPushButton:
        name = label(entry.label)
        button = QPushButton(icon(entry.icon), name)
        button.setCheckable(True)
        button.setIconSize(QSize(18, 18))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(name)
        button.setToolTip(f"{name}  {entry.shortcut}" if entry.shortcut else name)
        theme.role(button, "rail")
        button.clicked.connect(lambda _=False, code=entry.code: self.chosen.emit(code))
        self._group.addButton(button)
        self.buttons[entry.code] = button
        return button
