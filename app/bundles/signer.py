"""Who signed a bundle: known by enrolled keys, not by what the bundle says of itself."""

from collections.abc import Collection
from dataclasses import dataclass

from app.bundles import manifest as manifests
from app.bundles.manifest import NAMESPACE, Manifest
from app.crypto import signing
from app.crypto.errors import BadSignature, CryptoError
from app.domain.problems import Problem

IDENTITY = "xinqiao"
"""The name in the signers' line; ``ssh-keygen -Y verify`` wants one."""


@dataclass(frozen=True, slots=True)
class Signer:
    """The key that signed. ``known`` = it is one of those enrolled here."""

    public_line: str
    fingerprint: str
    known: bool


def allowed_signers(public_line: str) -> bytes:
    """Return the line that ``ssh-keygen -Y verify -f`` reads."""
    return f'{IDENTITY} namespaces="{NAMESPACE}" {public_line}\n'.encode("ascii")


def check(data: bytes, signature: str, trusted: Collection[str] | None) -> tuple[Manifest, Signer]:
    """Return the manifest in ``data`` and who signed it.

    ``trusted`` are the enrolled public lines; ``None`` takes any signer whose signature is good, who
    is then not ``known``: only for a person who compares the fingerprint herself. With enrolled keys
    nothing of ``data`` is parsed unless one of them signed it, except to word the refusal.

    Raises ``bundle_signature_bad``, ``bundle_signer_unknown`` (with ``fingerprint``) and whatever
    ``manifest.from_bytes`` raises.
    """
    for public_line in trusted or ():
        if _good(data, signature, public_line):
            manifest = manifests.from_bytes(data)
            _same_key(manifest, public_line)
            return manifest, Signer(public_line, signing.fingerprint(public_line), known=True)
    manifest = manifests.from_bytes(data)
    claimed = manifest.sender.signing_key
    if not _good(data, signature, claimed):
        raise Problem("bundle_signature_bad")
    _same_key(manifest, claimed)
    found = signing.fingerprint(claimed)
    if trusted is not None:
        raise Problem("bundle_signer_unknown", fingerprint=found)
    return manifest, Signer(claimed, found, known=False)


def _good(data: bytes, signature: str, public_line: str) -> bool:
    try:
        signing.verify(data, signature, public_line, NAMESPACE)
    except BadSignature:
        return False
    except CryptoError:
        return False  # what the bundle calls its key is no key
    return True


def _same_key(manifest: Manifest, public_line: str) -> None:
    """The key that signed is also the one that the manifest names."""
    found = signing.fingerprint(public_line)
    named = manifest.sender
    if named.key_fingerprint != found or named.signing_key.split() != public_line.split()[:2]:
        raise Problem("bundle_manifest_bad")
