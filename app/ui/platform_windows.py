"""What only Windows offers, by ctypes. Not run on the development machine, which is Linux.

Each function does nothing and says so elsewhere.
"""

import ctypes
import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray

HERE = sys.platform == "win32"

_EXCLUDE_FROM_CAPTURE = 0x11  # WDA_EXCLUDEFROMCAPTURE, Windows 10 2004 and later
_MONITOR = 0x1  # WDA_MONITOR: black instead of absent, for older ones
_NONE = 0x0
_SESSION_MESSAGE, _SESSION_LOCK = 0x02B1, 0x7  # WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK
_POWER_MESSAGE, _SUSPEND = 0x0218, 0x4  # WM_POWERBROADCAST, PBT_APMSUSPEND
_SYNCHRONIZE, _QUERY = 0x00100000, 0x1000
_STILL_WAITING = 0x102  # WAIT_TIMEOUT


def _library(name: str) -> ctypes.CDLL:
    loader: Callable[..., ctypes.CDLL] = getattr(ctypes, "WinDLL")  # noqa: B009 - absent elsewhere
    return loader(name, use_last_error=True)


def keep_out_of_captures(window_id: int, *, on: bool) -> bool:
    """Exclude a window from screen capture, or admit it again. Return whether Windows did so."""
    if not HERE:
        return False
    user = _library("user32")
    if not on:
        return bool(user.SetWindowDisplayAffinity(window_id, _NONE))
    return bool(
        user.SetWindowDisplayAffinity(window_id, _EXCLUDE_FROM_CAPTURE)
        or user.SetWindowDisplayAffinity(window_id, _MONITOR)
    )


def let_come_to_front(process_id: int) -> None:
    """Allow another process of ours to put its window in front."""
    if HERE:
        _library("user32").AllowSetForegroundWindow(process_id)


def watch_session(window_id: int) -> bool:
    """Ask Windows to tell a window when the session is locked. Return whether it will."""
    return HERE and bool(_library("wtsapi32").WTSRegisterSessionNotification(window_id, 0))


def open_process(process_id: int) -> int:
    """Return a handle with which the end of a process can be waited for; 0 where it is gone."""
    return int(_library("kernel32").OpenProcess(_SYNCHRONIZE | _QUERY, 0, process_id)) if HERE else 0


def exit_code(handle: int) -> int | None:
    """Return the exit code of a process, or None while it runs."""
    kernel = _library("kernel32")
    if kernel.WaitForSingleObject(handle, 0) == _STILL_WAITING:
        return None
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return int(code.value)


class SessionEvents(QAbstractNativeEventFilter):
    """Calls ``away`` when the person locks Windows (Win+L) or the machine goes to sleep."""

    def __init__(self, away: Callable[[], None]) -> None:
        super().__init__()
        self._away = away

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Look at a Windows message; never keep it back."""
        if HERE and bytes(kind) == b"windows_generic_MSG":  # type: ignore[arg-type] # QByteArray has a buffer
            # struct MSG: window (pointer), message (uint), wParam (pointer size), …
            size = ctypes.sizeof(ctypes.c_void_p)
            number = ctypes.c_uint.from_address(int(message) + size).value
            parameter = ctypes.c_size_t.from_address(int(message) + 2 * size).value
            if (number, parameter) in ((_SESSION_MESSAGE, _SESSION_LOCK), (_POWER_MESSAGE, _SUSPEND)):
                self._away()
        return False, 0
