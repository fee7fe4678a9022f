"""The one signal that tells the screens what a mutation changed."""

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Changes


class ChangeSignal(QObject):
    """Carries ``Changes`` and the object that caused them, which may skip its own refresh."""

    happened = Signal(object, object)

    def tell(self, changes: Changes, initiator: QObject | None = None) -> None:
        """Tell every screen. Empty changes are not told."""
        if changes.kinds:
            self.happened.emit(changes, initiator)
