"""The bar at the top: search, new record, blank, lock."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.ui import theme
from app.ui.icons import icon
from app.ui.widgets.search_box import Search, SearchBox


class TopBar(QFrame):
    """Emits what was asked for; the main window does it."""

    record = Signal()
    blank = Signal()
    lock = Signal()

    def __init__(self, search: Search, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.role(self, "top_bar")
        self._symbols: dict[QPushButton, str] = {}
        self.search = SearchBox(
            search, name=self.tr("Search"), placeholder=self.tr("Name, initials, class or number  Ctrl+K")
        )
        self.search.setMaximumWidth(460)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addStretch(0)
        self.record_button = self._button(self.tr("New record"), "mdi6.plus", "Ctrl+N")
        self.record_button.clicked.connect(self.record)
        self.blank_button = self._button(self.tr("Cover F9"), "mdi6.eye-off-outline", "F9")
        self.blank_button.clicked.connect(self.blank)
        self.lock_button = self._button(self.tr("Lock"), "mdi6.lock-outline", "Ctrl+L")
        self.lock_button.clicked.connect(self.lock)
        for button in (self.record_button, self.blank_button, self.lock_button):
            row.addWidget(button)

    def dress(self) -> None:
        """Draw the icons in the theme's colours."""
        for button, symbol in self._symbols.items():
            button.setIcon(icon(symbol))

    def _button(self, text: str, symbol: str, keys: str) -> QPushButton:
        button = QPushButton(icon(symbol), text)
        self._symbols[button] = symbol
        button.setAccessibleName(text)
        button.setToolTip(keys)
        return button
