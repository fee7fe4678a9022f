"""What the program is and what it is made of."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.services import about
from app.ui import theme


class AboutPart(QWidget):
    """Version, libraries, licences."""

    def __init__(self) -> None:
        super().__init__()
        title = QLabel(f"{QCoreApplication.applicationName()} {about.program()}")
        theme.role(title, "card_title")
        promise = QLabel(self.tr("Works offline. It opens no network connection unless exchange is switched on."))
        promise.setWordWrap(True)
        theme.role(promise, "muted")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        for row, part in enumerate(about.parts()):
            for column, text in enumerate((part.name, part.version, part.licence)):
                cell = QLabel(text)
                cell.setTextFormat(Qt.TextFormat.PlainText)
                cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                if column:
                    theme.role(cell, "muted")
                grid.addWidget(cell, row, column)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 4, 12, 4)
        column_.setSpacing(10)
        column_.addWidget(title)
        column_.addWidget(promise)
        column_.addLayout(grid)
        column_.addStretch(1)
