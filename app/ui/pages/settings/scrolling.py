"""A part of the settings that may be longer than the window."""

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(part: QWidget, name: str) -> QScrollArea:
    """Return ``part`` in an area that scrolls; ``name`` is what a screen reader says."""
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    part.setProperty("role", "page")
    area.setWidget(part)
    return area
