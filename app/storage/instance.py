"""One program at a time on one store."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from app.domain.problems import Problem
from app.storage.files import telling

NAME = "store.lock"


def _grab(handle: BinaryIO) -> bool:
    if sys.platform == "win32":
        import msvcrt

        handle.seek(64)  # past the number, which a second program reads
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class InstanceLock:
    """Holds ``store.lock`` in a folder until closed or until the process ends, however it ends.

    The operating system drops the lock with the process, so a crash leaves nothing stale. The file
    itself stays: removing it would let two programs lock two files of one name.
    """

    def __init__(self, folder: Path, *, adopted: int | None = None) -> None:
        """Take the lock or raise ``Problem("already_open", pid=…)``.

        ``adopted`` is the descriptor of a lock that this process held before it became another program.
        """
        if adopted is not None:
            self._file = os.fdopen(adopted, "a+b")
            return
        with telling(folder):
            self._file = (folder / NAME).open("a+b")
        if not _grab(self._file):
            self._file.seek(0)
            pid = self._file.read(20).decode("ascii", "replace").strip()
            self._file.close()
            raise Problem("already_open", pid=pid)
        with telling(folder):
            self._file.truncate(0)
            self._file.write(str(os.getpid()).encode())
            self._file.flush()

    def keep(self) -> int:
        """Let the lock outlive an ``execv`` and return the descriptor to adopt it by."""
        os.set_inheritable(self._file.fileno(), True)
        return self._file.fileno()

    def close(self) -> None:
        """Give the lock back."""
        self._file.close()

    def __enter__(self) -> Self:
        """Return the lock held."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the lock back."""
        self.close()
