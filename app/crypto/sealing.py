"""Sealing for other people's keys: age v1 files (X25519), opened by any stock ``age`` program.

Format: https://age-encryption.org/v1. Files are streamed, so that memory use does not grow with size.

What cannot be told apart: a damaged byte inside the header's part for *our* key looks exactly like a
file for somebody else. Callers that have a checksum beside the file must check it first; then
:class:`NotForUs` really means "for another key".
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, NoReturn

import pyrage
from pyrage import x25519

from app.crypto.errors import Damaged, NotForUs

# The age reader parses the header again after every read, so its time grows with the square of the
# header's length (55 s for 1 MB). 32 KiB still has room for some 300 recipients.
HEADER_BYTES = 32 * 1024
_HEADER_END = b"\n---"
_NO_MATCH = "No matching keys found"


@dataclass(frozen=True, slots=True)
class Identity:
    """An X25519 key pair in age's own spelling: ``AGE-SECRET-KEY-1…`` and ``age1…``."""

    secret: str = field(repr=False)
    recipient: str

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are not pickled")


def new_identity() -> Identity:
    """Return a fresh key pair from the system's random source."""
    made = x25519.Identity.generate()
    return Identity(str(made), str(made.to_public()))


def recipient_of(secret: str) -> str:
    """Return the public half of a typed or stored ``AGE-SECRET-KEY-1…``. :class:`Damaged` if it is none."""
    return str(_identity(secret).to_public())


def is_recipient(text: str) -> bool:
    """Return whether ``text`` is a well-formed X25519 recipient, its checksum included."""
    try:
        _recipient(text)
    except Damaged:
        return False
    return True


def seal(source: BinaryIO, target: BinaryIO, recipients: Sequence[str]) -> None:
    """Read ``source`` to its end and write it, sealed for every one of ``recipients``, to ``target``.

    Raises :class:`Damaged` for a malformed recipient before anything is written; an ``OSError`` of
    either file passes through. After any exception ``target`` holds a useless beginning.
    """
    if not recipients:
        raise ValueError("sealing needs at least one recipient")
    keys = [_recipient(text) for text in recipients]
    reading, writing = _Watched(source), _Watched(target)
    try:
        pyrage.encrypt_io(reading, writing, keys)
    except (pyrage.EncryptError, OSError):
        _raise_first_failure(reading, writing)
        raise
    _raise_first_failure(reading, writing)  # the library itself reports a full disk as success


def unseal(source: BinaryIO, target: BinaryIO, identities: Sequence[str]) -> None:
    """Open a sealed ``source`` with any of ``identities`` and write the content to ``target``.

    **Until this returns, what stands in ``target`` is unproven**: a cut-off file is noticed only at its
    end. Callers must throw ``target`` away after any exception and parse nothing before.

    Raises :class:`NotForUs`, :class:`Damaged`, or the ``OSError`` of either file (a stick pulled out is
    not a damaged file).
    """
    keys = [_identity(text) for text in identities]
    reading, writing = _Watched(source, header_cap=HEADER_BYTES), _Watched(target)
    try:
        pyrage.decrypt_io(reading, writing, keys)
    except (pyrage.DecryptError, OSError) as error:
        _raise_first_failure(reading, writing)
        if str(error) == _NO_MATCH:
            raise NotForUs from None
        raise Damaged("sealed file") from None
    _raise_first_failure(reading, writing)


def seal_bytes(content: bytes, recipients: Sequence[str]) -> bytes:
    """Return ``content`` sealed for ``recipients``; for small things such as receipts."""
    target = io.BytesIO()
    seal(io.BytesIO(content), target, recipients)
    return target.getvalue()


def unseal_bytes(sealed: bytes, identities: Sequence[str]) -> bytes:
    """Return the content of small sealed bytes. Errors as for :func:`unseal`; never a partial content."""
    target = io.BytesIO()
    unseal(io.BytesIO(sealed), target, identities)
    return target.getvalue()


class _Watched:
    """A file that remembers its own first failure, which the age library would otherwise blur.

    With ``header_cap`` it also refuses a file whose age header does not end within so many bytes.
    """

    def __init__(self, file: BinaryIO, *, header_cap: int = 0) -> None:
        self._file = file
        self._cap = header_cap
        self._head = b""
        self.failure: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            got = self._file.read(size)
            if self._cap:
                self._check_header(got)
        except (OSError, Damaged) as error:
            self.failure = self.failure or error
            raise
        return got

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self.failure = self.failure or error
            raise

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError as error:
            self.failure = self.failure or error
            raise

    def _check_header(self, got: bytes) -> None:
        self._head += got
        end = self._head.find(_HEADER_END)
        if end > self._cap or (end < 0 and len(self._head) > self._cap):
            raise Damaged("age header too long")
        if end >= 0:
            self._head, self._cap = b"", 0


def _raise_first_failure(*files: _Watched) -> None:
    for file in files:
        if file.failure is not None:
            raise file.failure from None


def _recipient(text: str) -> x25519.Recipient:
    try:
        return x25519.Recipient.from_str(text)
    except (pyrage.RecipientError, ValueError):  # ValueError: not even encodable text
        raise Damaged("recipient") from None


def _identity(text: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(text)
    except (pyrage.IdentityError, ValueError):
        raise Damaged("identity") from None
