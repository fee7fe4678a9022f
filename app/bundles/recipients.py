"""Short names of age recipients, for the signed list and for people to compare."""

import base64
import hashlib
from collections.abc import Iterable

from app.bundles.manifest import Manifest
from app.crypto.sealing import recipient_of


def fingerprint(recipient: str) -> str:
    """Return ``SHA256:`` and the unpadded base64 of the SHA-256 of the recipient's ``age1…`` text."""
    digest = hashlib.sha256(recipient.encode("ascii")).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def is_ours(manifest: Manifest, identities: Iterable[str]) -> bool:
    """Return whether the sender named one of our keys in what was signed.

    Without this, a receiver could seal our signed content again for somebody else, who would take it
    for something we had sent.
    """
    mine = {fingerprint(recipient_of(secret)) for secret in identities}
    return any(recipient.fingerprint in mine for recipient in manifest.recipients)
