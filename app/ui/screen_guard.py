"""Keeps our windows out of screenshots and recordings, where the system can do that (Windows 10 2004+)."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.platform_windows import keep_out_of_captures


class ScreenGuard(QObject):
    """Applies to every window when it is shown or gets another handle."""

    def __init__(
        self,
        app: QObject,
        *,
        on: bool = True,
        apply: Callable[..., bool] = keep_out_of_captures,
    ) -> None:
        """``apply(window_id, on=…)`` does it; the default does nothing but on Windows."""
        super().__init__(app)
        self._on, self._apply = on, apply
        app.installEventFilter(self)

    def set_on(self, *, on: bool) -> None:
        """Guard or admit every window that is there, and those to come."""
        self._on = on
        for window in QApplication.topLevelWidgets():
            if window.internalWinId():
                self._apply(int(window.winId()), on=on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Guard a window that appears; never keep an event back."""
        if (
            event.type() in (QEvent.Type.Show, QEvent.Type.WinIdChange)
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched.internalWinId()
        ):
            self._apply(int(watched.winId()), on=self._on)
        return False
