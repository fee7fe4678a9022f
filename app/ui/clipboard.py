"""What is copied from here leaves the clipboard again, and stays out of its history."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from app.domain.limits import CLIPBOARD_SECONDS

_MARK = "application/x-xinqiao-copy"
# Windows: keep out of the clipboard history, the cloud clipboard and clipboard managers.
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_KEEP_OUT = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"",
    _WINDOWS.format("CanIncludeInClipboardHistory"): b"\0\0\0\0",
    _WINDOWS.format("CanUploadToCloudClipboard"): b"\0\0\0\0",
    "x-kde-passwordManagerHint": b"secret",
}


class Clipboard(QObject):
    """Copies text and takes it away after 30 seconds, if it is still ours."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLIPBOARD_SECONDS * 1000)
        self._timer.timeout.connect(self.clear)

    def copy(self, text: str) -> None:
        """Put ``text`` on the clipboard for 30 seconds."""
        data = QMimeData()
        data.setText(text)
        data.setData(_MARK, b"1")
        for kind, value in _KEEP_OUT.items():
            data.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._timer.start()

    def clear(self) -> None:
        """Empty the clipboard if what it holds was copied here; what others copied stays."""
        self._timer.stop()
        board = QGuiApplication.clipboard()
        if board.mimeData() is not None and board.mimeData().hasFormat(_MARK):
            board.clear()
