"""The signed manifest: what is in a bundle, from whom, for whom, why.

The signature covers the bytes as they stand in the ZIP. Nothing is ever serialised again to check it.
"""

import json
import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, Self
from uuid import UUID

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_serializer,
    model_validator,
)

from app.bundles import names, paths, strict_json
from app.domain import limits
from app.domain.problems import Problem

FORMAT: Final = "xinqiao-bundle/1"
SUITE: Final = "age-x25519+sshsig-ed25519+sha256"
NAMESPACE = "xinqiao-bundle@1"
MANIFEST_BYTES = 8 * limits.MIB  # room for the greatest number of entries
UNDERSTOOD: frozenset[str] = frozenset()
"""Extensions of the format that this version knows; a sender names those a reader must know."""

_FORMAT = re.compile(r"xinqiao-bundle/[0-9]{1,4}")
Hex32 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Hex64 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^SHA256:[A-Za-z0-9+/]{43}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,16}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^[^\x00-\x09\x0b-\x1f\x7f]+$")]
Seq = Annotated[int, Field(ge=0, le=2**53)]


class Kind(StrEnum):
    """What a bundle is for."""

    DELTA = "delta"
    FULL = "full"
    REFERRAL = "referral"
    TRANSFER = "transfer"
    STATISTICS = "statistics"
    RECEIPT = "receipt"


class Basis(StrEnum):
    """Why it may leave the school."""

    CONSENT = "consent"
    EMERGENCY = "emergency"  # with a reason; the consent is asked for afterwards
    OWN_COPY = "own_copy"  # the same school's second computer, or its own escrow
    REPLY = "reply"  # a receipt to the sender of what is received
    STATISTICS = "statistics"  # counts, nobody's record


class Closed(BaseModel):
    """A part of the manifest: no other fields, no silent conversions."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Sender(Closed):
    """Who made it. ``signing_key`` proves nothing by itself: compare its fingerprint by phone."""

    site_code: Code
    site_name: Line
    node: Hex32
    node_code: Code
    epoch: Hex32
    signing_key: Annotated[str, StringConstraints(pattern=r"^ssh-ed25519 [A-Za-z0-9+/]{68}$")]
    key_fingerprint: Fingerprint
    recipient: Annotated[str, StringConstraints(pattern=r"^age1[0-9a-z]{58}$")]  # for the answer


class Recipient(Closed):
    """Who can open it. ``fingerprint`` is that of the age recipient, see ``recipients.py``."""

    name: Line
    role: Literal["centre", "recovery", "own"]
    fingerprint: Fingerprint


class Span(Closed):
    """The changes of one database (node and epoch) that are in ``changes.ndjson``."""

    node: Hex32
    epoch: Hex32
    first: Seq
    last: Seq


class Need(Closed):
    """What the receiver must have taken over before."""

    node: Hex32
    epoch: Hex32
    at_least: Seq


class File(Closed):
    """One entry of the ZIP beside the manifest and its signature."""

    path: Annotated[str, StringConstraints(max_length=100)]
    size: Annotated[int, Field(ge=0, le=limits.BUNDLE_BYTES)]
    sha256: Hex64

    @model_validator(mode="after")
    def _path_is_allowed(self) -> Self:
        if not paths.is_content(self.path):
            raise ValueError("path")
        return self


class MadeAt(Closed):
    """When. ``hlc`` is the sender's hybrid logical clock; ``clock`` says whether to trust ``wall``."""

    wall: AwareDatetime
    hlc: Line
    clock: Literal["good", "doubtful"]

    @field_serializer("wall")
    def _iso(self, wall: datetime) -> str:
        return wall.isoformat()


class Manifest(Closed):
    """The whole manifest, as docs/formats/bundle.md describes it."""

    format: Literal["xinqiao-bundle/1"] = FORMAT
    suite: Literal["age-x25519+sshsig-ed25519+sha256"] = SUITE
    bundle_id: UUID
    kind: Kind
    sender: Sender
    recipients: Annotated[tuple[Recipient, ...], Field(min_length=1, max_length=32)]
    centre_code: Code
    purpose: Line
    basis: Basis
    consent_id: UUID | None = None
    reason: Text | None = None
    stream_seq: Annotated[int, Field(ge=1, le=names.STREAM_SEQ_MAX)]
    prev_bundle_sha256: Hex64 | None = None
    covers: Annotated[tuple[Span, ...], Field(max_length=1000)] = ()
    requires: Annotated[tuple[Need, ...], Field(max_length=1000)] = ()
    counts: Annotated[dict[Line, Seq], Field(max_length=200)] = Field(default_factory=dict)
    app_version: Line
    schema_version: Line
    must_understand: Annotated[tuple[Line, ...], Field(max_length=50)] = ()
    extensions: Annotated[dict[Line, Any], Field(max_length=50)] = Field(default_factory=dict)
    made_at: MadeAt
    ack_key: Hex32
    audit_head: Hex64 | None = None
    files: Annotated[tuple[File, ...], Field(max_length=limits.BUNDLE_ENTRIES)]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if len({file.path for file in self.files}) != len(self.files):
            raise ValueError("a file is listed twice")
        if self.basis is Basis.CONSENT and self.consent_id is None:
            raise ValueError("consent without its id")
        if self.basis is Basis.EMERGENCY and self.reason is None:
            raise ValueError("emergency without a reason")
        if any(span.first > span.last for span in self.covers):
            raise ValueError("a span that ends before it begins")
        return self

    def file_name(self) -> names.BundleName:
        """Return the name the bundle's file should carry."""
        sender = self.sender
        return names.BundleName(
            sender.site_code, sender.node_code, self.centre_code, self.stream_seq, self.bundle_id.hex[-8:]
        )


def to_bytes(manifest: Manifest) -> bytes:
    """Return the manifest as it is stored: UTF-8, LF, one line a field and one line a file.

    A file's line has ``sha256`` first, so that a stranger can check the hashes with ``sed`` alone.
    """
    fields = manifest.model_dump(mode="json", exclude={"files"})
    lines = [f"  {_text(name)}: {_text(value)}," for name, value in fields.items()]
    files = [f"    {_text({'sha256': file.sha256, 'path': file.path, 'size': file.size})}" for file in manifest.files]
    listed = "[\n" + ",\n".join(files) + "\n  ]" if files else "[]"
    return "\n".join(["{", *lines, f'  "files": {listed}', "}", ""]).encode("utf-8")


def from_bytes(data: bytes) -> Manifest:
    """Return the manifest in ``data``.

    Raises ``bundle_newer`` for a version or an extension we do not know, ``bundle_manifest_bad`` for
    everything else that is not as the format says.
    """
    if len(data) > MANIFEST_BYTES or b"\r" in data or data.startswith(b"\xef\xbb\xbf"):
        raise Problem("bundle_manifest_bad")
    try:
        raw = strict_json.parse(data)
    except Problem:
        raise Problem("bundle_manifest_bad") from None
    if not isinstance(raw, dict):
        raise Problem("bundle_manifest_bad")
    version = raw.get("format")
    if isinstance(version, str) and version != FORMAT and _FORMAT.fullmatch(version):
        raise Problem("bundle_newer")
    try:
        manifest = Manifest.model_validate_json(data)
    except (ValidationError, RecursionError):
        # The validator's own text would quote the content.
        raise Problem("bundle_manifest_bad") from None
    if not UNDERSTOOD.issuperset(manifest.must_understand):
        raise Problem("bundle_newer")
    return manifest


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
