"""The answer to a bundle: a small bundle that says what became of it."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, ValidationError

from app.bundles import paths
from app.bundles.manifest import Closed, Hex32, Hex64, Kind, Line, Manifest, Need, Seq
from app.bundles.unpack import Opened
from app.crypto import phone
from app.domain import limits
from app.domain.delivery import Delivery
from app.domain.problems import Problem

_RECEIPT_BYTES = 16 * limits.MIB


class Rejected(Closed):
    """One record that was put aside, and why (a message code, never content)."""

    record_id: UUID
    code: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,64}$")]


class Receipt(Closed):
    """What the receiver says. ``applied`` is how far it now has the changes of each database."""

    format: Literal["xinqiao-receipt/1"] = "xinqiao-receipt/1"
    bundle_id: UUID
    sha256: Hex64  # of the sealed file that was received
    state: Literal["received", "imported", "read"]
    applied: Annotated[tuple[Need, ...], Field(max_length=1000)] = ()
    records: Seq = 0  # taken over
    rejected: Annotated[tuple[Rejected, ...], Field(max_length=50_000)] = ()
    received_at: AwareDatetime
    receiver: Line
    reader: Line | None = None  # who read it, for the state "read"

    @property
    def delivery(self) -> Delivery:
        """The delivery state that this receipt proves."""
        return Delivery(self.state)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A receipt with the node that signed for it."""

    receipt: Receipt
    node: Hex32
    fingerprint: str


def files(receipt: Receipt) -> dict[str, bytes]:
    """Return the content of a receipt bundle, for ``pack.prepare``."""
    return {paths.RECEIPT: receipt.model_dump_json(indent=2).encode("utf-8") + b"\n"}


def read(opened: Opened) -> Acknowledgement:
    """Return the receipt in a verified bundle. Raises ``receipt_bad`` where it is none."""
    manifest = opened.manifest
    if manifest.kind is not Kind.RECEIPT or not opened.has(paths.RECEIPT):
        raise Problem("receipt_bad")
    data = opened.archive.read(paths.RECEIPT, limit=_RECEIPT_BYTES)
    try:
        receipt = Receipt.model_validate_json(data)
    except ValidationError:
        raise Problem("receipt_bad") from None
    return Acknowledgement(receipt, manifest.sender.node, opened.signer.fingerprint)


def check_matches(receipt: Receipt, *, bundle_id: UUID, sha256: str) -> None:
    """Raise ``receipt_for_another`` unless it answers exactly this bundle, byte for byte."""
    if receipt.bundle_id != bundle_id or receipt.sha256 != sha256:
        raise Problem("receipt_for_another")


def phone_code(manifest: Manifest) -> str:
    """Return the 8 digits that the receiver reads out when no file can travel back."""
    return phone.phone_code(bytes.fromhex(manifest.ack_key), str(manifest.bundle_id))
