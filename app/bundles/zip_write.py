"""A ZIP that is read while it is being made, so that sealing needs no second copy of it.

The standard library cannot do this: to a stream it writes stored entries with a data descriptor
after the data, which some readers refuse, and it cannot tell the length beforehand, which the check
for free space on a stick needs.
"""

import io
from collections.abc import Callable, Iterator, Sequence

from app.bundles.content import Content
from app.bundles.zip_format import CENTRAL, END, LOCAL, Entry, central_header, end_record, local_header
from app.domain.problems import Problem

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""


def length(contents: Sequence[Content]) -> int:
    """Return the exact length in bytes of the archive of ``contents``."""
    heads = sum(LOCAL.size + CENTRAL.size + 2 * len(content.path) for content in contents)
    return heads + sum(content.packed for content in contents) + END.size


def parts(contents: Sequence[Content]) -> Iterator[bytes]:
    """Yield the archive piece by piece."""
    offset = 0
    directory = []
    for content in contents:
        entry = Entry(content.path, content.method, content.crc, content.packed, content.size, offset)
        head = local_header(entry)
        yield head
        yield from content.chunks()
        offset += len(head) + content.packed
        directory.append(central_header(entry))
    lines = b"".join(directory)
    yield lines + end_record(len(directory), len(lines), offset)


class ZipStream(io.RawIOBase):
    """The archive as a readable file.

    ``progress`` is called at every new piece; ``cancelled`` is asked there, and a yes raises
    ``bundle_cancelled`` out of ``read``.
    """

    def __init__(
        self,
        contents: Sequence[Content],
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._parts = parts(contents)
        self._total = length(contents)
        self._done = 0
        self._piece = memoryview(b"")
        self._progress = progress
        self._cancelled = cancelled
        self.failure: BaseException | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Return at most ``size`` bytes, fewer at the end of a piece; b"" at the very end."""
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(1 << 20), b""))
        while not self._piece:
            try:
                piece = next(self._parts, None)
                self._report(piece)
            except BaseException as failure:
                # The sealing library in between may put an error of its own in its place.
                self.failure = failure
                raise
            if piece is None:
                return b""
            self._piece = memoryview(piece)
        taken, self._piece = bytes(self._piece[:size]), self._piece[size:]
        return taken

    def _report(self, piece: bytes | None) -> None:
        self._done += len(piece or b"")
        if self._cancelled is not None and self._cancelled():
            raise Problem("bundle_cancelled")
        if self._progress is not None:
            self._progress(self._done, self._total)
