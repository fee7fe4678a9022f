"""Making a sealed bundle: manifest, signature, ZIP, age, in one pass over the content."""

import hashlib
import io
import os
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, cast
from uuid import UUID

from pydantic import ValidationError

from app.bundles import manifest as manifests
from app.bundles import names, paths, recipients, signer, strict_json, zip_write
from app.bundles.content import Content, measure
from app.bundles.manifest import NAMESPACE, Basis, File, Kind, MadeAt, Manifest, Need, Recipient, Sender, Span
from app.bundles.names import BundleName
from app.bundles.zip_write import Progress, ZipStream
from app.crypto import sealing, signing
from app.crypto.signing import SigningKey
from app.domain import limits
from app.domain.problems import Problem

_HASH_BATCH = 4 * limits.MIB
_HASH_BATCHES = 4  # waiting at most, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class To:
    """One who can open it. ``role`` is centre, recovery or own; ``recipient`` an ``age1…`` key."""

    name: str
    role: str
    recipient: str


@dataclass(frozen=True, slots=True)
class From:
    """The sending school and computer. ``node`` and ``epoch`` are 32 hex digits (design of the log)."""

    site_code: str
    site_name: str
    node: str
    node_code: str
    epoch: str
    recipient: str  # for the answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Everything about a bundle but its files; the fields are those of the manifest."""

    bundle_id: UUID
    kind: Kind
    sender: From
    to: Sequence[To]
    centre_code: str
    purpose: str
    basis: Basis
    stream_seq: int
    app_version: str
    schema_version: str
    made_at: MadeAt
    consent_id: UUID | None = None
    reason: str | None = None
    prev_bundle_sha256: str | None = None
    covers: Sequence[Span] = ()
    requires: Sequence[Need] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    audit_head: str | None = None
    ack_key: bytes = field(default_factory=lambda: os.urandom(16), repr=False)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was written: SHA-256 in hex and length of the sealed file."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A bundle measured and signed, ready to be sealed into any target, more than once if need be."""

    manifest: Manifest
    name: BundleName
    contents: tuple[Content, ...]
    recipients: tuple[str, ...]

    @property
    def plain_size(self) -> int:
        """Length of the ZIP in bytes."""
        return zip_write.length(self.contents)

    @property
    def sealed_size(self) -> int:
        """At most so many bytes will be written: the ZIP, 16 bytes per 64 KiB, a header line per key."""
        return self.plain_size + 16 * (self.plain_size // 65_536 + 2) + 200 * (len(self.recipients) + 5)

    def seal_into(
        self,
        target: BinaryIO,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Sealed:
        """Write the sealed bundle to ``target``. After any exception ``target`` holds rubbish.

        Raises ``bundle_cancelled``, ``bundle_source_changed`` and the OSError of ``target``.
        """
        stream = ZipStream(self.contents, progress=progress, cancelled=cancelled)
        with _Hashing(target) as hashing:
            try:
                sealing.seal(cast(BinaryIO, stream), cast(BinaryIO, hashing), self.recipients)
            except Exception:
                if stream.failure is not None:
                    raise stream.failure from None
                raise
            return hashing.finish()


def prepare(envelope: Envelope, files: Mapping[str, bytes | Path], key: SigningKey) -> Prepared:
    """Measure ``files`` (path in the bundle → content), write the manifest and sign it.

    Raises ``bundle_code_bad``, ``bundle_text_bad``, ``bundle_too_big``, ``bundle_line_too_long`` and
    ``bundle_json_refused``: what we write, any reader of ours will take. ValueError for what a caller
    must not do, such as a path that is not on the list, or no recipient.
    """
    name = names.make(
        site=envelope.sender.site_code,
        node=envelope.sender.node_code,
        centre=envelope.centre_code,
        stream_seq=envelope.stream_seq,
        bundle_id=envelope.bundle_id,
    )
    for path, source in files.items():
        _check_json(path, source)
    signers = measure(paths.SIGNERS, signer.allowed_signers(key.public_line))
    contents = [signers, *(measure(path, source) for path, source in sorted(files.items()))]
    try:
        manifest = _manifest(envelope, contents, key)
    except ValidationError as error:
        raise _unfit(error) from None
    data = manifests.to_bytes(manifest)
    signature = key.sign(data, NAMESPACE).encode("ascii")
    whole = (measure(paths.MANIFEST, data), measure(paths.SIGNATURE, signature), *contents)
    unpacked = sum(content.size for content in whole)
    if unpacked > limits.BUNDLE_BYTES or len(whole) > limits.BUNDLE_ENTRIES:
        raise Problem("bundle_too_big", limit=limits.BUNDLE_BYTES // limits.MIB)
    return Prepared(manifest, name, whole, tuple(dict.fromkeys(one.recipient for one in envelope.to)))


def _manifest(envelope: Envelope, contents: Sequence[Content], key: SigningKey) -> Manifest:
    sender = envelope.sender
    return Manifest(
        bundle_id=envelope.bundle_id,
        kind=envelope.kind,
        sender=Sender(
            site_code=sender.site_code,
            site_name=sender.site_name,
            node=sender.node,
            node_code=sender.node_code,
            epoch=sender.epoch,
            signing_key=key.public_line,
            key_fingerprint=signing.fingerprint(key.public_line),
            recipient=sender.recipient,
        ),
        recipients=tuple(
            Recipient.model_validate(
                {"name": one.name, "role": one.role, "fingerprint": recipients.fingerprint(one.recipient)}
            )
            for one in envelope.to
        ),
        centre_code=envelope.centre_code,
        purpose=envelope.purpose,
        basis=envelope.basis,
        consent_id=envelope.consent_id,
        reason=envelope.reason,
        stream_seq=envelope.stream_seq,
        prev_bundle_sha256=envelope.prev_bundle_sha256,
        covers=tuple(envelope.covers),
        requires=tuple(envelope.requires),
        counts=dict(envelope.counts),
        app_version=envelope.app_version,
        schema_version=envelope.schema_version,
        made_at=envelope.made_at,
        ack_key=envelope.ack_key.hex(),
        audit_head=envelope.audit_head,
        files=tuple(File(path=one.path, size=one.size, sha256=one.sha256) for one in contents),
    )


def _unfit(error: ValidationError) -> Exception:
    """Return a refusal that quotes nothing: of a text somebody typed, or of a caller's mistake."""
    faults = error.errors(include_input=False, include_context=False, include_url=False)
    where = [".".join(str(step) for step in fault["loc"]) for fault in faults]
    if all(fault["type"].startswith("string_") for fault in faults):
        return Problem("bundle_text_bad")
    return ValueError(f"no manifest can be made: {where}")


def _check_json(path: str, source: bytes | Path) -> None:
    if not path.endswith((".json", ".ndjson")):
        return
    if isinstance(source, Path):
        raise ValueError(f"{path!r} must be given as bytes")
    if path.endswith(".json"):
        strict_json.check_depth(source)
        return
    for _line in strict_json.lines([source]):
        pass


class _Hashing(io.RawIOBase):
    """A target that also hashes what goes through, on a second core: hashing lets go of Python."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._digest = hashlib.sha256()
        self._size = 0
        self._waiting: list[bytes] = []
        self._weight = 0
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._pending: deque[Future[None]] = deque()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)  # no copy where it is bytes already
        self._target.write(piece)
        size = len(piece)
        self._size += size
        self._waiting.append(piece)
        self._weight += size
        if self._weight >= _HASH_BATCH:
            self._hash()
        return size

    def flush(self) -> None:
        self._target.flush()

    def finish(self) -> Sealed:
        """Return what went through in all."""
        self._hash()
        while self._pending:
            self._pending.popleft().result()
        return Sealed(self._digest.hexdigest(), self._size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()

    def _hash(self) -> None:
        if len(self._pending) == _HASH_BATCHES:
            self._pending.popleft().result()
        self._pending.append(self._pool.submit(self._digest.update, b"".join(self._waiting)))
        self._waiting, self._weight = [], 0
