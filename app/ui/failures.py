"""What may be written down about an unexpected exception: its type and where it happened.

Never its message: that may hold a name, a note or a password.
"""

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

log = logging.getLogger("xinqiao.ui")


def where(failure: BaseException) -> str:
    """Return ``Type at file.py:line in function`` of the innermost frame, without values."""
    frames = extract_tb(failure.__traceback__)
    if not frames:
        return type(failure).__name__
    last = frames[-1]
    return f"{type(failure).__name__} at {Path(last.filename).name}:{last.lineno} in {last.name}"


def install(tell: Callable[[], None]) -> None:
    """Log what nobody caught, on any thread, as type and place only.

    ``tell`` shows the person that something went wrong; it is called for the main thread only.
    """

    def on_main(kind: type[BaseException], failure: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log.error("unexpected: %s", where(failure))
        tell()

    def on_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log.error("unexpected on a thread: %s", where(args.exc_value))

    sys.excepthook = on_main
    threading.excepthook = on_thread
