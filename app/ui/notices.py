"""Short words at the foot of the window: a toast for an event, perhaps with a way back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Notices(QObject):
    """Where pages say that something happened. The main window shows it."""

    said = Signal(str, object)
    saved = Signal()

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show ``text`` for a while; with ``undo``, beside a button that takes the event back."""
        self.said.emit(text, undo)

    def note_saved(self) -> None:
        """Show in the status line that everything is saved as of now."""
        self.saved.emit()
